import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { between, hash, pick } from './random.ts'

describe('hash', () => {
  it('gives these numbers on every machine', () => {
    assert.deepEqual(
      [hash(0), hash(1), hash(1, 2), hash(2, 1), hash(1, 2, 3), hash(-1), hash(2 ** 31)],
      [
        1_260_530_469, 3_318_280_754, 9_572_993, 3_609_352_200, 3_906_383_291, 3_159_057_442,
        2_110_250_367,
      ],
    )
  })

  it('spreads consecutive numbers evenly', () => {
    const digits = Array.from({ length: 100_000 }, (_, i) => hash(i) % 10)
    for (const [digit, all] of Map.groupBy(digits, (each) => each)) {
      assert.ok(Math.abs(all.length - 10_000) < 400, `${digit} comes ${all.length} times`)
    }
  })
})

describe('between', () => {
  it('reaches both ends and nothing beyond', () => {
    const seen = new Set(Array.from({ length: 1000 }, (_, i) => between(-2, 3, i, 0)))
    assert.deepEqual(
      [...seen].toSorted((a, b) => a - b),
      [-2, -1, 0, 1, 2, 3],
    )
  })
})

describe('pick', () => {
  it('takes one of the choices, the same each time', () => {
    assert.equal(pick(['a', 'b', 'c'], 1, 2), pick(['a', 'b', 'c'], 1, 2))
    assert.equal(pick(['only'], 8, 9), 'only')
  })

  it('refuses an empty list', () => {
    assert.throws(() => pick([], 1, 2), {
      name: 'RangeError',
      message: 'There is nothing to pick from an empty list.',
    })
  })
})

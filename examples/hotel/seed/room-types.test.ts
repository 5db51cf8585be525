import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeBeds, roomTypesOf } from './room-types.ts'

describe('roomTypesOf', () => {
  const sizes: [rooms: number, types: number][] = [
    [3, 3],
    [9, 3],
    [10, 4],
    [21, 4],
    [22, 5],
    [44, 5],
    [45, 6],
    [1093, 6],
  ]
  for (const [rooms, types] of sizes) {
    it(`divides ${rooms} rooms into ${types} types, exactly`, () => {
      for (const stars of [1, 2, 3, 4, 5] as const) {
        for (let id = 1; id <= 50; id++) {
          const counts = roomTypesOf(id, stars, rooms).map((type) => type.count)
          assert.equal(counts.length, types)
          assert.equal(
            counts.reduce((a, b) => a + b),
            rooms,
          )
          assert.ok(Math.min(...counts) >= 1)
        }
      }
    })
  }

  it('gives a house of three rooms one of each', () => {
    assert.deepEqual(
      roomTypesOf(1, 3, 3).map(({ name, count }) => [name, count]),
      [
        ['Double room', 1],
        ['Twin room', 1],
        ['Family room', 1],
      ],
    )
  })

  it('gives better houses larger and better rooms', () => {
    const [simple] = roomTypesOf(1, 1, 30)
    const best = roomTypesOf(1, 5, 80).at(-1)
    assert.deepEqual([simple?.name, simple?.maxGuests], ['Single room', 1])
    assert.deepEqual([best?.name, best?.maxGuests], ['Suite', 5])
    assert.ok((best?.sizeM2 ?? 0) > 5 * (simple?.sizeM2 ?? 0))
  })
})

describe('describeBeds', () => {
  it('counts the beds of each kind', () => {
    assert.equal(
      describeBeds([
        { kind: 'king', count: 1 },
        { kind: 'sofa', count: 2 },
      ]),
      '1 king bed, 2 sofa beds',
    )
  })
})

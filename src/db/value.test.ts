import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ValueKind } from './expression-node.ts'
import { checkValue, encodeValue, isValueOf } from './value.ts'

describe('isValueOf', () => {
  const table: [kind: ValueKind, yes: unknown[], no: unknown[]][] = [
    [
      'text',
      ['', 'é', '😀'],
      [1, null, undefined, {}, [], Symbol('x'), '\ud800', 'a\0b', new String('x')],
    ],
    ['integer', [0, -1, 2 ** 53 - 1], [1.5, NaN, Infinity, 2 ** 53, '1', 1n, true, null]],
    ['number', [0, 1.5, -1e9], [NaN, Infinity, '1', null]],
    ['boolean', [true, false], [0, 1, 'true', null]],
    ['decimal', ['0', '-12.50'], [12.5, '1e5', '.5', '1.', '1,5', '']],
    ['date', ['2026-11-23'], ['2026-1-1', '2026-11-23T00:00:00Z', new Date(), 20_000]],
    [
      'instant',
      ['2026-11-23T17:00:00.000Z'],
      ['2026-11-23T17:00:00Z', '2026-11-23T17:00:00.000+01:00', new Date(), Date.now()],
    ],
    [
      'json',
      [{ a: [1, null] }, [], 'x', 0, false, Object.create(null)],
      [undefined, NaN, new Date(), [undefined], { a: () => 1 }, new Map(), 1n],
    ],
  ]
  for (const [kind, yes, no] of table) {
    it(`knows values of kind ${kind}`, () => {
      for (const value of yes) assert.equal(isValueOf(kind, value), true, typeof value)
      for (const value of no) assert.equal(isValueOf(kind, value), false, typeof value)
    })
  }
})

describe('checkValue', () => {
  const table: [value: unknown, described: string][] = [
    [null, 'null'],
    [undefined, 'undefined'],
    [NaN, 'the number NaN'],
    [[], 'an array'],
    [new Date(0), 'a Date'],
    [{ password: 'secret' }, 'an object'],
    ['secret', 'a string'],
    [true, 'a boolean'],
  ]
  for (const [value, described] of table) {
    it(`describes ${described} without its content`, () => {
      assert.throws(() => checkValue('integer', value, 'field "stars" of model "hotel"'), {
        name: 'ValueError',
        code: 'value-invalid',
        message:
          `The value for field "stars" of model "hotel" is ${described}, expected an integer up to 2^53. ` +
          'Parse what comes from outside with a schema before it reaches a query.',
      })
    })
  }
})

describe('encodeValue', () => {
  it('gives JSON as text and everything else as it is', () => {
    assert.equal(encodeValue('json', { a: 1 }), '{"a":1}')
    assert.equal(encodeValue('json', null), null)
    assert.equal(encodeValue('text', 'x'), 'x')
    assert.equal(encodeValue('boolean', true), true)
  })
})

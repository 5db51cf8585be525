import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { selectRange, type ByteRange } from './range.ts'

const TAG = '"a"'
const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT'

function select(headers: Record<string, string>, size = 10, method = 'GET') {
  return selectRange({ method, header: (name) => headers[name] ?? null }, size, TAG, DATE)
}

describe('selectRange', () => {
  const cases: [range: string, expected: ByteRange | 'unsatisfiable' | null][] = [
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=9-9', { start: 9, end: 9 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=4-99', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['BYTES=0-1', { start: 0, end: 1 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=10-20', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=0-1,3-4', null],
    ['bytes=0-,0-,0-', null],
    ['bytes=3-1', null],
    ['bytes=-', null],
    ['bytes=a-b', null],
    ['bytes=1.5-2', null],
    ['bytes=--1', null],
    ['bytes 0-1', null],
    ['lines=0-1', null],
    ['bytes=0-99999999999999999999', null],
    ['', null],
  ]
  for (const [range, expected] of cases) {
    it(`${range} of 10 bytes: ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(select({ range }), expected)
    })
  }

  it('finds no range in an empty file', () => {
    assert.equal(select({ range: 'bytes=0-' }, 0), 'unsatisfiable')
    assert.equal(select({ range: 'bytes=-1' }, 0), 'unsatisfiable')
  })

  it('is for GET alone', () => {
    assert.equal(select({ range: 'bytes=0-1' }, 10, 'HEAD'), null)
  })

  const conditions: [condition: string, isServed: boolean][] = [
    [TAG, true],
    [DATE, true],
    ['"b"', false],
    ['W/"a"', false],
    ['"a+br"', false],
    ['Sun, 06 Nov 1994 08:49:38 GMT', false],
    ['*', false],
  ]
  for (const [condition, isServed] of conditions) {
    it(`If-Range: ${condition} ${isServed ? 'serves the range' : 'gets the whole'}`, () => {
      const range = select({ range: 'bytes=0-1', 'if-range': condition })
      assert.deepEqual(range, isServed ? { start: 0, end: 1 } : null)
    })
  }
})

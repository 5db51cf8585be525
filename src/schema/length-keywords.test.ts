import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { object, text } from './index.ts'

describe('lengthKeywords', () => {
  const { validate } = object({ name: text({ min: 2, max: 3, pattern: /[^x]*/ }) })['~standard']
  const messageFor = (name: string): string | undefined => validate({ name }).issues?.[0]?.message

  it('counts code points, of which two UTF-16 units may be one', () => {
    const accepted = ['ab', 'abc', '😀a', '😀😀', '😀😀a', '😀😀😀']
    for (const name of accepted) assert.equal(messageFor(name), undefined, name)
    for (const name of ['', 'a', '😀']) {
      assert.equal(messageFor(name), 'must have at least 2 characters', name)
    }
    for (const name of ['abcd', '😀abc', '😀😀😀a', '😀😀😀😀', 'abcdefg']) {
      assert.equal(messageFor(name), 'must have at most 3 characters', name)
    }
  })

  it('comes before the pattern', () => {
    assert.equal(messageFor('xxxx'), 'must have at most 3 characters')
    assert.equal(messageFor('x'), 'must have at least 2 characters')
    assert.equal(messageFor('xx'), 'must match the pattern ^(?:[^x]*)$')
  })

  it('agrees with a plain count for every text', () => {
    const grapheme = fc.constantFrom('a', 'é', '\u0301', '😀', '👩‍🚀')
    fc.assert(
      fc.property(fc.string({ unit: grapheme, maxLength: 8 }), (name) => {
        const count = Array.from(name).length
        assert.equal(messageFor(name) === undefined, count >= 2 && count <= 3)
      }),
    )
  })
})

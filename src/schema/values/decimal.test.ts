import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decimalOf, normalizeDecimal } from './decimal.ts'

describe('decimalOf', () => {
  it('has one spelling for sign and leading zeros', () => {
    const spellings = { '12.50': '12.50', '007': '7', '-0.0': '0.0', '-0': '0', '-01.5': '-1.5' }
    for (const [text, decimal] of Object.entries(spellings)) assert.equal(decimalOf(text), decimal)
  })

  for (const text of ['', '1.', '.5', '+1', '1e3', '1,5', '0x1', '--1', ' 1', '9'.repeat(101)]) {
    it(`refuses ${JSON.stringify(text.slice(0, 32))}`, () => {
      assert.throws(() => decimalOf(text), {
        code: 'decimal-invalid',
        message:
          `${JSON.stringify(text.slice(0, 32))} is not a decimal number. Write digits with at ` +
          'most one point, such as "12.50" or "-3".',
      })
    })
  }
})

describe('normalizeDecimal', () => {
  it('adds and cuts zeros to reach the scale, never other digits', () => {
    assert.equal(normalizeDecimal('1', 2), '1.00')
    assert.equal(normalizeDecimal('1.5', 2), '1.50')
    assert.equal(normalizeDecimal('1.500', 2), '1.50')
    assert.equal(normalizeDecimal('1.000', 0), '1')
    assert.equal(normalizeDecimal('1.505', 2), '1.505')
    assert.equal(normalizeDecimal('-0.001', 2), '-0.001')
  })
})

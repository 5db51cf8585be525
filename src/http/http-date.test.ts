import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatHttpDate, parseHttpDate } from './http-date.ts'

const EXAMPLE = 784_111_777_000 // of RFC 9110 section 5.6.7

describe('parseHttpDate', () => {
  for (const text of [
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ]) {
    it(`reads ${text}`, () => assert.equal(parseHttpDate(text), EXAMPLE))
  }

  it('reads a short year as past when it would be more than 50 years ahead', () => {
    const year = new Date().getUTCFullYear() + 51
    const text = `Sunday, 06-Nov-${String(year % 100).padStart(2, '0')} 08:49:37 GMT`
    assert.equal(new Date(parseHttpDate(text) ?? 0).getUTCFullYear(), year - 100)
  })

  for (const text of [
    '',
    '1',
    '2024-01-01',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 +0100',
    'Sun, 06 Nov 1994 25:49:37 GMT',
    ' Sun, 06 Nov 1994 08:49:37 GMT',
  ]) {
    it(`gives null for ${JSON.stringify(text)}`, () => assert.equal(parseHttpDate(text), null))
  }
})

describe('formatHttpDate', () => {
  it('drops the fraction of a second', () => {
    assert.equal(formatHttpDate(EXAMPLE + 999), 'Sun, 06 Nov 1994 08:49:37 GMT')
  })
})

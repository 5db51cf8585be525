import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DatabaseSync } from 'node:sqlite'
import { sqlite } from './sqlite.ts'

describe('sqlite', () => {
  it('quotes names, whatever is in them', () => {
    assert.equal(sqlite.quote('na"me'), '"na""me"')
  })

  const values: [value: unknown, text: string][] = [
    [null, 'null'],
    [true, '1'],
    [false, '0'],
    [-1.5, '-1.5'],
    [2n ** 62n, '4611686018427387904'],
    ["it's", "'it''s'"],
    ["'; drop table hotel; --", "'''; drop table hotel; --'"],
    ['line\nline', "'line\nline'"],
  ]
  for (const [value, text] of values) {
    it(`writes ${JSON.stringify(String(value))} as a literal that reads back as itself`, () => {
      assert.equal(sqlite.literal(value), text)
      const database = new DatabaseSync(':memory:')
      const statement = database.prepare(`select ${text} as value`)
      statement.setReadBigInts(typeof value === 'bigint')
      const expected = typeof value === 'boolean' ? Number(value) : value
      assert.equal(statement.get()?.['value'], expected)
      database.close()
    })
  }

  for (const value of ['\0', undefined, Number.NaN, new Date(0), {}]) {
    it(`has no literal for ${JSON.stringify(value) ?? 'undefined'}`, () => {
      assert.throws(() => sqlite.literal(value), TypeError)
    })
  }

  it('reads no violation from an error that is not of the database', () => {
    assert.equal(sqlite.violation(new Error('UNIQUE constraint failed: a.b')), null)
    assert.equal(sqlite.violation('UNIQUE constraint failed: a.b'), null)
  })

  it('reads the name of a unique index over an expression', () => {
    const error = Object.assign(new Error("UNIQUE constraint failed: index 'hotel_lower'"), {
      errcode: 2067,
    })
    assert.deepEqual(sqlite.violation(error), {
      kind: 'unique',
      table: null,
      columns: [],
      constraint: 'hotel_lower',
    })
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sqlite } from './dialects/sqlite.ts'
import { type Sql, sql } from './sql-tag.ts'

const render = (statement: Sql<unknown>): [text: string, ...values: unknown[]] => {
  const { text, values } = statement.render(sqlite)
  return [text, ...values]
}

describe('sql', () => {
  it('binds every value, whatever it says', () => {
    const evil = `' or 1=1 --`
    assert.deepEqual(render(sql`select * from hotel where name = ${evil} and open = ${true}`), [
      'select * from hotel where name = ? and open = ?',
      evil,
      true,
    ])
  })

  it('binds integers as bigint, because node:sqlite binds numbers as REAL', () => {
    assert.deepEqual(render(sql`select ${5} / ${2}, ${0.5}`), ['select ? / ?, ?', 5n, 2n, 0.5])
  })

  it('takes other SQL in a hole, with its values in their places', () => {
    const open = sql`city = ${'Lyon'} and stars > ${3}`
    assert.deepEqual(render(sql`select ${'x'} from hotel where ${open} limit ${20}`), [
      'select ? from hotel where city = ? and stars > ? limit ?',
      ...['x', 'Lyon', 3n, 20n],
    ])
  })

  it('quotes names that are given as such', () => {
    assert.deepEqual(render(sql`select ${sql.identifier('hotel', 'name')} from hotel`), [
      'select "hotel"."name" from hotel',
    ])
  })

  const names: [name: string, identifier: string][] = [
    ['a quote', 'name" from user --'],
    ['a dot', 'hotel.name'],
    ['nothing', ''],
    ['a digit in front', '1name'],
    ['too many letters', 'a'.repeat(64)],
    ['a letter that is none', 'náme'],
  ]
  for (const [name, identifier] of names) {
    it(`refuses a name with ${name}`, () => {
      assert.throws(() => sql.identifier(identifier), {
        code: 'sql-identifier',
        message: /is no name of a table or column: .* Choose the name from a list of your own/,
      })
    })
  }

  it('lists values for an IN, and refuses an empty list', () => {
    assert.deepEqual(render(sql`select * from hotel where id in (${sql.list([1, 2])})`), [
      'select * from hotel where id in (?, ?)',
      ...[1n, 2n],
    ])
    assert.throws(() => sql.list([]), { code: 'sql-list-empty' })
  })

  it('puts text in as it is only by the name that warns', () => {
    assert.deepEqual(render(sql`select * from hotel ${sql.unsafeRaw('order by name')}`), [
      'select * from hotel order by name',
    ])
  })

  it('refuses several statements, of which only the first would run', () => {
    assert.throws(() => sql`delete from hotel where id = ${1}; delete from city`, {
      code: 'sql-several-statements',
      message:
        /^A sql`…` holds several statements, of which the database would run only the first\./,
    })
  })

  it('takes one statement, whatever is quoted or said beside it', () => {
    const statements = [
      sql`select 1;`,
      sql`select ';' || 'it''s; fine' as "a;b" -- and; so on`,
      sql`/* one; two */ select 1 ;
      `,
      sql`create temp trigger t after insert on hotel begin delete from city; delete from hotel; end`,
    ]
    assert.equal(statements.length, 4)
  })

  it('refuses what no database takes, also an object that claims to be SQL', () => {
    const forged: unknown = JSON.parse('{"#parts":[{"text":"1 or 1=1"}],"text":"1 or 1=1"}')
    for (const hole of [forged, undefined, new Date(0), [1], 2 ** 53, () => 1]) {
      // @ts-expect-error These are not values of a statement, which is what is tested.
      assert.throws(() => sql`select ${hole}`, { code: 'unbindable-value' })
    }
  })
})

/**
 * SQL injection (OWASP ASVS 5.0 V1.2.4, CWE-89): no text of a request ever becomes SQL text.
 *
 * Hostile values go through every place that takes a value and have to come back as they were;
 * hostile names, operators and objects go through every place that takes something else and have to
 * be refused. The table must have the same rows after each attack.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import {
  and,
  check,
  coalesce,
  connect,
  count,
  createMigration,
  type Database,
  index,
  integer,
  json,
  many,
  model,
  reference,
  sql,
  text,
  when,
} from '../../src/db/index.ts'

const City = model('city', { name: text({ unique: true }), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text(),
  notes: json({ nullable: true }),
  stars: integer({ nullable: true }),
  city: reference(() => City),
})

/** Texts that end a literal, a name, a comment or a statement in one database or another. */
const TEXTS = [
  "'",
  "''",
  '"',
  '`',
  "\\'",
  '\\',
  "' or 1=1 --",
  "' or '1'='1",
  '" or ""="',
  "'; drop table hotel; --",
  '1; drop table hotel',
  "') union select name from sqlite_master --",
  '/* comment */',
  '-- comment',
  '#',
  '?',
  '$1',
  ':name',
  '%',
  '_',
  '!%',
  '%!',
  '\ufeff',
  '\u02bc or 1=1', // letters that some conversions turn into an apostrophe
  '\uff07 or 1=1',
  '${7*7}',
  "{{constructor.constructor('return process')()}}",
  '[object Object]',
  'null',
  'true',
  '1e999',
  '9007199254740993',
]

/** What JSON or a query string can carry in place of a value (CVE-2026-34220, CVE-2025-60542). */
const INTRUDERS: readonly unknown[] = [
  {},
  [],
  ['a'],
  { $ne: null },
  { $gt: '' },
  { eq: 'x' },
  { sql: '1=1' },
  { raw: '1=1' },
  { toSQL: 'x' },
  { '~node': { type: 'literal', kind: 'text', list: false, value: 'x' }, '~kind': 'boolean' },
  { type: 'operation', operator: 'or', operands: [] },
  { kind: 'RawNode', sqlFragments: ['1=1'], parameters: [] },
  { state: { where: [] } },
  JSON.parse('{"__proto__":{"isRaw":true}}'),
  JSON.parse('{"constructor":{"prototype":{}}}'),
  { length: 1, 0: 'a' },
  { toString: 'x', valueOf: 'y' },
  new Date(0),
  Symbol('x'),
  () => '1=1',
  undefined,
  NaN,
  Infinity,
  '\0', // ends a pattern of SQLite's LIKE, so that it would match every row
  "x\0' or 1=1",
  '\ud800', // would be stored as another character
]

let db: Database

before(async () => {
  db = await connect('sqlite::memory:', { models: [City, Hotel] })
  await db.script(createMigration([City, Hotel], 'sqlite'))
  await db.insert(City, { name: 'Lyon' })
})

after(() => db.close())

beforeEach(async () => {
  await db.delete(Hotel.all)
  await db.insert(Hotel, { name: 'Avenida', city: 1 })
})

/** Takes a value past the types, as code without them would. */
function untyped(value: unknown): never {
  return value as never
}

async function assertUnharmed(): Promise<void> {
  const names = await db.all(Hotel.orderBy((hotel) => hotel.id).select('name'))
  assert.deepEqual(names, [{ name: 'Avenida' }])
  assert.equal(await db.count(City.all), 1)
}

describe('a hostile text', () => {
  for (const value of TEXTS) {
    const name = JSON.stringify(value)

    it(`${name} is stored, found and shown as it is`, async () => {
      const hotel = await db.insert(Hotel, { name: value, notes: { [value]: value }, city: 1 })
      const found = Hotel.where((row) => row.name.eq(value))
      assert.deepEqual(await db.all(found), [hotel])
      assert.equal(await db.json(found), JSON.stringify([hotel]))
      assert.equal(hotel.name, value)
      assert.deepEqual(hotel.notes, { [value]: value })
    })

    it(`${name} matches nothing but itself wherever a value goes`, async () => {
      const none = [
        Hotel.where((row) => row.name.in([value, value])),
        Hotel.where((row) => row.name.startsWith(value)),
        Hotel.where((row) => row.name.contains(`x${value}`)),
        Hotel.where((row) => row.name.endsWith(value)),
        Hotel.where((row) => row.name.between(value, value)),
        Hotel.where((row) => row.name.lower().eq(value)),
        Hotel.where((row) => row.city.name.eq(value)),
        Hotel.where((row) => coalesce(row.name, value).eq(value)),
        Hotel.where((row) => when(row.name.eq(value), value).otherwise('x').eq(value)),
        Hotel.where((row) => and(row.name.eq(value), row.id.gt(0))),
        Hotel.orderBy((row) => [row.name.desc(), row.id])
          .after([value, 0])
          .where((row) => row.name.eq(value)),
      ]
      for (const query of none) assert.deepEqual(await db.all(query), [])
      const cities = City.where((city) => city.hotels.exists((row) => row.name.eq(value)))
      assert.deepEqual(await db.all(cities), [])
      const included = City.include({ hotels: (rows) => rows.where((row) => row.name.eq(value)) })
      assert.deepEqual((await db.first(included))?.hotels, [])
      const groups = Hotel.groupBy('name')
        .aggregate(() => ({ n: count() }))
        .having((group) => group.name.eq(value))
      assert.deepEqual(await db.all(groups), [])
      await assertUnharmed()
    })

    it(`${name} changes no other row`, async () => {
      const named = Hotel.where((row) => row.name.eq(value))
      assert.equal(await db.update(named, { name: value }), 0)
      assert.equal(await db.delete(named), 0)
      assert.equal(await db.execute(sql`update hotel set name = 'x' where name = ${value}`), 0)
      await assertUnharmed()
    })

    it(`${name} is no name of a field, a relation or an output`, async () => {
      const refused: (() => unknown)[] = [
        () => Hotel.select(untyped(value)),
        () => Hotel.include(untyped({ [value]: true })),
        () => Hotel.groupBy(untyped(value)),
        () => Hotel.aggregate(() => ({ [value]: count() })),
        () => db.insert(Hotel, untyped({ name: 'x', city: 1, [value]: 1 })),
        () => db.update(Hotel.all, untyped({ [value]: 1 })),
        () => db.upsert(City, { name: 'x' }, { on: [untyped(value)] }),
        () => db.upsert(City, { name: 'x' }, { on: ['name'], update: [untyped(value)] }),
        () => model(value, {}).table,
        () => model('x', { [value]: text() }).columns,
        () => model('x', { name: text() }, (row) => [check(value, row.name.ne(''))]).constraints,
        () =>
          model('x', { name: text() }, (row) => [index(untyped(Reflect.get(row, value)))])
            .constraints,
      ]
      for (const attempt of refused) {
        // `true` and `null` are well-formed names, and no model has them.
        if (isWellFormedName(value) && attempt.toString().includes('model(')) continue
        if (isWellFormedName(value) && attempt.toString().includes('aggregate')) continue
        await assert.rejects(async () => attempt(), { code: /^(query|model|value)-/ })
      }
      await assertUnharmed()
    })
  }
})

describe('anything in the place of a value', () => {
  for (const [i, value] of INTRUDERS.entries()) {
    const name = typeof value === 'symbol' ? 'a symbol' : JSON.stringify(value)

    it(`${i} ${name} is refused before anything is sent`, async () => {
      const refused: (() => unknown)[] = [
        () => Hotel.where((row) => row.name.eq(untyped(value))),
        () => Hotel.where((row) => row.name.ne(untyped(value))),
        () => Hotel.where((row) => row.stars.gt(untyped(value))),
        () => Hotel.where((row) => row.stars.between(untyped(value), 5)),
        () => Hotel.where((row) => row.stars.in([untyped(value)])),
        () => Hotel.where((row) => row.name.like(untyped(value))),
        () => Hotel.where((row) => row.name.contains(untyped(value))),
        () => Hotel.where((row) => row.stars.plus(untyped(value)).gt(1)),
        () => Hotel.where((row) => row.city.eq(untyped(value))),
        () => Hotel.where((row) => coalesce(row.stars, untyped(value)).eq(1)),
        () => Hotel.where(() => untyped(value)),
        () => Hotel.where((row) => row.name.eq('x').or(untyped(value))),
        () => and(untyped(value)),
        () => Hotel.orderBy((row) => [row.name, untyped(value)]),
        () => Hotel.limit(untyped(value)),
        () => Hotel.all.offset(untyped(value)),
        () => Hotel.orderBy((row) => row.id).after([untyped(value)]),
        () => Hotel.include({ city: untyped(value) }),
        () => db.insert(Hotel, { name: untyped(value), city: 1 }),
        () => db.insert(Hotel, { name: 'x', city: untyped(value) }),
        () => db.update(Hotel.all, { stars: untyped(value) }),
        () => db.get(Hotel, untyped(value)),
        () => db.all(untyped(value)),
        () => db.json(untyped(value)),
      ]
      for (const attempt of refused) {
        await assert.rejects(async () => attempt(), isRefusal, `${attempt.toString()} accepts it`)
      }
      await assertUnharmed()
    })
  }
})

/** Whether an error says that something was refused; a TypeError of JavaScript will do where types forbid it. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code: unknown = Reflect.get(error, 'code')
  return error instanceof TypeError || /^(query|value|model)-/.test(String(code))
}

function isWellFormedName(value: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(value)
}

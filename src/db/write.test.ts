import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boolean, integer, json, money, text, version } from '../schema/index.ts'
import { model, reference, unique } from './index.ts'
import type { RowTarget } from './write.ts'
import { deleteRows, insertRow, updateRows, upsertRow } from './write.ts'

const City = model('city', { name: text({ unique: true }) })
const Hotel = model(
  'hotel',
  {
    name: text(),
    slug: text(),
    stars: integer({ nullable: true }),
    open: boolean({ default: true }),
    tags: json({ default: () => ['new'] }),
    price: money({ nullable: true }),
    city: reference(() => City),
    version: version(),
  },
  (hotel) => [unique(hotel.city, hotel.slug)],
)
const Night = model('night', {
  hotel: reference(() => Hotel, { key: true }),
  night: integer({ key: true }),
  held: integer({ default: 0 }),
})

/** Keeps the statements that it is given, and answers `row` to those that return one. */
function recorder(row: readonly unknown[] | null = null) {
  const statements: [sql: string, ...parameters: unknown[]][] = []
  const keep = (sql: string, values: readonly unknown[]): void =>
    void statements.push([sql, ...values])
  const target: RowTarget = {
    all: (sql, values) => (keep(sql, values), []),
    first: (sql, values) => (keep(sql, values), row),
    run: (sql, values) => (keep(sql, values), 1),
  }
  return { statements, target }
}

const INSERT_HOTEL =
  'insert into "hotel" ("name", "slug", "stars", "open", "tags", "price_amount", "price_currency", "city_id", ' +
  '"version") values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning "id"'

describe('insertRow', () => {
  it('fills in defaults, null and the first version, and answers the row as it can be read', () => {
    const { statements, target } = recorder([7])
    const row = insertRow(Hotel, { name: 'Avenida', slug: 'a', city: 1 }, 'sqlite', target)
    assert.deepEqual(statements, [
      [INSERT_HOTEL, 'Avenida', 'a', null, true, '["new"]', null, null, 1, 1],
    ])
    assert.deepEqual(row, {
      ...{ id: 7, name: 'Avenida', slug: 'a', stars: null, open: true, tags: ['new'] },
      ...{ price: null, city: 1, version: 1 },
    })
  })

  it('asks for no key when it is given', async () => {
    const { statements, target } = recorder()
    assert.deepEqual(insertRow(City, { id: 3, name: 'Lyon' }, 'sqlite', target), {
      id: 3,
      name: 'Lyon',
    })
    await insertRow(Night, { hotel: 1, night: 20_000 }, 'sqlite', target)
    assert.deepEqual(statements, [
      ['insert into "city" ("id", "name") values (?, ?)', 3, 'Lyon'],
      ['insert into "night" ("hotel_id", "night", "held") values (?, ?, ?)', 1, 20_000, 0],
    ])
  })

  const valid = { name: 'Avenida', slug: 'a', city: 1 }
  const refused: [name: string, values: object, code: string, message: string][] = [
    [
      'a property that is no field',
      { ...valid, isAdmin: true },
      'query-field-unknown',
      'Model "hotel" has no field "isAdmin" to write. Its fields are id, name, slug, stars, open, tags, price, ' +
        'city, version. Take out what the model does not know.',
    ],
    [
      'a value that is missing',
      { name: 'Avenida', slug: 'a' },
      'query-value-missing',
      'A new row needs a value for field "city" of model "hotel", which has no default. Give one, or give the ' +
        'field a default or nullable: true.',
    ],
    [
      'undefined',
      { ...valid, stars: undefined },
      'value-invalid',
      'The value for field "stars" of model "hotel" is undefined, expected an integer up to 2^53. Parse what ' +
        'comes from outside with a schema before it reaches a query.',
    ],
    [
      'null where it is no value',
      { ...valid, name: null },
      'value-invalid',
      'The value for field "name" of model "hotel" is null, expected well-formed text without NUL. Parse ' +
        'what comes from outside with a schema before it reaches a query.',
    ],
    [
      'an object for text',
      { ...valid, name: { $ne: 1 } },
      'value-invalid',
      'The value for field "name" of model "hotel" is an object, expected well-formed text without NUL. ' +
        'Parse what comes from outside with a schema before it reaches a query.',
    ],
    [
      'half a money value',
      { ...valid, price: { amount: 1 } },
      'value-invalid',
      'The value for field "price" of model "hotel" is an object, expected money, { amount, currency }. Parse ' +
        'what comes from outside with a schema before it reaches a query.',
    ],
  ]
  for (const [name, values, code, message] of refused) {
    it(`refuses ${name}, before anything is sent`, () => {
      const { statements, target } = recorder()
      assert.throws(() => insertRow(Hotel, values as typeof valid, 'sqlite', target), {
        code,
        message,
      })
      assert.deepEqual(statements, [])
    })
  }
})

describe('updateRows', () => {
  it('sets values and counts the version up', async () => {
    const { statements, target } = recorder()
    const rows = Hotel.where((hotel) => hotel.id.eq(3).and(hotel.version.eq(2)))
    await updateRows(rows, { name: 'B', price: null, tags: { a: 1 } }, 'sqlite', target)
    await updateRows(rows, { price: { amount: 5, currency: 'EUR' }, open: false }, 'sqlite', target)
    assert.deepEqual(statements, [
      [
        'update "hotel" set "name" = ?, "price_amount" = ?, "price_currency" = ?, "tags" = ?, ' +
          '"version" = "hotel"."version" + ? where ("hotel"."id" = ?) and ("hotel"."version" = ?)',
        ...['B', null, null, '{"a":1}', 1, 3, 2],
      ],
      [
        'update "hotel" set "price_amount" = ?, "price_currency" = ?, "open" = ?, ' +
          '"version" = "hotel"."version" + ? where ("hotel"."id" = ?) and ("hotel"."version" = ?)',
        ...[5, 'EUR', false, 1, 3, 2],
      ],
    ])
  })

  it('sets what the database computes, under a guard', async () => {
    const { statements, target } = recorder()
    const free = Night.where((night) => night.hotel.eq(1).and(night.held.plus(2).lte(10)))
    await updateRows(free, (night) => ({ held: night.held.plus(2) }), 'sqlite', target)
    assert.deepEqual(statements, [
      [
        'update "night" set "held" = "night"."held" + ? where ("night"."hotel_id" = ?) and (("night"."held" + ?) <= ?)',
        ...[2, 1, 2, 10],
      ],
    ])
  })

  it('goes through the key when the rows are found in other tables, ordered or limited', async () => {
    const { statements, target } = recorder()
    const rows = Hotel.where((hotel) => hotel.city.name.eq('Lyon'))
    await updateRows(rows, { stars: 3 }, 'sqlite', target)
    await updateRows(Night.orderBy((night) => night.night).limit(5), { held: 0 }, 'sqlite', target)
    assert.deepEqual(statements, [
      [
        'update "hotel" set "stars" = ?, "version" = "hotel"."version" + ? where "hotel"."id" in ' +
          '(select "hotel"."id" from "hotel" inner join "city" on "city"."id" = "hotel"."city_id" where "city"."name" = ?)',
        ...[3, 1, 'Lyon'],
      ],
      [
        'update "night" set "held" = ? where ("night"."hotel_id", "night"."night") in ' +
          '(select "night"."hotel_id", "night"."night" from "night" order by "night"."night" limit cast(? as integer))',
        ...[0, 5],
      ],
    ])
  })

  it('finds the rows but changes nothing when there is no change', async () => {
    const { statements, target } = recorder()
    await updateRows(
      Hotel.where((hotel) => hotel.id.eq(3)),
      {},
      'sqlite',
      target,
    )
    assert.deepEqual(statements, [
      ['update "hotel" set "id" = "hotel"."id" where "hotel"."id" = ?', 3],
    ])
  })

  const refused: [name: string, run: (target: RowTarget) => unknown, message: RegExp][] = [
    [
      'a field that is not there',
      (target) => updateRows(Hotel.all, { star: 1 } as object, 'sqlite', target),
      /^Model "hotel" has no field "star" to write\./,
    ],
    [
      'a version that is set by hand',
      (target) => updateRows(Hotel.all, { version: 9 }, 'sqlite', target),
      /^Field "version" of model "hotel" counts updates by itself\./,
    ],
    [
      'a value of another row',
      (target) => updateRows(Hotel.all, (hotel) => ({ name: hotel.city.name }), 'sqlite', target),
      /^An update of "hotel" sets a field to a value of another row\./,
    ],
    [
      'a query of distinct rows',
      (target) => updateRows(Hotel.all.distinct(), { stars: 1 }, 'sqlite', target),
      /^A query with groupBy, aggregate, distinct or include cannot say which rows to update\./,
    ],
    [
      'a query with includes',
      (target) => deleteRows(Hotel.include({ city: true }), 'sqlite', target),
      /^A query with groupBy, aggregate, distinct or include cannot say which rows to delete\./,
    ],
  ]
  for (const [name, run, message] of refused) {
    it(`refuses ${name}`, () => {
      const { statements, target } = recorder()
      assert.throws(() => run(target), { name: 'QueryError', message })
      assert.deepEqual(statements, [])
    })
  }
})

describe('deleteRows', () => {
  it('deletes the rows of a query', async () => {
    const { statements, target } = recorder()
    await deleteRows(
      Hotel.where((hotel) => hotel.stars.lt(2)),
      'sqlite',
      target,
    )
    await deleteRows(
      Night.where((night) => night.hotel.city.name.eq('Lyon')),
      'sqlite',
      target,
    )
    await deleteRows(City.all, 'sqlite', target)
    assert.deepEqual(statements, [
      ['delete from "hotel" where "hotel"."stars" < ?', 2],
      [
        'delete from "night" where ("night"."hotel_id", "night"."night") in (select "night"."hotel_id", "night"."night" ' +
          'from "night" inner join "hotel" on "hotel"."id" = "night"."hotel_id" ' +
          'inner join "city" as "hotel_city" on "hotel_city"."id" = "hotel"."city_id" where "hotel_city"."name" = ?)',
        'Lyon',
      ],
      ['delete from "city"'],
    ])
  })
})

describe('upsertRow', () => {
  it('overwrites what was given, counts the version up and answers the row', async () => {
    const { statements, target } = recorder([
      ...[9, 'Avenida', 'a', 4, 1, '["new"]', null, null, 1, 3],
    ])
    const given = { name: 'Avenida', slug: 'a', stars: 4, city: 1 }
    const row = await upsertRow(Hotel, given, { on: ['city', 'slug'] }, 'sqlite', target)
    assert.equal(row.version, 3)
    assert.equal(
      statements[0]?.[0],
      INSERT_HOTEL.replace(
        ' returning "id"',
        ' on conflict ("slug", "city_id") do update set "name" = "excluded"."name", "stars" = "excluded"."stars", ' +
          '"version" = "hotel"."version" + 1 returning "id", "name", "slug", "stars", "open", "tags", ' +
          '"price_amount", "price_currency", "city_id", "version"',
      ),
    )
  })

  it('overwrites only what `update` names', async () => {
    const { statements, target } = recorder([1, 2, 3])
    await upsertRow(
      Night,
      { hotel: 1, night: 2, held: 3 },
      { on: ['hotel', 'night'], update: [] },
      'sqlite',
      target,
    )
    assert.deepEqual(statements, [
      [
        'insert into "night" ("hotel_id", "night", "held") values (?, ?, ?) on conflict ("hotel_id", "night") ' +
          'do update set "hotel_id" = "excluded"."hotel_id", "night" = "excluded"."night" ' +
          'returning "hotel_id", "night", "held"',
        ...[1, 2, 3],
      ],
    ])
  })

  it('refuses fields that are not unique together', () => {
    const { target } = recorder()
    assert.throws(
      () => upsertRow(Hotel, { name: 'A', slug: 'a', city: 1 }, { on: ['slug'] }, 'sqlite', target),
      {
        name: 'QueryError',
        message:
          'upsert() on (slug) of "hotel" needs these fields to be unique together. Unique are (id), (city, slug). ' +
          'Use one of them, or add unique(...).',
      },
    )
  })
})

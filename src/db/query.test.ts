import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { boolean, decimal, decimalOf, integer, json, money, text } from '../schema/index.ts'
import {
  and,
  coalesce,
  connect,
  type Database,
  many,
  model,
  not,
  or,
  reference,
  type Selection,
  when,
} from './index.ts'
import { createMigration } from './migrations/create-migration.ts'
import { planOf } from './plan-of.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text(),
  stars: integer({ nullable: true }),
  open: boolean({ default: true }),
  tags: json<readonly string[]>({ default: () => [] }),
  price: money(),
  score: decimal({ precision: 6, scale: 1 }),
  city: reference(() => City),
  sister: () => reference(Hotel, { nullable: true }),
  rooms: () => many(Room, 'hotel'),
})
const Room = model('roomType', { hotel: reference(() => Hotel), beds: integer() })

/** The statement of a query and what is bound to it. */
function statement(query: Selection<unknown>): [sql: string, ...parameters: unknown[]] {
  const { plan, described } = planOf(query, 'sqlite')
  return [plan.sql, ...plan.bind(described.values, [])]
}

/** What follows WHERE in the statement of a query about ids, and what is bound. */
function whereOf(query: Selection<unknown>): [condition: string, ...parameters: unknown[]] {
  const [sql, ...parameters] = statement(query)
  const [, condition] = sql.split(' where ')
  return [condition ?? '', ...parameters]
}

let db: Database

before(async () => {
  const models = [City, Hotel, Room]
  db = await connect('sqlite::memory:', { models })
  await db.script(createMigration(models, 'sqlite'))
  await db.insertMany(City, [{ name: 'Lyon' }, { name: 'Nîmes' }])
  const price = { amount: 9000, currency: 'EUR' }
  const score = decimalOf('10.0')
  await db.insertMany(Hotel, [
    { name: 'Avenida', stars: 3, city: 1, price, score },
    { name: '100% Lyon', stars: null, city: 1, price, score, open: false, tags: ['bar'] },
    { name: 'Belle_Vue', stars: 5, city: 2, price, score: decimalOf('9.5'), sister: 1 },
  ])
  await db.insertMany(Room, [
    { hotel: 1, beds: 1 },
    { hotel: 1, beds: 3 },
    { hotel: 3, beds: 2 },
  ])
})

after(() => db.close())

async function ids(query: Selection<{ readonly id: number }>): Promise<number[]> {
  return (await db.all(query)).map(({ id }) => id)
}

const hotels = Hotel.orderBy((hotel) => hotel.id).select('id')

describe('where', () => {
  type Condition = Parameters<typeof Hotel.where>[0]
  const table: [
    name: string,
    condition: Condition,
    sql: string,
    bound: unknown[],
    ids: number[],
  ][] = [
    ['eq', (h) => h.name.eq('Avenida'), '"hotel"."name" = ?', ['Avenida'], [1]],
    ['ne leaves out NULL', (h) => h.stars.ne(3), '"hotel"."stars" <> ?', [3], [3]],
    ['gt', (h) => h.stars.gt(3), '"hotel"."stars" > ?', [3], [3]],
    ['gte', (h) => h.stars.gte(3), '"hotel"."stars" >= ?', [3], [1, 3]],
    ['lt', (h) => h.stars.lt(5), '"hotel"."stars" < ?', [5], [1]],
    ['lte', (h) => h.stars.lte(5), '"hotel"."stars" <= ?', [5], [1, 3]],
    [
      'between, ends included',
      (h) => h.stars.between(3, 5),
      '"hotel"."stars" between ? and ?',
      [3, 5],
      [1, 3],
    ],
    [
      'in, one value however long the list',
      (h) => h.id.in([1, 2, 9]),
      '"hotel"."id" in (select value from json_each(?))',
      ['[1,2,9]'],
      [1, 2],
    ],
    [
      'in of nothing',
      (h) => h.id.in([]),
      '"hotel"."id" in (select value from json_each(?))',
      ['[]'],
      [],
    ],
    [
      'notIn',
      (h) => h.name.notIn(['Avenida']),
      '"hotel"."name" not in (select value from json_each(?))',
      ['["Avenida"]'],
      [2, 3],
    ],
    ['isNull', (h) => h.stars.isNull(), '"hotel"."stars" is null', [], [2]],
    ['isNotNull', (h) => h.stars.isNotNull(), '"hotel"."stars" is not null', [], [1, 3]],
    [
      'like ignores case',
      (h) => h.name.like('aven%'),
      `"hotel"."name" like cast(? as text) escape '!'`,
      ['aven%'],
      [1],
    ],
    [
      'startsWith takes % literally',
      (h) => h.name.startsWith('100%'),
      `"hotel"."name" like cast(? as text) escape '!'`,
      ['100!%%'],
      [2],
    ],
    [
      'contains takes _ literally',
      (h) => h.name.contains('e_v'),
      `"hotel"."name" like cast(? as text) escape '!'`,
      ['%e!_v%'],
      [3],
    ],
    [
      'endsWith takes ! literally',
      (h) => h.name.endsWith('!'),
      `"hotel"."name" like cast(? as text) escape '!'`,
      ['%!!'],
      [],
    ],
    ['lower', (h) => h.name.lower().eq('avenida'), 'lower("hotel"."name") = ?', ['avenida'], [1]],
    ['length', (h) => h.name.length().gt(7), 'length("hotel"."name") > ?', [7], [2, 3]],
    ['a boolean column by itself', (h) => h.open, '"hotel"."open"', [], [1, 3]],
    ['a boolean column compared', (h) => h.open.eq(false), '"hotel"."open" = ?', [false], [2]],
    [
      'arithmetic',
      (h) => h.stars.plus(1).times(2).lt(h.stars.minus(-9)),
      '(("hotel"."stars" + ?) * ?) < ("hotel"."stars" - ?)',
      [1, 2, -9],
      [1, 3],
    ],
    [
      'coalesce',
      (h) => coalesce(h.stars, 0).eq(0),
      'coalesce("hotel"."stars", ?) = ?',
      [0, 0],
      [2],
    ],
    [
      'when',
      (h) =>
        when(h.stars.gte(5), 'grand').when(h.stars.gte(3), 'good').otherwise('plain').eq('good'),
      'case when "hotel"."stars" >= ? then ? when "hotel"."stars" >= ? then ? else ? end = ?',
      [5, 'grand', 3, 'good', 'plain', 'good'],
      [1],
    ],
    ['money by its halves', (h) => h.price.amount.lt(1), '"hotel"."price_amount" < ?', [1], []],
    [
      'a decimal in the order of numbers, not of texts',
      (h) => h.score.gt(decimalOf('9.5')),
      'cast("hotel"."score" as real) > cast(? as real)',
      ['9.5'],
      [1, 2],
    ],
    ['the key that a reference holds', (h) => h.city.eq(2), '"hotel"."city_id" = ?', [2], [3]],
    [
      'and, or, not',
      (h) => h.stars.gte(3).and(h.open.not()).or(h.name.eq('Avenida')),
      '((("hotel"."stars" >= ?) and (not "hotel"."open")) or ("hotel"."name" = ?))',
      [3, 'Avenida'],
      [1],
    ],
    [
      'a list of conditions',
      (h) => and(or(h.id.eq(1), h.id.eq(2), h.id.eq(3)), not(h.id.eq(2)), and()),
      '(("hotel"."id" = ?) or ("hotel"."id" = ?) or ("hotel"."id" = ?)) and (not ("hotel"."id" = ?)) ' +
        'and (1 = 1)',
      [1, 2, 3, 2],
      [1, 3],
    ],
    ['or of nothing', () => or(), '(1 = 0)', [], []],
    ['columns compared', (h) => h.id.eq(h.city), '"hotel"."id" = "hotel"."city_id"', [], [1]],
    [
      'exists, among the rows that point back',
      (h) => h.rooms.exists((room) => room.beds.gte(h.stars)),
      'exists (select 1 as "found" from "room_type" as "rooms"',
      [],
      [1],
    ],
    [
      'count of the rows that point back',
      (h) => h.rooms.count().eq(0),
      '(select count(*) as "found" from "room_type" as "rooms"',
      [0],
      [2],
    ],
  ]
  for (const [name, condition, sql, bound, expected] of table) {
    it(`says ${name}`, async () => {
      const query = hotels.where(condition)
      const [text, ...parameters] = whereOf(query)
      assert.equal(text.replace(/ order by .*/, ''), sql)
      assert.deepEqual(parameters, bound)
      assert.deepEqual(await ids(query), expected)
    })
  }

  it('accumulates, and leaves the query it was called on as it was', async () => {
    const starred = hotels.where((hotel) => hotel.stars.isNotNull())
    const inLyon = starred.where((hotel) => hotel.city.eq(1))
    assert.deepEqual(await ids(inLyon), [1])
    assert.deepEqual(await ids(starred), [1, 3])
    assert.deepEqual(whereOf(inLyon.where((hotel) => hotel.id.eq(1).or(hotel.id.eq(2)))), [
      '"hotel"."stars" is not null and "hotel"."city_id" = ? and (("hotel"."id" = ?) or ("hotel"."id" = ?)) ' +
        'order by "hotel"."id"',
      1,
      1,
      2,
    ])
  })
})

describe('a mistake in a condition', () => {
  const table: [name: string, make: () => unknown, message: RegExp][] = [
    [
      'a comparison with null',
      () => Hotel.where((hotel) => hotel.stars.eq(null as never)),
      /^A comparison of field "stars" of model "hotel" with null is never true in SQL\. Use isNull\(\)/,
    ],
    [
      'a list that is none',
      () => Hotel.where((hotel) => hotel.stars.in(3 as never)),
      /^in\(\) of field "stars" of model "hotel" takes an array of values\.$/,
    ],
    [
      'a list with null',
      () => Hotel.where((hotel) => hotel.stars.in([3, null as never])),
      /^The value for field "stars" of model "hotel" is null, expected an integer up to 2\^53\./,
    ],
    [
      'text to look for that is none',
      () => Hotel.where((hotel) => hotel.name.upper().contains(3 as never)),
      /^startsWith\(\), endsWith\(\) and contains\(\) take text\.$/,
    ],
    [
      'an expression that is no condition',
      () => Hotel.where((hotel) => hotel.name.upper() as never),
      /^A condition must be an expression that is true or false, such as hotel\.stars\.gte\(4\)\./,
    ],
    [
      'a first branch without a type',
      () => Hotel.where((hotel) => when(hotel.open, null).otherwise(null) as never),
      /^The first branch of when\(\) must have a value that is not null/,
    ],
    [
      'an order that is none',
      () => Hotel.orderBy(() => 'name' as never),
      /^orderBy\(\) takes expressions such as hotel\.name or hotel\.stars\.desc\(\)/,
    ],
    [
      'an output that is none',
      () => Hotel.aggregate(() => ({ n: 'count(*)' as never })),
      /^The output "n" is not an expression\.$/,
    ],
    [
      'a dialect without a compiler',
      () => planOf(Hotel.all, 'oracle'),
      /^There is no compiler for the dialect "oracle" yet\. Connect to sqlite:\.$/,
    ],
  ]
  for (const [name, make, message] of table) {
    it(`is refused: ${name}`, () => assert.throws(make, { message }))
  }

  it('takes booleans as branches and values as they are', async () => {
    const open = hotels.where((hotel) => when(hotel.stars.isNull(), true).otherwise(false))
    assert.deepEqual(await ids(open), [2])
    const shouted = hotels.where((hotel) => hotel.name.upper().eq('AVENIDA'))
    assert.deepEqual(await ids(shouted), [1])
    const first = hotels.where((hotel) => when(hotel.open, hotel.stars).otherwise(9).eq(9))
    assert.deepEqual(await ids(first), [2])
  })
})

describe('select', () => {
  it('reads only these columns, in this order, each once', async () => {
    const query = Hotel.select('price', 'id', 'price').where((hotel) => hotel.id.eq(1))
    assert.deepEqual(statement(query), [
      'select "hotel"."price_amount", "hotel"."price_currency", "hotel"."id" from "hotel" where "hotel"."id" = ?',
      1,
    ])
    assert.equal(await db.json(query), '[{"price":{"amount":9000,"currency":"EUR"},"id":1}]')
  })

  it('gives equal rows once where they are asked to be distinct', async () => {
    const query = Hotel.all.select('city').distinct()
    assert.deepEqual(statement(query), ['select distinct "hotel"."city_id" from "hotel"'])
    assert.equal((await db.all(query)).length, 2)
  })

  const refused: [name: string, run: () => unknown, message: string][] = [
    [
      'a field that is not there',
      () => Hotel.select('nme' as 'name'),
      'Model "hotel" has no field "nme". Its fields are id, name, stars, open, tags, price, score, city, ' +
        'sister. Correct the name in the query.',
    ],
    ['no field', () => Hotel.select(), 'select() needs the name of at least one field.'],
    [
      'distinct rows with rows that point back',
      () => statement(Hotel.select('name').distinct().include({ rooms: true })),
      'A distinct query of "hotel" needs a column that it does not select, which would make equal rows ' +
        'differ. Select what it is ordered by, or leave out distinct() or the rows that point back.',
    ],
  ]
  for (const [name, run, message] of refused) {
    it(`refuses ${name}`, () => assert.throws(run, { name: 'QueryError', message }))
  }
})

describe('orderBy, limit and offset', () => {
  it('sorts NULL first upwards and last downwards unless told otherwise', async () => {
    const by = (order: Parameters<typeof Hotel.orderBy>[0]): Promise<number[]> =>
      ids(Hotel.orderBy(order).select('id'))
    assert.deepEqual(await by((hotel) => hotel.stars), [2, 1, 3])
    assert.deepEqual(await by((hotel) => hotel.stars.desc()), [3, 1, 2])
    assert.deepEqual(await by((hotel) => hotel.stars.asc({ nulls: 'last' })), [1, 3, 2])
    assert.deepEqual(await by((hotel) => hotel.stars.desc({ nulls: 'first' })), [2, 3, 1])
  })

  it('sorts decimals as numbers and expressions by their value', async () => {
    const scored = Hotel.orderBy((hotel) => [hotel.score, hotel.name.length().desc()]).select('id')
    assert.deepEqual(await ids(scored), [3, 2, 1])
    assert.equal(
      statement(scored)[0],
      'select "hotel"."id" from "hotel" order by cast("hotel"."score" as real), length("hotel"."name") desc',
    )
  })

  it('replaces an earlier order', () => {
    const query = hotels.orderBy((hotel) => hotel.name)
    assert.deepEqual(statement(query), ['select "hotel"."id" from "hotel" order by "hotel"."name"'])
  })

  it('cuts a piece out of the rows', async () => {
    assert.deepEqual(await ids(hotels.limit(2).offset(1)), [2, 3])
    assert.deepEqual(await ids(hotels.offset(2)), [3])
    assert.deepEqual(await ids(hotels.limit(0)), [])
    assert.deepEqual(statement(hotels.offset(2)), [
      'select "hotel"."id" from "hotel" order by "hotel"."id" limit -1 offset cast(? as integer)',
      2,
    ])
  })

  for (const rows of [-1, 1.5, NaN, Infinity]) {
    it(`refuses ${rows} rows`, () => {
      assert.throws(() => Hotel.limit(rows), {
        name: 'QueryError',
        message: 'limit() takes a whole number of rows from 0.',
      })
    })
  }
})

describe('a lookup across references', () => {
  it('joins the row once, however often it is named', async () => {
    const query = hotels
      .where((hotel) => hotel.city.name.startsWith('L').and(hotel.city.name.ne('London')))
      .orderBy((hotel) => hotel.city.name)
    assert.deepEqual(statement(query), [
      'select "hotel"."id" from "hotel" inner join "city" on "city"."id" = "hotel"."city_id" ' +
        `where ("city"."name" like cast(? as text) escape '!') and ("city"."name" <> ?) ` +
        'order by "city"."name"',
      'L%',
      'London',
    ])
  })

  it('keeps rows whose nullable reference is empty', async () => {
    const query = hotels.where((hotel) => hotel.sister.city.name.isNull())
    assert.deepEqual(statement(query), [
      'select "hotel"."id" from "hotel" left join "hotel" as "sister" on "sister"."id" = "hotel"."sister_id" ' +
        'left join "city" as "sister_city" on "sister_city"."id" = "sister"."city_id" ' +
        'where "sister_city"."name" is null order by "hotel"."id"',
    ])
    assert.deepEqual(await ids(query), [1, 2])
  })

  it('joins inside a subquery for the rows that point back', async () => {
    const query = City.where((city) =>
      city.hotels.exists((hotel) =>
        hotel.rooms.exists((room) => room.beds.gt(1).and(room.hotel.name.ne(city.name))),
      ),
    )
    assert.deepEqual(statement(query), [
      'select "city"."id", "city"."name" from "city" where exists (select 1 as "found" from "hotel" as "hotels" ' +
        'where "hotels"."city_id" = "city"."id" and (exists (select 1 as "found" from "room_type" as "rooms" ' +
        'inner join "hotel" as "hotels_rooms_hotel" on "hotels_rooms_hotel"."id" = "rooms"."hotel_id" ' +
        'where "rooms"."hotel_id" = "hotels"."id" and (("rooms"."beds" > ?) and ' +
        '("hotels_rooms_hotel"."name" <> "city"."name")))))',
      1,
    ])
    assert.deepEqual(await ids(query), [1, 2])
  })
})

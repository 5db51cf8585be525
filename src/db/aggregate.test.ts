import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { choice, decimal, decimalOf, integer, money, text } from '../schema/index.ts'
import {
  avg,
  coalesce,
  connect,
  count,
  type Database,
  max,
  min,
  model,
  reference,
  type Selection,
  sum,
  when,
} from './index.ts'
import { createMigration } from './migrations/create-migration.ts'
import { planOf } from './plan-of.ts'

const City = model('city', { name: text() })
const Hotel = model('hotel', {
  city: reference(() => City),
  kind: choice(['inn', 'palace']),
  stars: integer({ nullable: true }),
  price: money(),
  score: decimal({ precision: 6, scale: 1, nullable: true }),
})

let db: Database

before(async () => {
  const models = [City, Hotel]
  db = await connect('sqlite::memory:', { models })
  await db.script(createMigration(models, 'sqlite'))
  await db.insertMany(City, [{ name: 'Lyon' }, { name: 'Nîmes' }])
  const hotel = (city: number, kind: 'inn' | 'palace', stars: number | null, amount: number) => ({
    ...{ city, kind, stars, price: { amount, currency: 'EUR' } },
  })
  await db.insertMany(Hotel, [
    hotel(1, 'inn', 3, 100),
    hotel(1, 'palace', 5, 400),
    hotel(2, 'inn', null, 70),
  ])
})

after(() => db.close())

function statement(query: Selection<unknown>): [sql: string, ...parameters: unknown[]] {
  const { plan, described } = planOf(query, 'sqlite')
  return [plan.sql, ...plan.bind(described.values, [])]
}

describe('aggregate', () => {
  it('computes one row about all rows', async () => {
    const query = Hotel.aggregate((hotel) => ({
      n: count(),
      starred: count(hotel.stars),
      kinds: count(hotel.kind, { distinct: true }),
      total: sum(hotel.price.amount),
      mean: avg(hotel.price.amount),
      worst: min(hotel.stars),
      last: max(hotel.city.name),
    }))
    assert.deepEqual(statement(query), [
      'select count(*) as "n", count("hotel"."stars") as "starred", count(distinct "hotel"."kind") as "kinds", ' +
        'sum("hotel"."price_amount") as "total", avg("hotel"."price_amount") as "mean", ' +
        'min("hotel"."stars") as "worst", max("city"."name") as "last" from "hotel" ' +
        'inner join "city" on "city"."id" = "hotel"."city_id"',
    ])
    assert.deepEqual(await db.all(query), [
      { n: 3, starred: 2, kinds: 2, total: 570, mean: 190, worst: 3, last: 'Nîmes' },
    ])
  })

  it('is null over no rows, except count', async () => {
    const none = Hotel.where((hotel) => hotel.id.eq(99)).aggregate((hotel) => ({
      n: count(),
      total: sum(hotel.price.amount),
      sure: coalesce(sum(hotel.price.amount), 0),
    }))
    assert.deepEqual(await db.all(none), [{ n: 0, total: null, sure: 0 }])
  })

  it('computes over expressions and answers them as JSON too', async () => {
    const query = Hotel.aggregate((hotel) => ({
      palaces: sum(when(hotel.kind.eq('palace'), 1).otherwise(0)),
      half: avg(hotel.stars),
    }))
    assert.equal(await db.json(query), '[{"palaces":1,"half":4}]')
  })

  it('refuses to round decimals', () => {
    assert.throws(() => sum(scoreOf()), {
      name: 'QueryError',
      message:
        'sum() of a decimal would round it. Store minor units as integers, or compute with sql``.',
    })
  })

  it('refuses outputs of the same name, and none at all', () => {
    assert.throws(() => Hotel.groupBy('city').aggregate(() => ({ city: count() })), {
      name: 'QueryError',
      message: 'Two outputs are named "city". Rename the one in aggregate().',
    })
    assert.throws(() => Hotel.aggregate(() => ({})), {
      message: 'aggregate() without groupBy() needs at least one output, such as { n: count() }.',
    })
  })

  it('refuses names that are no identifiers', () => {
    const hostile = JSON.parse('{"__proto__":1}') as object
    for (const name of ['"; drop table hotel; --', ...Object.keys(hostile)]) {
      assert.throws(() => Hotel.aggregate(() => Object.fromEntries([[name, count()]])), {
        code: 'query-invalid',
        message: /^An output is named .*\. Names are camelCase letters and digits\.$/,
      })
    }
  })
})

describe('groupBy', () => {
  it('gives a row for each value, with having and an order by what was computed', async () => {
    const query = Hotel.where((hotel) => hotel.price.amount.gt(50))
      .groupBy('city', 'kind')
      .aggregate((hotel) => ({ n: count(), total: sum(hotel.price.amount) }))
      .having((group) => group.total.gte(100).and(group.kind.ne('x' as 'inn')))
      .orderBy((group) => [group.total.desc(), group.city])
      .limit(5)
    assert.deepEqual(statement(query), [
      'select "hotel"."city_id" as "city", "hotel"."kind" as "kind", count(*) as "n", ' +
        'sum("hotel"."price_amount") as "total" from "hotel" where "hotel"."price_amount" > ? ' +
        'group by "hotel"."city_id", "hotel"."kind" ' +
        'having (sum("hotel"."price_amount") >= ?) and ("hotel"."kind" <> ?) ' +
        'order by sum("hotel"."price_amount") desc, "hotel"."city_id" limit cast(? as integer)',
      50,
      100,
      'x',
      5,
    ])
    assert.deepEqual(await db.all(query), [
      { city: 1, kind: 'palace', n: 1, total: 400 },
      { city: 1, kind: 'inn', n: 1, total: 100 },
    ])
  })

  it('groups by expressions with names', async () => {
    const query = Hotel.groupBy((hotel) => ({ town: hotel.city.name }))
      .aggregate((hotel) => ({ dearest: max(hotel.price.amount) }))
      .orderBy((group) => group.town)
    assert.deepEqual(await db.all(query), [
      { town: 'Lyon', dearest: 400 },
      { town: 'Nîmes', dearest: 70 },
    ])
  })

  it('refuses money, which is two columns, and names that are not there', () => {
    assert.throws(() => Hotel.groupBy('price'), {
      message:
        'groupBy("price") is money, which is two columns. Use groupBy((row) => ({ amount: ' +
        'row.price.amount })).',
    })
    assert.throws(() => Hotel.groupBy('nme' as 'kind'), { code: 'query-field-unknown' })
  })
})

/** A decimal column as an expression of numbers, which its type does not allow. */
function scoreOf(): never {
  let score: unknown
  Hotel.where((hotel) => {
    score = hotel.score
    return hotel.score.eq(decimalOf('1.0'))
  })
  return score as never
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { integer, text } from '../schema/index.ts'
import { and, count, many, model, reference, type Selection } from './index.ts'
import type { Plan } from './plan.ts'
import { PlanCache } from './plan-cache.ts'
import { planOf } from './plan-of.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text(),
  stars: integer({ nullable: true }),
  city: reference(() => City),
})

function plan(query: Selection<unknown>): Plan {
  return planOf(query, 'sqlite').plan
}

function bound(query: Selection<unknown>): readonly unknown[] {
  const planned = planOf(query, 'sqlite')
  return planned.plan.bind(planned.described.values, [])
}

describe('planOf', () => {
  it('gives one plan to queries that differ in values only, lengths of lists included', () => {
    const query = (stars: number, ids: number[], limit: number): Selection<unknown> =>
      Hotel.where((hotel) => hotel.stars.gte(stars).and(hotel.id.in(ids))).limit(limit)
    assert.equal(plan(query(4, [1], 20)), plan(query(2, [1, 2, 3], 5)))
    assert.deepEqual(bound(query(2, [1, 2, 3], 5)), [2, '[1,2,3]', 5])
  })

  it('finds the plan of a query that it has planned without walking it again', () => {
    const query = Hotel.where((hotel) => hotel.stars.gte(4))
    assert.equal(planOf(query, 'sqlite'), planOf(query, 'sqlite'))
  })

  it('keeps apart what a literal that occurs twice and two literals say', () => {
    const twice = (condition: 'same' | 'two'): Selection<unknown> =>
      Hotel.where((hotel) => {
        const one = hotel.stars.eq(3)
        return one.or(condition === 'same' ? one : hotel.stars.eq(4))
      })
    assert.notEqual(plan(twice('same')), plan(twice('two')))
    assert.deepEqual(bound(twice('same')), [3, 3])
    assert.deepEqual(bound(twice('two')), [3, 4])
  })

  // Each of these says something else, so none may run the plan of another.
  const different: [name: string, query: Selection<unknown>][] = [
    ['all', Hotel.all],
    ['another model', City.all],
    ['a model of the same name', model('hotel', { name: text() }).all],
    ['where eq', Hotel.where((hotel) => hotel.stars.eq(3))],
    ['where ne', Hotel.where((hotel) => hotel.stars.ne(3))],
    ['where on another column', Hotel.where((hotel) => hotel.id.eq(3))],
    ['where in', Hotel.where((hotel) => hotel.stars.in([3]))],
    ['where across a reference', Hotel.where((hotel) => hotel.city.id.eq(3))],
    ['and', Hotel.where((h) => h.stars.eq(3).and(h.id.eq(3)))],
    ['or', Hotel.where((h) => h.stars.eq(3).or(h.id.eq(3)))],
    ['and of nothing', Hotel.where(() => and())],
    ['order', Hotel.orderBy((hotel) => hotel.stars)],
    ['descending', Hotel.orderBy((hotel) => hotel.stars.desc())],
    ['nulls elsewhere', Hotel.orderBy((hotel) => hotel.stars.asc({ nulls: 'last' }))],
    ['order by two', Hotel.orderBy((hotel) => [hotel.stars, hotel.id])],
    ['limit', Hotel.limit(3)],
    ['offset', Hotel.all.offset(3)],
    ['limit and offset', Hotel.limit(3).offset(3)],
    ['distinct', Hotel.all.distinct()],
    ['select', Hotel.select('name')],
    ['select in another order', Hotel.select('name', 'id')],
    ['select the other way round', Hotel.select('id', 'name')],
    ['include one', Hotel.include({ city: true })],
    ['include part of one', Hotel.include({ city: (city) => city.select('name') })],
    ['include many', City.include({ hotels: true })],
    ['include some', City.include({ hotels: (hotel) => hotel.where((h) => h.stars.eq(3)) })],
    ['include a few', City.include({ hotels: (hotel) => hotel.limit(3) })],
    ['exists', City.where((city) => city.hotels.exists())],
    ['count of many', City.where((city) => city.hotels.count().gt(3))],
    ['exists with a condition', City.where((c) => c.hotels.exists((h) => h.stars.eq(3)))],
    ['aggregate', Hotel.aggregate(() => ({ n: count() }))],
    ['aggregate of a column', Hotel.aggregate((hotel) => ({ n: count(hotel.stars) }))],
    [
      'aggregate of distinct values',
      Hotel.aggregate((hotel) => ({ n: count(hotel.stars, { distinct: true }) })),
    ],
    ['aggregate by another name', Hotel.aggregate(() => ({ m: count() }))],
    ['groups', Hotel.groupBy('stars').aggregate(() => ({ n: count() }))],
    [
      'groups with having',
      Hotel.groupBy('stars')
        .aggregate(() => ({ n: count() }))
        .having((group) => group.n.gt(3)),
    ],
  ]

  it('tells apart queries of different shapes', () => {
    const owners = new Map<Plan, string>()
    for (const [name, query] of different) {
      const found = plan(query)
      assert.equal(owners.get(found), undefined, `${name} shares a plan`)
      owners.set(found, name)
    }
  })

  it('tells apart subqueries about the same relation that name different rows', () => {
    const Person = model('person', {
      name: text(),
      boss: () => reference(Person, { nullable: true }),
      reports: () => many(Person, 'boss'),
    })
    const query = (which: 'outer' | 'inner'): Selection<unknown> =>
      Person.where((person) =>
        person.reports.exists((one) =>
          person.reports.exists((two) => one.name.eq(which === 'outer' ? one.name : two.name)),
        ),
      )
    assert.notEqual(plan(query('outer')), plan(query('inner')))
  })

  it('refuses a column of rows that the query is not about', () => {
    let foreign: unknown
    City.where((city) => {
      foreign = city.name.eq('Lyon')
      return city.name.eq('Lyon')
    })
    assert.throws(() => plan(Hotel.where(() => foreign as never)), {
      name: 'QueryError',
      code: 'query-invalid',
      message:
        'A query uses a column of "city", whose rows it is not about. Use only the row that the callback ' +
        'is given.',
    })
  })

  it('refuses what is not a query', () => {
    for (const value of [null, {}, { state: Hotel.all.state }, 'select 1', Hotel]) {
      assert.throws(() => plan(value as never), {
        name: 'QueryError',
        message: 'Expected a query, such as Hotel.all or Hotel.where(...), and got something else.',
      })
    }
  })
})

describe('PlanCache', () => {
  it('makes a plan once and stays within two generations', () => {
    const cache = new PlanCache<number>(10)
    let made = 0
    const get = (shape: number): number => cache.get(String(shape), () => ++made)
    assert.equal(get(1), get(1))
    for (let shape = 0; shape < 1000; shape++) get(shape)
    assert.ok(cache.size <= 20, `${cache.size} plans are kept`)
    const before = made
    get(999)
    assert.equal(made, before)
  })

  it('keeps a plan that is used in every generation', () => {
    const cache = new PlanCache<string>(10)
    let made = 0
    for (let shape = 0; shape < 200; shape++) {
      cache.get('often', () => String(++made))
      cache.get(String(shape), () => 'rare')
    }
    assert.equal(made, 1)
  })
})

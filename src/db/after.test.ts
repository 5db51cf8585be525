import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { integer, money } from '../schema/index.ts'
import { connect, type Database, isSortKey, model, reference, sortKeyOf } from './index.ts'
import { createMigration } from './migrations/create-migration.ts'
import { planOf } from './plan-of.ts'

const Point = model('point', {
  across: integer({ nullable: true }),
  down: integer({ nullable: true }),
})

let db: Database

before(async () => {
  db = await connect('sqlite::memory:', { models: [Point] })
  await db.script(createMigration([Point], 'sqlite'))
})

after(() => db.close())

function whereOf(query: typeof Point.all): [sql: string, ...parameters: unknown[]] {
  const { plan, described } = planOf(query, 'sqlite')
  return [plan.sql.split(' where ')[1] ?? '', ...plan.bind(described.values, [])]
}

describe('after', () => {
  it('seeks from the first term and breaks ties by the others, each in its direction', () => {
    const query = Point.orderBy((point) => [point.id.desc(), point.across]).after([7, 3])
    assert.deepEqual(whereOf(query), [
      '("point"."id" <= ?) and (("point"."id" < ?) or (("point"."id" = ?) and ("point"."across" > ?))) ' +
        'order by "point"."id" desc, "point"."across"',
      7,
      7,
      7,
      3,
    ])
  })

  it('is one comparison for one term', () => {
    assert.deepEqual(whereOf(Point.orderBy((point) => point.id).after([7])), [
      '"point"."id" > ? order by "point"."id"',
      7,
    ])
  })

  it('walks every row once, in order, for all directions, ties, NULLs and page sizes', async () => {
    const value = fc.option(fc.integer({ min: 0, max: 2 }), { nil: null })
    const ends = fc.constantFrom<'first' | 'last'>('first', 'last')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ across: value, down: value }), { maxLength: 12 }),
        fc.record({ acrossUp: fc.boolean(), downUp: fc.boolean(), one: ends, two: ends }),
        fc.integer({ min: 1, max: 5 }),
        async (rows, { acrossUp, downUp, one, two }, size) => {
          await db.delete(Point.all)
          await db.insertMany(Point, rows)
          const query = Point.orderBy((point) => [
            acrossUp ? point.across.asc({ nulls: one }) : point.across.desc({ nulls: one }),
            downUp ? point.down.asc({ nulls: two }) : point.down.desc({ nulls: two }),
            point.id,
          ])
          const seen: number[] = []
          for (let page = await db.all(query.limit(size)); page.length > 0;) {
            seen.push(...page.map(({ id }) => id))
            const last = page.at(-1)
            if (last === undefined || page.length < size) break
            page = await db.all(query.limit(size).after(sortKeyOf(query, last)))
          }
          assert.deepEqual(
            seen,
            (await db.all(query)).map(({ id }) => id),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('refuses values that do not fit the order', () => {
    const ordered = Point.orderBy((point) => point.id)
    assert.throws(() => ordered.after([]), {
      name: 'QueryError',
      code: 'query-invalid',
      message:
        'after() was given 0 values for an order by 1 expressions. Call orderBy() first and give one ' +
        'value for each of its terms.',
    })
    assert.throws(() => Point.all.after([1]), { code: 'query-invalid' })
    assert.throws(() => ordered.after(['1; drop table point']), { code: 'value-invalid' })
  })
})

describe('sortKeyOf', () => {
  const Line = model('line', {
    from: reference(() => Point),
    to: reference(() => Point, { nullable: true }),
    cost: money(),
  })

  it('reads keys, money and values of included rows', () => {
    const query = Line.orderBy((line) => [line.cost.amount, line.from.down, line.to.down, line.id])
      .include({ from: true, to: true })
      .select('id', 'cost')
    const from = { id: 4, across: 1, down: 2 }
    const row = { id: 1, cost: { amount: 5, currency: 'EUR' }, from, to: null }
    assert.deepEqual(sortKeyOf(query, row), [5, 2, null, 1])
  })

  it('reads the key of a reference whether its row is included or not', () => {
    const plain = Line.orderBy((line) => line.from).select('from')
    assert.deepEqual(sortKeyOf(plain, { from: 4 }), [4])
    const included = plain.include({ from: true })
    assert.deepEqual(sortKeyOf(included, { from: { id: 4, across: 1, down: 2 } }), [4])
  })

  it('refuses an order by what the row does not show', () => {
    const hidden = Line.orderBy((line) => line.from.down).select('id')
    const computed = Line.orderBy((line) => line.id.times(2)).select('id')
    for (const query of [hidden, computed]) {
      assert.throws(() => sortKeyOf(query, { id: 1 }), {
        name: 'QueryError',
        message:
          'The row of a query does not have a value that it is ordered by. Order by fields of the row, ' +
          'and select or include what it is ordered by.',
      })
    }
  })
})

describe('isSortKey', () => {
  const ordered = Point.orderBy((point) => [point.across, point.id])
  const table: [name: string, value: unknown, expected: boolean][] = [
    ['values of the order', [3, 7], true],
    ['a null', [null, 7], true],
    ['too few', [3], false],
    ['too many', [3, 7, 1], false],
    ['text for a number', ['3', 7], false],
    ['an object', [{ $gt: 0 }, 7], false],
    ['an infinite number', [Infinity, 7], false],
    ['no list', { 0: 3, 1: 7, length: 2 }, false],
  ]
  for (const [name, value, expected] of table) {
    it(`is ${expected} for ${name}`, () => assert.equal(isSortKey(ordered, value), expected))
  }
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { boolean, integer, json, type Json, money, text } from '../schema/index.ts'
import { connect, many, model, reference, type Row, type Selection } from './index.ts'
import { quoteJson } from './json-text.ts'
import { createMigration } from './migrations/create-migration.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text({ nullable: true }),
  stars: integer({ nullable: true }),
  open: boolean({ nullable: true }),
  tags: json({ nullable: true }),
  price: money({ nullable: true }),
  city: reference(() => City, { nullable: true }),
  sister: () => reference(Hotel, { nullable: true }),
  sisters: () => many(Hotel, 'sister'),
})

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }).map((text) => text.replaceAll('\0', '')),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\u001f', '\u2028', '😀', 'é', '<'),
    maxLength: 8,
  }),
)
const value = fc
  .jsonValue({ stringUnit: 'binary' })
  .filter((one) => one !== null)
  .map((one) => JSON.parse(JSON.stringify(one)) as Json)

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(arbitrary, { nil: null })

const hotel = fc.record({
  name: orNull(word),
  stars: orNull(fc.maxSafeInteger()),
  open: orNull(fc.boolean()),
  tags: orNull(value),
  price: orNull(
    fc.record({ amount: fc.maxSafeInteger(), currency: fc.constantFrom('EUR', 'JPY') }),
  ),
  city: orNull(fc.integer({ min: 1, max: 2 })),
})

describe('the compiled serializer', () => {
  it('gives the bytes of JSON.stringify of the decoded rows, whatever they hold', async () => {
    await using db = await connect('sqlite::memory:', { models: [City, Hotel] })
    await db.script(createMigration([City, Hotel], 'sqlite'))
    await db.insertMany(City, [{ name: 'Lyon' }, { name: '"Nîmes"\n' }])
    const ordered = Hotel.orderBy((row) => row.id)
    const queries: readonly Selection<unknown>[] = [
      ordered,
      ordered.select('tags', 'name'),
      ordered.include({ city: true, sister: (one) => one.include({ city: true }).select('name') }),
      City.orderBy((city) => city.id).include({
        hotels: (one) =>
          one.include({ sisters: (sister) => sister.select('price', 'open').limit(2) }),
      }),
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(hotel, { maxLength: 6 }), async (rows) => {
        await db.delete(Hotel.all)
        const inserted: Row<typeof Hotel>[] = []
        for (const row of rows) {
          const sister = inserted.at(-1)?.id ?? null
          inserted.push(await db.insert(Hotel, { ...row, sister }))
        }
        assert.deepEqual(await db.all(ordered), inserted)
        for (const query of queries) {
          assert.equal(await db.json(query), JSON.stringify(await db.all(query)))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('writes null for a number that JSON has no text for', async () => {
    await using db = await connect('sqlite::memory:')
    const Measure = model('measure', { name: text() })
    await db.script(createMigration([Measure], 'sqlite'))
    await db.insert(Measure, { name: 'x' })
    const query = Measure.aggregate((row) => {
      let huge = row.id.times(1)
      for (let i = 0; i < 20; i++) huge = huge.times(Number.MAX_SAFE_INTEGER)
      return { huge }
    })
    assert.deepEqual(await db.all(query), [{ huge: Infinity }])
    assert.equal(await db.json(query), '[{"huge":null}]')
  })
})

describe('quoteJson', () => {
  it('quotes as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 200 })), (one) => {
        assert.equal(quoteJson(one), JSON.stringify(one))
      }),
    )
    assert.equal(quoteJson('\ud800'), String.raw`"\ud800"`)
    assert.equal(quoteJson(null), 'null')
  })
})

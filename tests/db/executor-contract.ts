/**
 * What models promise on every database, as tests through `Database` alone: each driver calls this
 * with a way to connect, and none skips a case.
 */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import {
  check,
  connect,
  type ConstraintError,
  createMigration,
  type Database,
  type DialectName,
  type Executor,
  many,
  model,
  reference,
  sql,
  unique,
} from '../../src/db/index.ts'
import {
  boolean,
  date,
  integer,
  json,
  localDate,
  money,
  text,
  version,
} from '../../src/schema/index.ts'

const City = model('city', {
  name: text({ unique: true }),
  hotels: () => many(Hotel, 'city'),
})
const Hotel = model(
  'hotel',
  {
    name: text(),
    city: reference(() => City),
    owner: reference(() => City, { nullable: true, onDelete: 'set-null' }),
    stars: integer({ default: 3 }),
    open: boolean({ default: true }),
    opened: date({ nullable: true }),
    price: money({ nullable: true }),
    tags: json({ default: [] }),
    version: version(),
  },
  (hotel) => [check('stars-known', hotel.stars.between(1, 5)), unique(hotel.city, hotel.name)],
)
const Night = model('night', {
  hotel: reference(() => Hotel, { key: true, onDelete: 'cascade' }),
  night: integer({ key: true }),
  sold: integer({ default: 0 }),
})
const models = [City, Hotel, Night]

export interface DatabaseSubject {
  readonly name: string
  readonly dialect: DialectName
  /** The URL of an empty database; each test gets one of its own. */
  url(): string
}

export function executorContract(subject: DatabaseSubject): void {
  describe(`the executor contract on ${subject.name}`, () => {
    let db: Database
    beforeEach(async () => {
      db = await connect(subject.url(), { models, busyTimeoutMs: 200 })
      await db.script(createMigration(models, subject.dialect))
      await db.insertMany(City, [{ name: 'Lyon' }, { name: 'Nice' }])
    })
    afterEach(() => db.close())

    const lyon = 1
    const nice = 2
    const full = {
      name: 'Borealis',
      city: lyon,
      owner: nice,
      stars: 4,
      open: false,
      opened: localDate('2020-02-29'),
      price: { amount: 34900, currency: 'EUR' },
      tags: ['spa', { floor: 2 }],
    }

    describe('insert', () => {
      it('answers the row with its key and defaults, as reading gives it', async () => {
        const row = await db.insert(Hotel, { name: 'Avenida', city: lyon })
        const expected = {
          ...{ id: 1, name: 'Avenida', city: lyon, owner: null, stars: 3, open: true },
          ...{ opened: null, price: null, tags: [], version: 1 },
        }
        assert.deepEqual({ ...row }, expected)
        assert.deepEqual({ ...(await db.get(Hotel, 1)) }, expected)
      })

      it('keeps a value of every kind', async () => {
        const { id } = await db.insert(Hotel, full)
        assert.deepEqual({ ...(await db.get(Hotel, id)) }, { id, ...full, version: 1 })
      })

      it('refuses a field that the model does not know', async () => {
        const values: unknown = { name: 'Avenida', city: lyon, isAdmin: true }
        await assert.rejects(db.insert(Hotel, values as typeof full), {
          code: 'query-field-unknown',
          message: /^Model "hotel" has no field "isAdmin" to write\. Its fields are id, name, city/,
        })
      })
    })

    describe('insertMany', () => {
      for (const count of [0, 1, 2, 127, 128, 129, 365]) {
        it(`inserts ${count} rows in their order`, async () => {
          await db.insert(Hotel, full)
          const rows = Array.from({ length: count }, (_, night) => ({
            hotel: 1,
            night,
            sold: night % 7,
          }))
          assert.equal(await db.insertMany(Night, rows), count)
          assert.deepEqual(
            (await db.all(Night.orderBy((row) => row.night))).map((row) => ({ ...row })),
            rows,
          )
        })
      }

      it('numbers rows in their order, among rows that bring their own key', async () => {
        await db.insertMany(City, [
          { name: 'a' },
          { id: 40, name: 'b' },
          { name: 'c' },
          { name: 'd' },
        ])
        const names = await db.all(
          City.where((city) => city.id.gt(nice)).orderBy((city) => city.id),
        )
        assert.deepEqual(
          names.map((city) => `${city.id} ${city.name}`),
          ['3 a', '40 b', '41 c', '42 d'],
        )
      })

      it('inserts nothing when one row is refused, also inside a transaction that goes on', async () => {
        const rows = [{ name: 'Brest' }, { name: 'Lyon' }]
        await assert.rejects(db.insertMany(City, rows), { kind: 'unique' })
        await db.transaction(async (tx) => {
          await assert.rejects(tx.insertMany(City, rows), { kind: 'unique' })
          await tx.insert(City, { name: 'Tours' })
        })
        const names = (await db.all(City.orderBy((city) => city.id))).map((city) => city.name)
        assert.deepEqual(names, ['Lyon', 'Nice', 'Tours'])
      })

      it('may run beside other statements of a transaction', async () => {
        await db.transaction((tx) =>
          Promise.all([
            tx.insertMany(City, [{ name: 'a' }, { name: 'b' }]),
            tx.insertMany(City, [{ name: 'c' }]),
            tx.insert(City, { name: 'd' }),
          ]),
        )
        assert.equal(await db.count(City.all), 6)
      })
    })

    describe('reading', () => {
      beforeEach(async () => {
        await db.insertMany(Hotel, [
          { name: 'Avenida', city: lyon, stars: 3 },
          { name: 'Borealis', city: lyon, stars: 5 },
          { name: 'Cigale', city: nice, stars: 4 },
        ])
      })
      const names = (rows: readonly { readonly name: string }[]): string[] =>
        rows.map((row) => row.name)
      const byStars = Hotel.orderBy((hotel) => hotel.stars.desc())

      it('all gives the rows of a query', async () => {
        const query = byStars.where((hotel) => hotel.city.name.eq('Lyon'))
        assert.deepEqual(names(await db.all(query)), ['Borealis', 'Avenida'])
      })

      it('first gives one, or null', async () => {
        assert.equal((await db.first(byStars))?.name, 'Borealis')
        assert.equal((await db.first(byStars.limit(1)))?.name, 'Borealis')
        assert.equal(await db.first(byStars.limit(0)), null)
        assert.equal(await db.first(byStars.where((hotel) => hotel.stars.gt(5))), null)
      })

      it('get finds by the key, single or of several fields', async () => {
        await db.insertMany(Night, [
          { hotel: 1, night: 7, sold: 2 },
          { hotel: 2, night: 7, sold: 3 },
        ])
        assert.equal((await db.get(Hotel, 2))?.name, 'Borealis')
        assert.equal(await db.get(Hotel, 99), null)
        assert.equal((await db.get(Night, { hotel: 2, night: 7 }))?.sold, 3)
        assert.equal(await db.get(Night, { hotel: 2, night: 8 }), null)
      })

      it('get refuses what is no key', async () => {
        const wrong: unknown[] = ['1', null, undefined, 1.5, { id: 1 }]
        for (const key of wrong) {
          await assert.rejects(db.get(Hotel, key as number), { code: 'value-invalid' })
        }
        // @ts-expect-error The key of a night has two fields.
        await assert.rejects(db.get(Night, 1), {
          message:
            /The value for the key of model "night" is the number 1, expected an object of hotel, night/,
        })
      })

      it('count and exists ask about the rows that a where leaves', async () => {
        const good = Hotel.where((hotel) => hotel.stars.gte(4)).include({ city: true })
        assert.equal(await db.count(good.orderBy((hotel) => hotel.name)), 2)
        assert.equal(await db.count(Hotel.where((hotel) => hotel.stars.gt(5))), 0)
        assert.equal(await db.exists(good), true)
        assert.equal(await db.exists(good.limit(1).offset(2)), false)
        await assert.rejects(db.count(good.limit(1)), { code: 'query-invalid' })
      })

      it('json gives the bytes of JSON.stringify of the rows', async () => {
        const query = City.orderBy((city) => city.name).include({
          hotels: (hotel) => hotel.orderBy((row) => row.name),
        })
        assert.equal(await db.json(query), JSON.stringify(await db.all(query)))
        assert.equal(await db.jsonFirst(query), JSON.stringify(await db.first(query)))
        assert.equal(await db.json(City.limit(0)), '[]')
        assert.equal(await db.jsonFirst(City.limit(0)), null)
      })

      it('refuses a query that is none, as parsed JSON would be', async () => {
        const forged: unknown = { state: { model: Hotel, where: ['1 or 1=1'] } }
        await assert.rejects(db.all(forged as typeof byStars), { code: 'query-invalid' })
      })
    })

    describe('update', () => {
      beforeEach(async () => {
        await db.insertMany(Hotel, [full, { ...full, name: 'Avenida' }])
      })

      it('changes the rows of a query, counts them, and counts their versions up', async () => {
        const one = Hotel.where((hotel) => hotel.name.eq('Avenida'))
        assert.equal(await db.update(one, { open: true, price: null, opened: null }), 1)
        assert.equal(await db.update(one, (hotel) => ({ stars: hotel.stars.plus(1) })), 1)
        const row = await db.first(one)
        assert.deepEqual(
          [row?.open, row?.price, row?.opened, row?.stars, row?.version],
          [true, null, null, 5, 3],
        )
        assert.equal((await db.get(Hotel, 1))?.version, 1)
      })

      it('does nothing, and says 0, when the guard does not hold', async () => {
        const stale = Hotel.where((hotel) => hotel.id.eq(1).and(hotel.version.eq(9)))
        assert.equal(await db.update(stale, { stars: 1 }), 0)
        assert.equal((await db.get(Hotel, 1))?.stars, 4)
      })
    })

    it('delete removes the rows of a query, and what cascades from them', async () => {
      await db.insert(Hotel, full)
      await db.insertMany(Night, [
        { hotel: 1, night: 1 },
        { hotel: 1, night: 2 },
      ])
      assert.equal(await db.delete(Night.where((row) => row.night.eq(1))), 1)
      assert.equal(await db.delete(City.where((city) => city.name.eq('Nice'))), 1)
      assert.equal((await db.get(Hotel, 1))?.owner, null)
      assert.equal(await db.delete(Hotel.all), 1)
      assert.equal(await db.count(Night.all), 0)
    })

    it('upsert inserts, or changes the row that is the same', async () => {
      await db.insert(Hotel, full)
      const night = { hotel: 1, night: 5, sold: 1 }
      const on = { on: ['hotel', 'night'] } as const
      assert.deepEqual({ ...(await db.upsert(Night, night, on)) }, night)
      assert.deepEqual(
        { ...(await db.upsert(Night, { ...night, sold: 2 }, on)) },
        { ...night, sold: 2 },
      )
      assert.equal(await db.count(Night.all), 1)
    })

    describe('a refused write', () => {
      const refused: [
        name: string,
        write: (executor: Executor) => Promise<unknown>,
        expected: Partial<ConstraintError>,
      ][] = [
        [
          'a unique field',
          (executor) => executor.insert(City, { name: 'Lyon' }),
          { kind: 'unique', model: 'city', fields: ['name'] },
        ],
        [
          'several unique fields',
          (executor) => executor.insertMany(Hotel, [full, full]),
          { kind: 'unique', model: 'hotel', fields: ['city', 'name'] },
        ],
        [
          'a check',
          (executor) => executor.insert(Hotel, { ...full, stars: 6 }),
          { kind: 'check', model: 'hotel', constraint: 'stars-known' },
        ],
        [
          'the reference that points at nothing, of several',
          (executor) => executor.insert(Hotel, { ...full, owner: 99 }),
          { kind: 'reference', model: 'hotel', fields: ['owner'] },
        ],
        [
          'the reference of one of many rows',
          (executor) => executor.insertMany(Hotel, [full, { ...full, name: 'b', city: 99 }]),
          { kind: 'reference', model: 'hotel', fields: ['city'] },
        ],
      ]
      for (const [name, write, expected] of refused) {
        it(`tells ${name}, and leaves a transaction usable`, async () => {
          await assert.rejects(write(db), { name: 'ConstraintError', ...expected })
          await db.transaction(async (tx) => {
            await assert.rejects(
              tx.transaction((inner) => write(inner)),
              { name: 'ConstraintError', ...expected },
            )
            await tx.insert(City, { name: 'Tours' })
          })
          assert.equal(await db.count(City.all), 3)
          assert.equal(await db.count(Hotel.all), 0)
        })
      }

      it('tells the reference of an update, and who keeps a row from being deleted', async () => {
        await db.insert(Hotel, full)
        await assert.rejects(db.update(Hotel.all, { city: 99 }), {
          kind: 'reference',
          fields: ['city'],
        })
        await assert.rejects(db.delete(City.where((city) => city.id.eq(lyon))), {
          kind: 'reference',
          model: 'city',
          message:
            'A row of "city" cannot be deleted while others point at it, by hotel.city. ' +
            'Delete or change those first, or declare onDelete there.',
        })
      })
    })

    it('runs SQL by hand beside all this', async () => {
      const changed = await db.execute(sql`update city set name = ${"L'Isle"} where id = ${nice}`)
      assert.equal(changed, 1)
      const rows = await db.sql<{
        name: string
      }>`select name from city where id in (${sql.list([lyon, nice])}) order by id`
      assert.deepEqual(rows, [{ name: 'Lyon' }, { name: "L'Isle" }])
    })
  })
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { integer, text } from '../schema/index.ts'
import { many, model, reference, type Selection } from './index.ts'
import { createMigration } from './migrations/create-migration.ts'
import { planOf } from './plan-of.ts'
import { readJson, readRows } from './read.ts'
import { deleteRows, insertRow, type RowTarget, updateRows, upsertRow } from './write.ts'

const City = model('city', { name: text({ unique: true }), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  city: reference(() => City, { onDelete: 'cascade' }),
  stars: integer(),
  rooms: () => many(Room, 'hotel'),
})
const Room = model('room', { hotel: reference(() => Hotel, { onDelete: 'cascade' }) })

/** SQLite that answers like a server: later. Drivers to come answer so. */
function lateDatabase(): RowTarget {
  const database = new DatabaseSync(':memory:', { returnArrays: true })
  database.exec(createMigration([City, Hotel, Room], 'sqlite'))
  const values = (given: readonly unknown[]): SQLInputValue[] => [...given] as SQLInputValue[]
  // Rows are arrays, since the database was opened so.
  const rows = (sql: string, given: readonly unknown[]): unknown[][] =>
    database.prepare(sql).all(...values(given)) as unknown as unknown[][]
  return {
    all: async (sql, given) => rows(sql, given),
    first: async (sql, given) => rows(sql, given)[0] ?? null,
    run: async (sql, given) => Number(database.prepare(sql).run(...values(given)).changes),
  }
}

describe('a connection that answers later', () => {
  it('gives the same rows and texts', async () => {
    const late = lateDatabase()
    const lyon = await insertRow(City, { name: 'Lyon' }, 'sqlite', late)
    await insertRow(City, { id: 7, name: 'Arles' }, 'sqlite', late)
    const hotel = await insertRow(Hotel, { city: lyon.id, stars: 3 }, 'sqlite', late)
    await insertRow(Room, { hotel: hotel.id }, 'sqlite', late)
    assert.deepEqual(
      await upsertRow(City, { name: 'Lyon' }, { on: ['name'] }, 'sqlite', late),
      lyon,
    )

    const expected = [
      { id: 1, name: 'Lyon', hotels: [{ id: 1, city: 1, stars: 3, rooms: [{ id: 1, hotel: 1 }] }] },
      { id: 7, name: 'Arles', hotels: [] },
    ]
    const nested = City.orderBy((city) => city.id).include({
      hotels: (rows) => rows.include({ rooms: true }),
    })
    for (const [query, rows] of [
      [nested, expected],
      [Room.all, [{ id: 1, hotel: 1 }]],
      [Room.where((room) => room.id.eq(9)), []],
    ] satisfies [Selection<unknown>, unknown[]][]) {
      const { plan, described } = planOf(query, 'sqlite')
      assert.deepEqual(await readRows(plan, described, late), rows)
      assert.equal(await readJson(plan, described, late, 'camelCase'), JSON.stringify(rows))
    }

    assert.equal(await updateRows(Hotel.all, { stars: 4 }, 'sqlite', late), 1)
    assert.equal(await deleteRows(City.all, 'sqlite', late), 2)
  })
})

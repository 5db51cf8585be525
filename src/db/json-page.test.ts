import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  boolean,
  connect,
  createMigration,
  type Database,
  integer,
  many,
  model,
  reference,
  text,
} from './index.ts'

const Town = model('town', { name: text(), isCapital: boolean() })
const House = model('house', {
  name: text(),
  homeTown: reference(() => Town, { nullable: true }),
  floors: integer({ nullable: true }),
  guestRooms: () => many(GuestRoom, 'ownHouse'),
})
const GuestRoom = model('guest_room', { ownHouse: reference(() => House), bedCount: integer() })
const models = [Town, House, GuestRoom]

describe('jsonPage', () => {
  let db: Database

  before(async () => {
    db = await connect('sqlite::memory:', { models })
    await db.script(createMigration(models, db.dialect.name))
    await db.insert(Town, { name: 'Paris', isCapital: true })
    for (const [name, homeTown, floors] of [
      ['A', 1, 2],
      ['B', null, null],
      ['C', 1, 2],
    ] as const) {
      await db.insert(House, { name, homeTown, floors })
    }
    await db.insertMany(GuestRoom, [
      { ownHouse: 1, bedCount: 2 },
      { ownHouse: 1, bedCount: 3 },
    ])
  })
  after(() => db.close())

  const houses = House.select('id', 'name').orderBy((house) => [house.floors, house.id])

  it('gives the rows within the limit, and the sort key that the next page is after', async () => {
    const first = await db.jsonPage(houses.limit(2))
    assert.deepEqual(first, {
      json: '[{"id":2,"name":"B"},{"id":1,"name":"A"}]',
      next: [2, 1],
    })
    assert.deepEqual(await db.jsonPage(houses.after(first.next ?? []).limit(2)), {
      json: '[{"id":3,"name":"C"}]',
      next: null,
    })
  })

  it('has no next page when the last row fills the limit', async () => {
    assert.equal((await db.jsonPage(houses.limit(3))).next, null)
  })

  it('gives null and booleans as values that after() takes', async () => {
    const byTown = House.select('id').orderBy((house) => [
      house.homeTown.isCapital.desc(),
      house.id.desc(),
    ])
    assert.deepEqual((await db.jsonPage(byTown.limit(2))).next, [true, 1])
    assert.deepEqual((await db.jsonPage(houses.limit(1))).next, [null, 2])
  })

  it('spells names as asked, those of included rows as well, from one plan', async () => {
    const query = House.where((house) => house.id.eq(1)).include({
      homeTown: true,
      guestRooms: (room) => room.select('bedCount'),
    })
    assert.equal(
      await db.json(query, { names: 'snake_case' }),
      '[{"id":1,"name":"A","home_town":{"id":1,"name":"Paris","is_capital":true},"floors":2,' +
        '"guest_rooms":[{"bed_count":2},{"bed_count":3}]}]',
    )
    assert.equal(await db.json(query), JSON.stringify(await db.all(query)))
  })

  it('refuses a query without a limit, without an order, or ordered by an expression', async () => {
    await assert.rejects(db.jsonPage(houses), { code: 'query-invalid', message: /^A page has a/ })
    await assert.rejects(db.jsonPage(House.limit(2)), { code: 'query-invalid' })
    await assert.rejects(db.jsonPage(House.orderBy((house) => house.name.lower()).limit(2)), {
      code: 'query-invalid',
      message: /^A page continues after the columns/,
    })
  })
})

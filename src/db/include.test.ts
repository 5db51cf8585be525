import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { integer, text } from '../schema/index.ts'
import { connect, type Database, many, model, reference } from './index.ts'
import { createMigration } from './migrations/create-migration.ts'
import type { Plan } from './plan.ts'
import { planOf } from './plan-of.ts'
import type { Selection } from './query.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text(),
  city: reference(() => City),
  sister: () => reference(Hotel, { nullable: true }),
  rooms: () => many(Room, 'hotel'),
})
const Room = model('room', { hotel: reference(() => Hotel), beds: integer() })

let db: Database

before(async () => {
  const models = [City, Hotel, Room]
  db = await connect('sqlite::memory:', { models })
  await db.script(createMigration(models, 'sqlite'))
  await db.insertMany(City, [{ name: 'Lyon' }, { name: 'Nîmes' }, { name: 'Arles' }])
  await db.insertMany(Hotel, [
    { name: 'Avenida', city: 1 },
    { name: 'Belle Vue', city: 1, sister: 1 },
    { name: 'Calme', city: 2 },
  ])
  await db.insertMany(Room, [
    { hotel: 1, beds: 1 },
    { hotel: 1, beds: 3 },
    { hotel: 3, beds: 2 },
    { hotel: 1, beds: 2 },
  ])
})

after(() => db.close())

function planOfQuery(query: Selection<unknown>): Plan {
  return planOf(query, 'sqlite').plan
}

const hotels = Hotel.orderBy((hotel) => hotel.id)

describe('include', () => {
  it('joins the row that is referred to, in the same statement', async () => {
    const query = hotels.include({ city: true }).select('id')
    assert.equal(
      planOfQuery(query).sql,
      'select "hotel"."id", "city"."id", "city"."name" from "hotel" ' +
        'inner join "city" on "city"."id" = "hotel"."city_id" order by "hotel"."id"',
    )
    assert.deepEqual(await db.first(query), { id: 1, city: { id: 1, name: 'Lyon' } })
  })

  it('puts the row in the place of its key', async () => {
    const row = await db.first(hotels.include({ city: (city) => city.select('name') }))
    assert.deepEqual(Object.keys(row ?? {}), ['id', 'name', 'city', 'sister'])
    assert.deepEqual(row?.city, { name: 'Lyon' })
  })

  it('gives null where a nullable reference is empty', async () => {
    const rows = await db.all(
      hotels.include({ sister: (sister) => sister.include({ city: true }).select('name') }),
    )
    assert.deepEqual(
      rows.map((row) => row.sister),
      [null, { name: 'Avenida', city: { id: 1, name: 'Lyon' } }, null],
    )
  })

  it('reads the rows that point back with one statement for all parents', async () => {
    const query = hotels.include({ rooms: (room) => room.select('beds') }).select('id')
    const { related } = planOfQuery(query)
    assert.deepEqual(
      related.map(({ plan }) => plan.sql),
      [
        'select "room"."beds", "room"."hotel_id" from "room" where "room"."hotel_id" in ' +
          '(select value from json_each(?)) order by "room"."hotel_id", "room"."id"',
      ],
    )
    assert.deepEqual(await db.all(query), [
      { id: 1, rooms: [{ beds: 1 }, { beds: 3 }, { beds: 2 }] },
      { id: 2, rooms: [] },
      { id: 3, rooms: [{ beds: 2 }] },
    ])
  })

  it('filters and orders them', async () => {
    const query = hotels
      .include({
        rooms: (room) =>
          room
            .where((row) => row.beds.gte(2))
            .orderBy((row) => row.beds.desc())
            .select('beds'),
      })
      .select('id')
      .limit(1)
    assert.deepEqual(await db.all(query), [{ id: 1, rooms: [{ beds: 3 }, { beds: 2 }] }])
  })

  it('limits and skips them for each parent', async () => {
    const query = hotels.select('id').include({
      rooms: (room) =>
        room
          .orderBy((row) => row.beds)
          .limit(1)
          .offset(1)
          .select('beds'),
    })
    assert.equal(
      planOfQuery(query).related[0]?.plan.sql,
      'select "numbered"."c0", "numbered"."c1" from (select "room"."beds" as "c0", "room"."hotel_id" as "c1", ' +
        'row_number() over (partition by "room"."hotel_id" order by "room"."beds") as "place" from "room" ' +
        'where "room"."hotel_id" in (select value from json_each(?))) as "numbered" ' +
        'where "numbered"."place" > cast(? as integer) and ' +
        '"numbered"."place" <= cast(? as integer) + cast(? as integer) order by "numbered"."place"',
    )
    assert.deepEqual(await db.all(query), [
      { id: 1, rooms: [{ beds: 2 }] },
      { id: 2, rooms: [] },
      { id: 3, rooms: [] },
    ])
  })

  it('nests, one statement for each level that points back', async () => {
    const query = City.orderBy((city) => city.id).include({
      hotels: (hotel) =>
        hotel.select('name').include({ rooms: (room) => room.select('beds'), sister: true }),
    })
    assert.deepEqual(await db.all(query), [
      {
        id: 1,
        name: 'Lyon',
        hotels: [
          { name: 'Avenida', rooms: [{ beds: 1 }, { beds: 3 }, { beds: 2 }], sister: null },
          {
            name: 'Belle Vue',
            rooms: [],
            sister: { id: 1, name: 'Avenida', city: 1, sister: null },
          },
        ],
      },
      { id: 2, name: 'Nîmes', hotels: [{ name: 'Calme', rooms: [{ beds: 2 }], sister: null }] },
      { id: 3, name: 'Arles', hotels: [] },
    ])
  })

  it('reads rows that point back at a row that was joined', async () => {
    const query = Room.where((room) => room.id.eq(3)).include({
      hotel: (hotel) => hotel.select('name').include({ rooms: (room) => room.select('id') }),
    })
    assert.deepEqual(await db.all(query), [
      { id: 3, hotel: { name: 'Calme', rooms: [{ id: 3 }] }, beds: 2 },
    ])
  })

  it('asks no statement about no parents', async () => {
    const query = hotels.where((hotel) => hotel.id.eq(99)).include({ rooms: true })
    assert.deepEqual(await db.all(query), [])
    assert.equal(await db.json(query), '[]')
  })

  it('adds to what was included before, and replaces what is named again', async () => {
    const query = hotels
      .include({ city: true, rooms: true })
      .include({ rooms: (room) => room.select('id').limit(1) })
      .select('id')
    assert.deepEqual(await db.first(query), {
      id: 1,
      city: { id: 1, name: 'Lyon' },
      rooms: [{ id: 1 }],
    })
  })

  const refused: [name: string, make: () => unknown, message: string][] = [
    [
      'a relation that the model does not have',
      () => Hotel.include({ country: true } as never),
      'Model "hotel" has no relation "country". Its relations are city, sister, rooms. Correct the name in ' +
        'the query.',
    ],
    [
      'a name that every object has',
      () => Hotel.include({ constructor: true } as never),
      'Model "hotel" has no relation "constructor". Its relations are city, sister, rooms. Correct the ' +
        'name in the query.',
    ],
    [
      'anything but true or a function',
      () => Hotel.include({ city: 'yes' } as never),
      'include of "city" takes true or a function.',
    ],
    [
      'a filter on the one row that is referred to',
      () => Hotel.include({ city: (city) => city.where((row) => row.name.eq('Lyon')) }),
      'include of "city" is one row: it can select and include, but not filter, order or limit.',
    ],
    [
      'rows of another model',
      () => Hotel.include({ rooms: () => City.all }),
      'include of "rooms" must return rows of its model.',
    ],
  ]
  for (const [name, make, message] of refused) {
    it(`refuses ${name}`, () => assert.throws(make, { name: 'QueryError', message }))
  }
})

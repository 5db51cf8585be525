import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { choice, integer, json, text } from '../schema/index.ts'
import { connect } from './connect.ts'
import { check, unique } from './constraint.ts'
import { ConstraintError } from './constraint-error.ts'
import type { Database } from './database.ts'
import { createMigration } from './migrations/create-migration.ts'
import { model } from './model.ts'
import { reference } from './reference.ts'

const City = model('city', { name: text({ unique: true }) })
const RoomType = model(
  'roomType',
  {
    city: reference(() => City),
    roomName: text(),
    stars: integer(),
    state: choice(['open', 'closed'], { default: 'open' }),
    extras: json({ default: [] }),
  },
  (room) => [check('stars-known', room.stars.between(1, 5)), unique(room.city, room.roomName)],
)
const Night = model('night', { city: integer({ key: true }), day: integer({ key: true }) })
const models = [City, RoomType, Night]

describe('ConstraintError', () => {
  let db: Database
  beforeEach(async () => {
    db = await connect('sqlite::memory:', { models })
    await db.script(createMigration(models, 'sqlite'))
    await db.script(
      `insert into city (name) values ('Lyon'); insert into night values (1, 2);
       insert into room_type (city_id, room_name, stars) values (1, 'Double', 3)`,
    )
  })
  afterEach(() => db.close())

  const insertRoom = (name: string, stars: string, more = ''): string =>
    `insert into room_type (city_id, room_name, stars${more && `, ${more.split('=')[0]}`}) ` +
    `values (1, ${name}, ${stars}${more && `, ${more.split('=')[1]}`})`

  const violations: [
    name: string,
    statement: string,
    expected: Pick<
      ConstraintError,
      'kind' | 'code' | 'model' | 'fields' | 'constraint' | 'message'
    >,
  ][] = [
    [
      'a unique field',
      "insert into city (name) values ('Lyon')",
      {
        kind: 'unique',
        code: 'unique-violated',
        model: 'city',
        fields: ['name'],
        constraint: 'name',
        message:
          'Another row of "city" has the same name already. Choose another value, change that row, ' +
          'or write with upsert.',
      },
    ],
    [
      'a unique constraint of several fields, by their properties',
      insertRoom("'Double'", '3'),
      {
        kind: 'unique',
        code: 'unique-violated',
        model: 'roomType',
        fields: ['city', 'roomName'],
        constraint: 'city, roomName',
        message:
          'Another row of "roomType" has the same city, roomName already. Choose another value, ' +
          'change that row, or write with upsert.',
      },
    ],
    [
      'a composite key',
      'insert into night values (1, 2)',
      {
        kind: 'unique',
        code: 'unique-violated',
        model: 'night',
        fields: ['city', 'day'],
        constraint: 'city, day',
        message:
          'Another row of "night" has the same city, day already. Choose another value, ' +
          'change that row, or write with upsert.',
      },
    ],
    [
      'a check, by its declared name',
      insertRoom("'Single'", '6'),
      {
        kind: 'check',
        code: 'check-violated',
        model: 'roomType',
        fields: [],
        constraint: 'stars-known',
        message:
          'A row of "roomType" would break its check "stars-known". Check the values before writing, ' +
          'and handle this error where others may write at the same time.',
      },
    ],
    [
      'the check that a choice brings',
      insertRoom("'Single'", '3', "state='lost'"),
      {
        kind: 'check',
        code: 'check-violated',
        model: 'roomType',
        fields: ['state'],
        constraint: 'state valid',
        message:
          'A row of "roomType" would break its check "state valid". Check the values before writing, ' +
          'and handle this error where others may write at the same time.',
      },
    ],
    [
      'the check that JSON brings',
      insertRoom("'Single'", '3', "extras='{'"),
      {
        kind: 'check',
        code: 'check-violated',
        model: 'roomType',
        fields: ['extras'],
        constraint: 'extras valid',
        message:
          'A row of "roomType" would break its check "extras valid". Check the values before writing, ' +
          'and handle this error where others may write at the same time.',
      },
    ],
    [
      'a field that needs a value',
      insertRoom('null', '3'),
      {
        kind: 'not-null',
        code: 'not-null-violated',
        model: 'roomType',
        fields: ['roomName'],
        constraint: null,
        message:
          'A row of "roomType" needs a value for roomName. Give it one, or declare the field nullable.',
      },
    ],
  ]
  for (const [name, statement, expected] of violations) {
    it(`tells ${name}`, async () => {
      await assert.rejects(db.script(statement), (error: unknown) => {
        assert.ok(error instanceof ConstraintError)
        const { kind, code, model: about, fields, constraint, message } = error
        assert.deepEqual({ kind, code, model: about, fields, constraint, message }, expected)
        assert.ok(error.cause instanceof Error)
        return true
      })
    })
  }

  it('tells the columns of a table that no model has', async () => {
    await db.script('create table other (a integer unique); insert into other values (1)')
    await assert.rejects(db.sql`insert into other values (1)`, {
      kind: 'unique',
      model: null,
      fields: ['a'],
    })
  })

  it('is thrown by a commit, which then has undone everything', async () => {
    await db.script(
      'create table late (a integer references city (id) deferrable initially deferred)',
    )
    const work = db.transaction(async (tx) => {
      await tx.sql`insert into late values (99)`
    })
    await assert.rejects(work, {
      name: 'ConstraintError',
      kind: 'reference',
      code: 'reference-violated',
    })
    assert.deepEqual(await db.sql`select * from late`, [])
  })
})

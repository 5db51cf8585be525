import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  boolean,
  choice,
  decimal,
  instant,
  integer,
  json,
  money,
  slug,
  text,
  uuid,
  version,
} from '../../schema/index.ts'
import { connect } from '../connect.ts'
import { check, index, unique } from '../constraint.ts'
import { model, type ModelMetadata } from '../model.ts'
import { reference } from '../reference.ts'
import { createMigration } from './create-migration.ts'

/** The migration without its two lines of comment. */
const ddl = (...models: ModelMetadata[]): string =>
  createMigration(models, 'sqlite').split('\n').slice(3).join('\n')

const City = model('city', { name: text({ max: 120 }), slug: slug({ unique: true }) })

describe('createMigration', () => {
  it('creates a table with a key that is never used twice, and its uniques as indexes', () => {
    assert.equal(
      createMigration([City], 'sqlite'),
      `-- The tables of city.
-- Edit it before it has run anywhere, never after: add a new migration then.

create table "city" (
  "id" integer primary key autoincrement,
  "name" text not null,
  "slug" text not null
) strict;

create unique index "city_slug_key" on "city" ("slug");
`,
    )
  })

  it('gives each kind its type, its check and its default', () => {
    const Thing = model('thing', {
      id: uuid({ key: true }),
      note: text({ nullable: true, default: "it's" }),
      count: integer({ default: 0 }),
      rate: decimal({ precision: 10, scale: 2 }),
      open: boolean({ default: true }),
      state: choice(['new', "won't do"], { default: 'new' }),
      tags: json({ default: [] }),
      price: money(),
      discount: money({ nullable: true }),
      madeAt: instant({ default: () => assert.fail('computed for each row, never in the table') }),
      version: version(),
    })
    assert.equal(
      ddl(Thing),
      `create table "thing" (
  "id" text not null primary key,
  "note" text default 'it''s',
  "count" integer not null default 0,
  "rate" text not null,
  "open" integer not null default 1,
  "state" text not null default 'new',
  "tags" text not null default '[]',
  "price_amount" integer not null,
  "price_currency" text not null,
  "discount_amount" integer,
  "discount_currency" text,
  "made_at" text not null,
  "version" integer not null default 1,
  constraint "thing_open_valid" check ("open" in (0, 1)),
  constraint "thing_state_valid" check ("state" in ('new', 'won''t do')),
  constraint "thing_tags_valid" check (json_valid("tags")),
  constraint "thing_price_currency_valid" check (length("price_currency") = 3),
  constraint "thing_discount_currency_valid" check ` +
        `(("discount_amount" is null) = ("discount_currency" is null) and length("discount_currency") = 3)
) strict;
`,
    )
  })

  it('writes the conditions of checks with their values quoted', () => {
    const Guest = model('guest', { name: text(), age: integer() }, (guest) => [
      check('name-known', guest.name.ne("O'Neil")),
      check('age-sane', guest.age.between(0, 150).and(guest.age.notIn([13, 14]))),
    ])
    assert.match(
      ddl(Guest),
      /constraint "guest_name_known_check" check \("name" <> 'O''Neil'\),\n {2}constraint "guest_age_sane_check" check \(.*between 0 and 150.*not in \(13, 14\).*\)\n\) strict;/,
    )
  })

  it('refers with the action asked for, and indexes what deleting would look for', () => {
    const Hotel = model(
      'hotel',
      {
        name: text(),
        city: reference(() => City),
        owner: reference(() => City, { nullable: true, onDelete: 'set-null' }),
        chain: reference(() => City, { onDelete: 'cascade', unique: true }),
        twin: reference(() => City, { index: false }),
      },
      (hotel) => [index(hotel.city, hotel.name.desc()), unique(hotel.name, hotel.city)],
    )
    assert.equal(
      ddl(City, Hotel).slice(ddl(City).length + 1),
      `create table "hotel" (
  "id" integer primary key autoincrement,
  "name" text not null,
  "city_id" integer not null,
  "owner_id" integer,
  "chain_id" integer not null,
  "twin_id" integer not null,
  constraint "hotel_city_id_fkey" foreign key ("city_id") references "city" ("id"),
  constraint "hotel_owner_id_fkey" foreign key ("owner_id") references "city" ("id") on delete set null,
  constraint "hotel_chain_id_fkey" foreign key ("chain_id") references "city" ("id") on delete cascade,
  constraint "hotel_twin_id_fkey" foreign key ("twin_id") references "city" ("id")
) strict;

create unique index "hotel_chain_id_key" on "hotel" ("chain_id");

create index "hotel_city_id_name_idx" on "hotel" ("city_id", "name" desc);

create unique index "hotel_name_city_id_key" on "hotel" ("name", "city_id");

create index "hotel_owner_id_idx" on "hotel" ("owner_id");
`,
    )
  })

  it('keeps a table with a key of several columns in the order of that key', () => {
    const Night = model('night', {
      city: reference(() => City, { key: true }),
      night: integer({ key: true }),
      sold: integer(),
    })
    assert.match(
      ddl(City, Night),
      /"sold" integer not null,\n {2}primary key \("city_id", "night"\),\n.*\n\) strict, without rowid;\n$/,
    )
  })

  it('creates a table before those that refer to it, else keeps the order of the models', () => {
    const Person: ModelMetadata = model('person', {
      parent: () => reference(Person, { nullable: true }),
      home: reference(() => City, { nullable: true }),
    })
    const Pet = model('pet', { owner: reference(() => Person) })
    const tables = [...ddl(Pet, Person, City).matchAll(/create table "(\w+)"/g)].map(
      (match) => match[1],
    )
    assert.deepEqual(tables, ['city', 'person', 'pet'])
  })

  it('refuses a reference to a model that is not given', () => {
    const Hotel = model('hotel', { city: reference(() => City) })
    assert.throws(() => createMigration([Hotel], 'sqlite'), {
      code: 'migration-model-missing',
      message:
        'Model "hotel" refers to "city", which is not among the models of the migration: hotel. Add it.',
    })
  })

  it('lists the dialects that it can write', () => {
    assert.throws(() => createMigration([City], 'oracle'), {
      code: 'migration-dialect-unknown',
      message: 'Tables cannot be written for "oracle". Dialects: sqlite. Use one of them.',
    })
  })

  it('is what SQLite accepts, also when two models refer to each other', async () => {
    const Author: ModelMetadata = model('author', {
      favourite: () => reference(Book, { nullable: true }),
    })
    const Book: ModelMetadata = model('book', { author: reference(() => Author) })
    await using db = await connect('sqlite::memory:')
    await db.script(createMigration([Author, Book, City], 'sqlite'))
    await db.sql`insert into author (favourite_id) values (null)`
    await db.sql`insert into book (author_id) values (1)`
    await db.sql`update author set favourite_id = 1`
    assert.deepEqual(await db.sql`pragma foreign_key_check`, [])
  })
})

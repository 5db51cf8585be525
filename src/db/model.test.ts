import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { defineField, integer, money, text, version } from '../schema/index.ts'
import type { ModelMetadata } from './model.ts'
import { check, index, many, model, reference, unique } from './index.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model(
  'hotel',
  { fullName: text({ unique: true }), city: reference(() => City, { onDelete: 'cascade' }) },
  (hotel) => [
    index(hotel.city, hotel.fullName.desc()),
    unique(hotel.city, hotel.fullName),
    check('full-name-given', hotel.fullName.ne('')),
  ],
)
const Night = model('roomNight', {
  hotel: reference(() => Hotel, { key: true }),
  night: integer({ key: true }),
  price: money({ nullable: true }),
  version: version(),
})

function names(described: ModelMetadata): string[] {
  return described.columns.map(({ name }) => name)
}

describe('model', () => {
  it('names tables and columns in snake_case, references with _id, money with two columns', () => {
    assert.equal(Night.table, 'room_night')
    assert.deepEqual(names(Hotel), ['id', 'full_name', 'city_id'])
    assert.deepEqual(names(Night), [
      'hotel_id',
      'night',
      'price_amount',
      'price_currency',
      'version',
    ])
  })

  it('adds an automatic id in front only where no field is the key', () => {
    assert.deepEqual(
      City.key.map(({ name, generated }) => ({ name, generated })),
      [{ name: 'id', generated: true }],
    )
    assert.deepEqual(
      Night.key.map(({ name, generated }) => ({ name, generated })),
      [
        { name: 'hotel_id', generated: false },
        { name: 'night', generated: false },
      ],
    )
  })

  it('gives a column of a reference the kind of the key that it holds', () => {
    const Country = model('country', { code: text({ key: true }) })
    const Region = model('region', { country: reference(() => Country) })
    const [, column] = Region.columns
    assert.equal(column?.kind, 'text')
    assert.deepEqual(
      { table: column?.references?.table, column: column?.references?.column },
      { table: 'country', column: 'code' },
    )
  })

  it('resolves fields that are functions, and says which model each relation leads to', () => {
    const { hotels } = City.fields
    assert.equal(hotels?.kind === 'many' && hotels.target(), Hotel)
    assert.equal(hotels?.kind === 'many' && hotels.by, 'city')
  })

  it('refers to itself through a function', () => {
    const Person = model('person', {
      name: text(),
      manager: () => reference(Person, { nullable: true, onDelete: 'set-null' }),
      reports: () => many(Person, 'manager'),
    })
    assert.deepEqual(names(Person), ['id', 'name', 'manager_id'])
  })

  it('describes constraints by name, identifier and columns', () => {
    assert.deepEqual(
      Hotel.constraints.map(({ kind, name, identifier }) => ({ kind, name, identifier })),
      [
        { kind: 'index', name: 'city, fullName', identifier: 'hotel_city_id_full_name_idx' },
        { kind: 'unique', name: 'city, fullName', identifier: 'hotel_city_id_full_name_key' },
        { kind: 'check', name: 'full-name-given', identifier: 'hotel_full_name_given_check' },
      ],
    )
    const [first] = Hotel.constraints
    assert.deepEqual(
      first?.kind === 'index' &&
        first.columns.map(({ column, direction }) => `${column.name} ${direction}`),
      ['city_id asc', 'full_name desc'],
    )
  })

  it('shortens a long identifier and keeps it different from its neighbours', () => {
    const long = 'a'.repeat(40)
    const [one, two] = model('wide', { [long]: text(), [`${long}b`]: text() }, (row) => {
      const columns = Object.values(row)
      return [index(...columns.slice(1, 3)), index(...columns.slice(1, 3).toReversed())]
    }).constraints
    assert.equal(one?.identifier.length, 63)
    assert.notEqual(one?.identifier, two?.identifier)
  })
})

describe('a mistake in a model', () => {
  const eager: [name: string, make: () => unknown, code: string, message: RegExp][] = [
    [
      'a name that is no table',
      () => model('hotel; drop table city', {}),
      'model-name-invalid',
      /^"hotel; drop table city" cannot be the name of a model: it becomes a table\./,
    ],
    [
      'a table of SQLite',
      () => model('sqlite_master', {}),
      'model-name-invalid',
      /no sqlite_, portico_ or pg_ in front\.$/,
    ],
    [
      'a field that is no column',
      () => model('hotel', { 'na"me': text() }),
      'model-name-invalid',
      /^Model "hotel" has a field "na"me"\. Names of fields are camelCase letters/,
    ],
    [
      'a field with a meaning in expressions',
      () => model('hotel', { eq: text() }),
      'model-name-invalid',
      /^Model "hotel" has a field "eq", which has a meaning of its own/,
    ],
    [
      'a field that would make rows promises',
      // oxlint-disable-next-line unicorn/no-thenable -- this is the mistake
      () => model('hotel', { then: text() }),
      'model-name-invalid',
      /has a field "then"/,
    ],
  ]
  for (const [name, make, code, message] of eager) {
    it(`is refused at once: ${name}`, () => {
      assert.throws(make, { name: 'ModelError', code, message })
    })
  }

  const late: [name: string, make: () => ModelMetadata, code: string, message: string][] = [
    [
      'something that is no field',
      () => model('hotel', { name: 'text' }),
      'model-field-invalid',
      'Model "hotel" has a field "name" that is no field. Give it one of text(), integer(), ..., ' +
        'reference() or a function that returns many().',
    ],
    [
      'an id that is not the key',
      () => model('hotel', { id: integer() }),
      'model-field-invalid',
      'Model "hotel" has a field "id" that is not its key. Add key: true to it, or rename it.',
    ],
    [
      'two fields with one column',
      () => model('hotel', { city: reference(() => City), cityId: integer() }),
      'model-duplicate',
      'Model "hotel" has two fields that become the column "city_id": city and cityId. Rename one.',
    ],
    [
      'a reference to a key of several fields',
      () => model('rate', { night: reference(() => Night) }),
      'model-relation-invalid',
      'Model "rate" refers to "roomNight" with its field "night", but that model\'s key is several ' +
        'fields. Give it a key of one field, or repeat its key fields here.',
    ],
    [
      'many by a field that is not there',
      () => model('town', { hotels: () => many(Hotel, 'town' as never) }),
      'model-relation-invalid',
      'Model "town" has many "hotel" by their field "town", which is no reference of "hotel". Its ' +
        'references are city. Correct the name in many().',
    ],
    [
      'many by a reference to another model',
      () => model('town', { hotels: () => many(Hotel, 'city') }),
      'model-relation-invalid',
      'Model "town" has many "hotel" by their field "city", which refers to "city". Name a reference to ' +
        '"town", or move the relation there.',
    ],
    [
      'set-null of a reference that must be given',
      () => model('hotel', { city: reference(() => City, { onDelete: 'set-null' }) }),
      'model-relation-invalid',
      'Model "hotel" sets its field "city" to null when the row it refers to is deleted, but the field is ' +
        'not nullable. Add nullable: true, or choose another onDelete.',
    ],
    [
      'an index over an expression of other rows',
      () => model('hotel', { name: text() }, () => [index(columnOfCity())]),
      'model-constraint-invalid',
      'Model "hotel" has a constraint that reads other rows. Use only columns of the row itself.',
    ],
    [
      'a check with a name that is not kebab-case',
      () => model('hotel', { name: text() }, (row) => [check('Name Given', row.name.ne(''))]),
      'model-constraint-invalid',
      'Model "hotel" has a check named "Name Given". Name it in kebab-case: "stars-known".',
    ],
    [
      'an index over a field that is not there',
      () => model('hotel', { name: text() }, (row) => [index(Reflect.get(row, 'nme') as never)]),
      'model-constraint-invalid',
      'Model "hotel" has an index over something that is not one of its columns. Its fields are id, name; of ' +
        'money name `amount` or `currency`.',
    ],
    [
      'a check of a field that is not there',
      () =>
        model('hotel', { name: text() }, (row) => {
          const { nme } = row as unknown as { nme: typeof row.name }
          return [check('named', nme.ne(''))]
        }),
      'model-constraint-invalid',
      'The constraints of model "hotel" use what it does not have (Cannot read properties of undefined ' +
        "(reading 'ne')). Its fields are id, name. Correct the name.",
    ],
    [
      'an index without columns',
      () => model('hotel', { name: text() }, () => [index()]),
      'model-constraint-invalid',
      'Model "hotel" has index() without columns. Name at least one.',
    ],
  ]
  for (const [name, make, code, message] of late) {
    it(`is refused when its metadata is first used: ${name}`, () => {
      const made = make()
      assert.throws(() => [made.fields, made.columns, made.constraints], {
        name: 'ModelError',
        code,
        message,
      })
    })
  }

  it('says so when a model is used before the models that it names are declared', () => {
    const Early = model('early', { later: () => many(Later, 'early') })
    assert.throws(() => Early.columns, {
      name: 'ModelError',
      code: 'model-unknown',
      message:
        'Field "later" of model "early" names a model that is not declared yet (Cannot access \'Later\' ' +
        'before initialization). Use models only after all of them are declared: move the query below ' +
        'them, or into a function.',
    })
    const Later = model('later', { early: reference(() => Early) })
    assert.deepEqual(names(Early), ['id'])
    assert.deepEqual(names(Later), ['id', 'early_id'])
  })

  it('does not take a field of another key kind for the automatic id', () => {
    const key = defineField<string, false, undefined, true>(
      { kind: 'text', jsonSchema: { type: 'string' } },
      { key: true },
    )
    assert.deepEqual(names(model('tag', { id: key })), ['id'])
  })
})

/** A column of another model, as a careless callback would use it. */
function columnOfCity(): never {
  let column: unknown
  model('probe', { name: text() }, () => [])
  City.where((city) => {
    column = city.name
    return city.name.ne('')
  })
  return column as never
}

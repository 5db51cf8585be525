import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { integer, json, many, model, money, reference, text } from '../db/index.ts'
import { compileResource, type ResourceDeclaration } from './compiled-resource.ts'

const City = model('city', { name: text({ max: 80 }), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text({ max: 80 }),
  city: reference(() => City),
  stars: integer(),
  price: money(),
  notes: json(),
  story: text(),
  limit: integer(),
})
const Night = model('night', {
  hotel: reference(() => Hotel, { key: true }),
  day: integer({ key: true }),
})

const all = ['id', 'name', 'city', 'stars', 'price', 'notes', 'story', 'limit']

describe('compileResource', () => {
  const refused: [name: string, declaration: ResourceDeclaration, message: string][] = [
    [
      'a field that the model does not have',
      { fields: ['id', 'title'] },
      'The resource of model "hotel" has "title" in fields, which can have id, name, city, stars, price, ' +
        'notes, story, limit. Correct the name, or remove it.',
    ],
    [
      'no field',
      { fields: [] },
      `The resource of model "hotel" lets nobody read a field. Name them: fields: ['id', …].`,
    ],
    [
      'a private key',
      { fields: ['name'] },
      'The resource of model "hotel" keeps its key "id" private, though addresses and cursors hold it. ' +
        'Add it to fields.',
    ],
    [
      'a filter by a private field',
      { fields: ['id', 'name'], filter: ['stars'] },
      'The resource of model "hotel" has "stars" in filter, which can have id, name. Correct the name, or remove it.',
    ],
    [
      'a filter by money',
      { fields: all, filter: ['price'] },
      'The resource of model "hotel" filters by "price", which is money. Filter by fields that are boolean, ' +
        'choice, uuid, integer, version, decimal, date, instant, text, email, url, slug or a reference.',
    ],
    [
      'a filter named as a parameter of lists',
      { fields: all, filter: ['limit'] },
      'The resource of model "hotel" filters by "limit", which every list has as a parameter of its own. ' +
        'Rename the field, or leave it out of filter. Taken are search, order, fields, expand, limit, cursor.',
    ],
    [
      'a search in numbers',
      { fields: all, search: ['stars'] },
      'The resource of model "hotel" searches in "stars", which is integer. Search in fields that are text, ' +
        'email, url, slug.',
    ],
    [
      'an order by JSON',
      { fields: all, order: ['notes'] },
      'The resource of model "hotel" orders by "notes", which is json. Order by fields with one value.',
    ],
    [
      'an order by texts without bound',
      { fields: all, order: ['story'] },
      'The resource of model "hotel" orders by "story", whose texts may be too long for a cursor. Give the ' +
        'field a max of at most 1000: text({ max: 120 }).',
    ],
    [
      'a relation that is none',
      { fields: all, expand: { name: ['id'] } },
      'The resource of model "hotel" has "name" in expand, which can have city. Correct the name, or remove it.',
    ],
    [
      'an unknown field of a relation',
      { fields: all, expand: { city: ['id', 'mayor'] } },
      'The resource of model "city" has "mayor" in fields, which can have id, name. Correct the name, or remove it.',
    ],
    [
      'a relation with too high a limit',
      {
        fields: all,
        expand: { city: { fields: ['id'], expand: { hotels: { fields: ['id'], limit: 5000 } } } },
      },
      'The resource of model "city" expands "hotels" with the limit 5000. Give 1 to 1000 rows for each parent, ' +
        "or 'all' where they are few by nature; more are pages of a resource of their own.",
    ],
    [
      'a default above the maximum',
      { fields: all, limit: { default: 50, max: 20 } },
      'The resource of model "hotel" has pages of 50 rows, 20 at most. Give 1 <= default <= max <= 1000: ' +
        'limit: { default: 20, max: 100 }.',
    ],
  ]
  for (const [name, declaration, message] of refused) {
    it(`refuses ${name}`, () => {
      const isUnknown = message.includes(', which can have ')
      const code = isUnknown ? 'resource-name-unknown' : 'resource-invalid'
      assert.throws(() => compileResource(Hotel, declaration), { code, message })
    })
  }

  it('refuses an option that it does not have', () => {
    const misspelled = { fields: ['id'], filters: ['id'] }
    assert.throws(() => compileResource(Hotel, misspelled), {
      code: 'resource-name-unknown',
      message: /has "filters" in its options, which can have names, fields, filter, search,/,
    })
  })

  it('refuses a model with a key of several fields', () => {
    assert.throws(() => compileResource(Night, { fields: ['hotel', 'day'] }), {
      code: 'resource-invalid',
      message:
        'The resource of model "night" has a key of 2 fields, and an address has room for one. ' +
        'Give the model a key of one field and make the others unique together.',
    })
  })

  it('has pages of its maximum where that is below the usual twenty', () => {
    const { limit } = compileResource(Hotel, { fields: ['id'], limit: { max: 5 } })
    assert.deepEqual(limit, { default: 5, max: 5 })
  })

  it('describes its parameters in JSON Schema', () => {
    const { listQuery } = compileResource(Hotel, { fields: ['id', 'stars'], order: ['stars'] })
    assert.deepEqual(listQuery.jsonSchema, {
      type: 'object',
      properties: {
        order: {
          type: ['array', 'null'],
          items: { type: 'string', enum: ['stars', '-stars'] },
          maxItems: 1,
        },
        fields: {
          type: ['array', 'null'],
          items: { type: 'string', enum: ['id', 'stars'] },
          maxItems: 2,
        },
        limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        cursor: { type: ['string', 'null'], format: 'text' },
      },
      required: [],
      additionalProperties: false,
    })
  })
})

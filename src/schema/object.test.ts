import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  boolean,
  choice,
  type Fields,
  instant,
  integer,
  json,
  list,
  now,
  object,
  text,
  version,
} from './index.ts'

const Guest = object({
  name: text({ min: 1, label: 'Full name' }),
  age: integer({ nullable: true }),
})
const Stay = object({
  nights: integer({ min: 1, max: 30, help: 'Without the day you leave' }),
  guests: list(Guest, { min: 1, max: 2 }),
  quiet: boolean({ default: false }),
})

describe('object', () => {
  it('gives a fresh object with absent members filled in, and leaves the input alone', () => {
    const input = Object.freeze({
      nights: 3,
      guests: Object.freeze([Object.freeze({ name: 'Ana' })]),
    })
    assert.deepEqual(Stay['~standard'].validate(input), {
      value: { nights: 3, guests: [{ name: 'Ana', age: null }], quiet: false },
    })
  })

  it('answers at once, as a Standard Schema of version 1', () => {
    assert.equal(Stay['~standard'].version, 1)
    assert.equal(Stay['~standard'].vendor, 'portico')
    assert.deepEqual(Object.keys(Stay['~standard'].validate(null)), ['issues'])
  })

  it('says where, in names and list positions, and what people can do about it', () => {
    const input = { nights: 31, guests: [{ name: 'Ana' }, { name: '', age: '5' }], quiet: null }
    assert.deepEqual(Stay['~standard'].validate(input).issues, [
      { message: 'must be at most 30', path: ['nights'] },
      { message: 'must not be empty', path: ['guests', 1, 'name'] },
      { message: 'must be a whole number', path: ['guests', 1, 'age'] },
      { message: 'must not be null', path: ['quiet'] },
    ])
  })

  it('treats undefined as absent and null as a value', () => {
    const schema = object({ a: text({ default: 'x' }), b: text({ nullable: true, default: 'y' }) })
    const { validate } = schema['~standard']
    assert.deepEqual(validate({ a: undefined }), { value: { a: 'x', b: 'y' } })
    assert.deepEqual(validate({ b: null }), { value: { a: 'x', b: null } })
    assert.deepEqual(validate({ a: null }).issues, [{ message: 'must not be null', path: ['a'] }])
  })

  const notObjects: [name: string, value: unknown][] = [
    ['null', null],
    ['text', '{}'],
    ['nothing', undefined],
  ]
  for (const [name, value] of notObjects) {
    it(`refuses ${name} in place of an object`, () => {
      const message = value === null ? 'must not be null' : 'must be an object with named members'
      assert.deepEqual(Stay['~standard'].validate(value), { issues: [{ message, path: [] }] })
    })
  }

  it('refuses a list in place of an object', () => {
    assert.deepEqual(Stay['~standard'].validate([]), {
      issues: [{ message: 'must be a single value, not a list', path: [] }],
    })
  })

  it('refuses unknown members and names the known ones', () => {
    const input = { nights: 1, guests: [{ name: 'Ana', 'a/b~c': 1 }], 'night s': 2 }
    assert.deepEqual(Stay['~standard'].validate(input).issues, [
      { message: 'is not known here; known are nights, guests, quiet', path: ['night s'] },
      { message: 'is not known here; known are name, age', path: ['guests', 0, 'a/b~c'] },
    ])
  })

  it('repeats no more than 32 characters of an unknown name', () => {
    const { issues } = object({})['~standard'].validate({ ['x'.repeat(1000)]: 1 })
    assert.deepEqual(issues, [
      { message: 'is not known here; known are (none)', path: [`${'x'.repeat(32)}…`] },
    ])
  })

  it('may be null, or absent with a default, inside another', () => {
    const schema = object({
      a: object({ n: integer() }, { nullable: true }),
      b: object({ n: integer() }, { default: { n: 1 } }),
    })
    assert.deepEqual(schema['~standard'].validate({}), { value: { a: null, b: { n: 1 } } })
    assert.deepEqual(schema['~standard'].validate({ a: {} }).issues, [
      { message: 'is required', path: ['a', 'n'] },
    ])
  })

  it('makes defaults anew each time', () => {
    let made = 0
    const schema = object({
      tags: json({ schema: list(text()), default: [] }),
      count: integer({ default: () => ++made }),
    })
    const first = schema['~standard'].validate({})
    const second = schema['~standard'].validate({})
    assert.ok(first.issues === undefined && second.issues === undefined)
    assert.deepEqual([first.value.count, second.value.count], [1, 2])
    assert.notEqual(first.value.tags, second.value.tags)
  })

  it('checks what a default function makes', () => {
    const schema = object({ n: integer({ max: 1, default: () => 2 }) })
    assert.deepEqual(schema['~standard'].validate({}).issues, [
      { message: 'must be at most 1', path: ['n'] },
    ])
  })

  it('fails at its first use when a default breaks the rules of its own field', () => {
    const schema = object({ stay: object({ nights: integer({ min: 1, default: 0 }) }) })
    assert.throws(() => schema['~standard'].validate({}), {
      code: 'field-default-invalid',
      message:
        'The integer field "nights" has the default 0, which must be at least 1. Correct the ' +
        'default, or the rule.',
    })
  })

  it('is described in JSON Schema as it validates', () => {
    assert.deepEqual(Stay.jsonSchema, {
      type: 'object',
      properties: {
        nights: {
          type: 'integer',
          minimum: 1,
          maximum: 30,
          description: 'Without the day you leave',
        },
        guests: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              name: { type: 'string', format: 'text', minLength: 1, title: 'Full name' },
              age: {
                type: ['integer', 'null'],
                minimum: Number.MIN_SAFE_INTEGER,
                maximum: Number.MAX_SAFE_INTEGER,
              },
            },
            required: ['name'],
            additionalProperties: false,
          },
          minItems: 1,
          maxItems: 2,
        },
        quiet: { type: 'boolean', default: false },
      },
      required: ['nights', 'guests'],
      additionalProperties: false,
    })
    const more = object({
      state: choice(['a', 'b'], { nullable: true }),
      version: version(),
      at: instant({ default: now }),
    })
    assert.deepEqual(more.jsonSchema.properties, {
      state: { type: ['string', 'null'], enum: ['a', 'b', null] },
      version: { type: 'integer', minimum: 1, maximum: 2 ** 53 - 1, default: 1, readOnly: true },
      at: { type: 'string', format: 'date-time' },
    })
  })
})

describe('object with the names of Object.prototype', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']
  const fields = Object.fromEntries(names.map((name) => [name, integer()])) satisfies Fields
  const { validate } = object(fields)['~standard']

  it('does not take an inherited member for one that was sent', () => {
    assert.deepEqual(
      validate({}).issues,
      names.map((name) => ({ message: 'is required', path: [name] })),
    )
  })

  it('accepts them as members', () => {
    const input = Object.fromEntries(names.map((name, i) => [name, i]))
    assert.deepEqual(validate(input), { value: input })
    assert.deepEqual(validate(Object.assign(Object.create(null), input)), { value: input })
  })

  it('refuses them where no field has the name, and __proto__ always', () => {
    const input: unknown = JSON.parse('{"constructor":1,"__proto__":{"admin":true}}')
    const result = object({ admin: boolean({ default: false }) })['~standard'].validate(input)
    assert.deepEqual(result.issues, [
      { message: 'is not known here; known are admin', path: ['constructor'] },
      { message: 'is not known here; known are admin', path: ['__proto__'] },
    ])
    assert.equal(Object.hasOwn(Object.prototype, 'admin'), false)
  })

  it('takes no member from a prototype', () => {
    const result = object({ admin: boolean({ default: false }) })['~standard'].validate(
      Object.create({ admin: true }),
    )
    assert.deepEqual(result, { value: { admin: false } })
  })

  it('fails at once for a field __proto__', () => {
    assert.throws(() => object({ ['__proto__']: integer() }), {
      code: 'field-name-invalid',
      message:
        'An object has a field "__proto__". JavaScript takes that for the prototype. Rename it.',
    })
  })
})

describe('list', () => {
  it('is a schema of its own', () => {
    const schema = list(instant(), { min: 1, max: 2 })
    assert.deepEqual(schema['~standard'].validate(['2026-11-23T18:30:00+01:00']), {
      value: ['2026-11-23T17:30:00.000Z'],
    })
    assert.deepEqual(schema['~standard'].validate([]).issues, [
      { message: 'must have at least 1 item', path: [] },
    ])
    assert.deepEqual(schema['~standard'].validate([1, 2, 3]).issues, [
      { message: 'must have at most 2 items', path: [] },
    ])
    assert.deepEqual(schema['~standard'].validate({}).issues, [
      { message: 'must be a list', path: [] },
    ])
  })

  it('copies, so that who changes the result does not change the input', () => {
    const input = [1, 2]
    const result = list(integer())['~standard'].validate(input)
    assert.ok(result.issues === undefined)
    result.value.push(3)
    assert.deepEqual(input, [1, 2])
  })

  it('has at most 1000 items unless told otherwise', () => {
    const tooMany = Array.from({ length: 1001 }, () => 1)
    assert.deepEqual(list(integer())['~standard'].validate(tooMany).issues, [
      { message: 'must have at most 1000 items', path: [] },
    ])
    assert.deepEqual(list(integer(), { max: 1001 })['~standard'].validate(tooMany), {
      value: tooMany,
    })
  })
})

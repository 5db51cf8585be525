import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boolean, choice, integer, list, money, object, text } from './index.ts'

const Search = object({
  place: text({ min: 1 }),
  adults: integer({ min: 1, default: 2 }),
  stars: list(integer({ min: 1, max: 5 })),
  children: list(integer({ min: 0 }), { separator: ',' }),
  sort: choice(['total', 'name'], { nullable: true }),
  refundable: boolean({ default: false }),
})

describe('fromText', () => {
  it('reads a query by the same rules as JSON', () => {
    const query = { place: 'paris', stars: ['3', '4'], children: '5,9', refundable: 'on' }
    assert.deepEqual(Search.fromText['~standard'].validate(query), {
      value: {
        place: 'paris',
        adults: 2,
        stars: [3, 4],
        children: [5, 9],
        sort: null,
        refundable: true,
      },
    })
    const { issues } = Search.fromText['~standard'].validate({
      adults: '0',
      stars: ['3', 'x', '6'],
      children: '5,,9',
      page: '2',
    })
    assert.deepEqual(issues, [
      { message: 'is required', path: ['place'] },
      {
        message: 'is not known here; known are place, adults, stars, children, sort, refundable',
        path: ['page'],
      },
      { message: 'must be at least 1', path: ['adults'] },
      { message: 'must be a whole number', path: ['stars', 1] },
      { message: 'must be at most 5', path: ['stars', 2] },
      { message: 'must be a whole number', path: ['children', 1] },
    ])
  })

  it('takes empty text for absent: default, null or "is required"', () => {
    const form = { place: '', adults: '', stars: '', children: '', sort: '', refundable: '' }
    assert.deepEqual(Search.fromText['~standard'].validate(form), {
      issues: [{ message: 'is required', path: ['place'] }],
    })
    assert.deepEqual(Search.fromText['~standard'].validate({ ...form, place: 'x' }), {
      value: { place: 'x', adults: 2, stars: [], children: [], sort: null, refundable: false },
    })
  })

  it('takes empty text for text only where that is required and may be empty', () => {
    const schema = object({ q: text(), note: text({ nullable: true }) })
    assert.deepEqual(schema.fromText['~standard'].validate({ q: '', note: '' }), {
      value: { q: '', note: null },
    })
  })

  it('reads one text as a list of one, and nothing as the empty list', () => {
    const schema = object({ tags: list(text(), { min: 1 }) })
    assert.deepEqual(schema.fromText['~standard'].validate({ tags: 'a,b' }), {
      value: { tags: ['a,b'] },
    })
    assert.deepEqual(schema.fromText['~standard'].validate({}).issues, [
      { message: 'must have at least 1 item', path: ['tags'] },
    ])
  })

  it('refuses a name that repeats where one value is meant', () => {
    assert.deepEqual(
      Search.fromText['~standard'].validate({ place: ['a', 'b'], adults: ['1', '2'] }).issues,
      [
        { message: 'must be a single value, not a list', path: ['place'] },
        { message: 'must be a single value, not a list', path: ['adults'] },
      ],
    )
  })

  it('prefers a field whose name has a dot to the member of another', () => {
    const schema = object({ price: money({ nullable: true }), 'price.gte': integer() })
    assert.deepEqual(schema.fromText['~standard'].validate({ 'price.gte': '3' }), {
      value: { price: null, 'price.gte': 3 },
    })
  })

  it('is not fooled by names of Object.prototype', () => {
    const schema = object({ constructor: integer() })
    assert.deepEqual(schema.fromText['~standard'].validate({}).issues, [
      { message: 'is required', path: ['constructor'] },
    ])
    const hostile: unknown = JSON.parse('{"constructor":"1","__proto__":"x"}')
    assert.deepEqual(schema.fromText['~standard'].validate(hostile).issues, [
      { message: 'is not known here; known are constructor', path: ['__proto__'] },
    ])
  })

  it('leaves values alone that are not text, for the rules to refuse', () => {
    const schema = object({ n: integer(), f: text(), l: list(text()) })
    assert.deepEqual(
      schema.fromText['~standard'].validate({ n: null, f: new Blob([]), l: { a: 1 } }).issues,
      [
        { message: 'must not be null', path: ['n'] },
        { message: 'must be text', path: ['f'] },
        { message: 'must be a list', path: ['l'] },
      ],
    )
    assert.equal(schema.fromText['~standard'].validate('a=b').issues?.length, 1)
  })
})

describe('fromText of nested objects', () => {
  const Booking = object({
    guest: object({ name: text({ min: 1 }), age: integer({ nullable: true }) }),
    billing: object({ street: text({ min: 1 }), no: integer() }, { nullable: true }),
    rooms: list(object({ type: integer(), beds: list(text()) }), { max: 3 }),
    deposit: money({ currency: 'EUR', nullable: true }),
  })

  it('reads dotted names, and numbers for places in a list', () => {
    const form = {
      'guest.name': 'Ana',
      'guest.age': '41',
      'billing.street': '',
      'billing.no': '',
      'rooms.10.type': '3',
      'rooms.2.type': '4',
      'rooms.2.beds': ['a', 'b'],
      'deposit.amount': '500',
      'deposit.currency': 'EUR',
    }
    assert.deepEqual(Booking.fromText['~standard'].validate(form), {
      value: {
        guest: { name: 'Ana', age: 41 },
        billing: null,
        rooms: [
          { type: 4, beds: ['a', 'b'] },
          { type: 3, beds: [] },
        ],
        deposit: { amount: 500, currency: 'EUR' },
      },
    })
  })

  it('says what is missing and what is not known inside', () => {
    const form = {
      'guest.name': '',
      'guest.size': 'L',
      'guest.__proto__': 'x',
      'billing.street': 'Rua',
      'rooms.first.type': '1',
      roomsize: '1',
    }
    assert.deepEqual(Booking.fromText['~standard'].validate(form).issues, [
      {
        message: 'is not known here; known are guest, billing, rooms, deposit',
        path: ['roomsize'],
      },
      { message: 'is required', path: ['guest', 'name'] },
      { message: 'is not known here; known are name, age', path: ['guest', 'size'] },
      { message: 'is not known here; known are name, age', path: ['guest', '__proto__'] },
      { message: 'is required', path: ['billing', 'no'] },
      { message: 'must be a list', path: ['rooms'] },
    ])
  })

  it('knows one spelling of a place in a list', () => {
    const form = { 'guest.name': 'Ana', 'rooms.1.type': '1', 'rooms.01.type': '2' }
    assert.deepEqual(Booking.fromText['~standard'].validate(form).issues, [
      { message: 'must be a list', path: ['rooms'] },
    ])
  })

  it('requires an object of which nothing was given', () => {
    assert.deepEqual(Booking.fromText['~standard'].validate({}).issues, [
      { message: 'is required', path: ['guest'] },
    ])
  })

  it('reads one text for the whole where the kind has one', () => {
    const form = { 'guest.name': 'Ana', deposit: '500.5' }
    const result = Booking.fromText['~standard'].validate(form)
    assert.ok(result.issues === undefined)
    assert.deepEqual(result.value.deposit, { amount: 50050, currency: 'EUR' })
  })
})

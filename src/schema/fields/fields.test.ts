/** What each field accepts and refuses, as a JSON value and as text of a query or a form. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  boolean,
  choice,
  date,
  decimal,
  email,
  type Field,
  instant,
  integer,
  json,
  list,
  localDate,
  money,
  object,
  slug,
  text,
  url,
  uuid,
  uuidV7,
  version,
} from '../index.ts'

interface Rules {
  readonly field: Field
  /** Input and the value it becomes; one item alone stays what it is. */
  readonly accepts: readonly (readonly [unknown, unknown?])[]
  readonly refuses: readonly (readonly [unknown, string])[]
  readonly acceptsText?: readonly (readonly [unknown, unknown])[]
  readonly refusesText?: readonly (readonly [unknown, string])[]
}

const NO_EMAIL = 'must be an e-mail address such as name@example.org'
const NO_URL = 'must be a full web address such as https://example.org'
const NO_UUID = 'must be a UUID such as 0198b6c1-7c7e-7000-8000-5d9c1e2f3a4b'
const NO_DATE = 'must be a date of the calendar as YYYY-MM-DD, such as 2026-02-28'
const NO_INSTANT = 'must be a date and time with offset, such as 2026-11-23T17:30:00Z'
const NO_SLUG = 'must be small letters, digits and single hyphens, such as hotel-du-lac'
const NO_DECIMAL = 'must be a decimal number written as text, with no more digits than 999.99'
const NO_MONEY = 'must be an object such as {"amount":34900,"currency":"EUR"}'
const label63 = 'a'.repeat(63)
const ID = '0198b6c1-7c7e-7000-8000-5d9c1e2f3a4b'

const kinds: Record<string, Rules> = {
  text: {
    field: text({ max: 5 }),
    accepts: [[''], ['abc'], ['  a  '], ['😀😀😀😀😀']],
    refuses: [
      ['abcdef', 'must have at most 5 characters'],
      ['a\0b', 'must be well-formed text without U+0000'],
      ['a\ud800', 'must be well-formed text without U+0000'],
      [3, 'must be text'],
      [null, 'must not be null'],
      [['a'], 'must be a single value, not a list'],
    ],
    acceptsText: [
      ['', ''],
      ['3', '3'],
      [['a'], 'a'],
    ],
    refusesText: [[['a', 'b'], 'must be a single value, not a list']],
  },
  'text with a minimum': {
    field: text({ min: 1, trim: true }),
    accepts: [[' a ', 'a']],
    refuses: [
      ['', 'must not be empty'],
      [' \n', 'must not be empty'],
    ],
    refusesText: [['  ', 'is required']],
  },
  'text with a pattern': {
    field: text({ min: 2, pattern: /[A-Z]\d|é+/u }),
    accepts: [['A1'], ['éé']],
    refuses: [
      ['A', 'must have at least 2 characters'],
      ['A1x', 'must match the pattern ^(?:[A-Z]\\d|é+)$'],
    ],
  },
  integer: {
    field: integer({ min: -5, max: 9 }),
    accepts: [[3], [-5], [9], [0]],
    refuses: [
      [-6, 'must be at least -5'],
      [10, 'must be at most 9'],
      [1.5, 'must be a whole number'],
      ['3', 'must be a whole number'],
      [NaN, 'must be a whole number'],
      [true, 'must be a whole number'],
    ],
    acceptsText: [
      ['3', 3],
      ['-05', -5],
      ['-0', 0],
    ],
    refusesText: [
      ['', 'is required'],
      ['3.0', 'must be a whole number'],
      ['1e1', 'must be a whole number'],
      [' 3', 'must be a whole number'],
      ['0x3', 'must be a whole number'],
      ['9'.repeat(400), 'must be a whole number'],
    ],
  },
  'integer without bounds': {
    field: integer(),
    accepts: [[Number.MAX_SAFE_INTEGER], [Number.MIN_SAFE_INTEGER]],
    refuses: [[2 ** 53, 'must be at most 9007199254740991']],
    refusesText: [['9007199254740993', 'must be at most 9007199254740991']],
  },
  decimal: {
    field: decimal({ precision: 5, scale: 2 }),
    accepts: [
      ['12.50'],
      ['1', '1.00'],
      ['-007.5', '-7.50'],
      ['-0', '0.00'],
      ['999.99'],
      ['1.5000', '1.50'],
    ],
    refuses: [
      ['1000', NO_DECIMAL],
      ['1.005', NO_DECIMAL],
      ['1,5', NO_DECIMAL],
      [1.5, NO_DECIMAL],
    ],
    acceptsText: [['1.5', '1.50']],
  },
  'decimal without whole digits': {
    field: decimal({ precision: 2, scale: 2 }),
    accepts: [['0.25']],
    refuses: [['1.00', 'must be a decimal number written as text, with no more digits than 0.99']],
  },
  'decimal without fraction': {
    field: decimal({ precision: 3, scale: 0 }),
    accepts: [['120'], ['1.0', '1']],
    refuses: [['1.5', 'must be a decimal number written as text, with no more digits than 999']],
  },
  boolean: {
    field: boolean(),
    accepts: [[true], [false]],
    refuses: [
      [1, 'must be true or false'],
      ['true', 'must be true or false'],
    ],
    acceptsText: [
      ['true', true],
      ['on', true],
      ['1', true],
      ['false', false],
      ['off', false],
      ['0', false],
      [['false', 'on'], true], // a hidden input and its ticked box
    ],
    refusesText: [
      ['yes', 'must be true or false'],
      ['', 'is required'],
    ],
  },
  date: {
    field: date(),
    accepts: [['2024-02-29']],
    refuses: [
      ['2023-02-29', NO_DATE],
      [0, NO_DATE],
      [new Date(0), NO_DATE],
    ],
  },
  instant: {
    field: instant(),
    accepts: [['2026-11-23T18:30:00+01:00', '2026-11-23T17:30:00.000Z']],
    refuses: [
      ['2026-11-23T18:30', NO_INSTANT],
      ['2026-02-30T18:30:00Z', NO_INSTANT],
      [0, NO_INSTANT],
    ],
  },
  uuid: {
    field: uuid(),
    accepts: [[ID], [ID.toUpperCase(), ID]],
    refuses: [
      [ID.replaceAll('-', ''), NO_UUID],
      [`{${ID}}`, NO_UUID],
      [`${ID}\n`, NO_UUID],
      [ID.replace('b', 'g'), NO_UUID],
    ],
  },
  email: {
    field: email(),
    accepts: [
      ['a@b.c'],
      ["o'neil+tag@sub.example.org"],
      [`${'l'.repeat(64)}@example.org`],
      [`a@${label63}.org`],
    ],
    refuses: [
      ['a@localhost', NO_EMAIL],
      ['a.example.org', NO_EMAIL],
      ['@example.org', NO_EMAIL],
      ['a@b@example.org', NO_EMAIL],
      ['.a@example.org', NO_EMAIL],
      ['a..b@example.org', NO_EMAIL],
      ['a@-example.org', NO_EMAIL],
      ['a@example..org', NO_EMAIL],
      ['a@example.org.', NO_EMAIL],
      ['a b@example.org', NO_EMAIL],
      ['"a b"@example.org', NO_EMAIL],
      ['a@exämple.org', NO_EMAIL],
      ['a@example.org\nBcc: x@example.org', NO_EMAIL],
      [`${'l'.repeat(65)}@example.org`, NO_EMAIL],
      [`a@${label63}a.org`, NO_EMAIL],
      [`a@${'b.'.repeat(130)}org`, 'must have at most 254 characters'],
    ],
  },
  url: {
    field: url(),
    accepts: [['https://example.org'], ['http://[::1]:8000/a?b=c#d'], ['https://müller.example/ü']],
    refuses: [
      ['javascript:alert(1)', NO_URL],
      ['data:text/html,x', NO_URL],
      ['//example.org', NO_URL],
      ['http:example.org', NO_URL],
      ['http://', NO_URL],
      ['https://exa mple.org', NO_URL],
      ['https://example.org/\n', NO_URL],
      ['https:\\\\example.org', NO_URL],
      [' https://example.org', NO_URL],
      ['ftp://example.org', NO_URL],
      [`https://example.org/${'a'.repeat(2048)}`, 'must have at most 2048 characters'],
    ],
  },
  'url with other schemes': {
    field: url({ schemes: ['mailto', 'ftp'] }),
    accepts: [['mailto:a@example.org'], ['ftp://example.org/']],
    refuses: [
      ['https://example.org', 'must be a full web address such as mailto:example.org'],
      ['mailtox:a', 'must be a full web address such as mailto:example.org'],
    ],
  },
  slug: {
    field: slug({ max: 12 }),
    accepts: [['hotel-du-lac'], ['a'], ['2-b']],
    refuses: [
      ['hotel-du-lac2', 'must have at most 12 characters'],
      ['Hotel', NO_SLUG],
      ['a--b', NO_SLUG],
      ['-a', NO_SLUG],
      ['a-', NO_SLUG],
      ['a_b', NO_SLUG],
    ],
  },
  choice: {
    field: choice(['draft', 'published']),
    accepts: [['draft']],
    refuses: [
      ['gone', 'must be one of draft, published'],
      ['toString', 'must be one of draft, published'],
      [0, 'must be text'],
    ],
  },
  'nullable choice': {
    field: choice(['draft', 'published'], { nullable: true }),
    accepts: [[null], ['draft']],
    refuses: [['gone', 'must be one of draft, published']],
    acceptsText: [['', null]],
  },
  json: {
    field: json(),
    accepts: [[{ a: [1, null] }], [[]], [''], [0], [false]],
    refuses: [[null, 'must not be null']],
    acceptsText: [
      ['{"a":1}', { a: 1 }],
      ['"a"', 'a'],
    ],
    refusesText: [
      ['{a', 'must be JSON'],
      ['{"__proto__":1}', 'must be JSON'],
      ['null', 'must not be null'],
    ],
  },
  'json with a schema': {
    field: json({ schema: object({ at: instant(), n: integer({ default: 1 }) }) }),
    accepts: [[{ at: '2026-11-23T18:30:00+01:00' }, { at: '2026-11-23T17:30:00.000Z', n: 1 }]],
    refuses: [['x', 'must be an object with named members']],
    acceptsText: [['{"at":"2026-11-23T17:30:00Z"}', { at: '2026-11-23T17:30:00.000Z', n: 1 }]],
    refusesText: [['{', 'must be an object with named members']],
  },
  'json with a list': {
    field: json({ schema: list(integer()) }),
    accepts: [[[1, 2]]],
    refuses: [[{}, 'must be a list']],
    acceptsText: [
      ['[1,2]', [1, 2]],
      [
        ['1', '2'],
        [1, 2],
      ],
    ],
    refusesText: [['[', 'must be a list']],
  },
  money: {
    field: money(),
    accepts: [[{ amount: -34900, currency: 'EUR' }]],
    refuses: [['349 EUR', NO_MONEY]],
    acceptsText: [
      ['349.5 EUR', { amount: 34950, currency: 'EUR' }],
      ['1200 JPY', { amount: 1200, currency: 'JPY' }],
    ],
    refusesText: [
      ['349', NO_MONEY],
      ['349 EUR EUR', NO_MONEY],
      ['1.5 JPY', NO_MONEY],
    ],
  },
  'money of one currency': {
    field: money({ currency: 'KWD', min: 0, max: 5000 }),
    accepts: [[{ amount: 0, currency: 'KWD' }]],
    refuses: [],
    acceptsText: [
      ['1.005', { amount: 1005, currency: 'KWD' }],
      ['1 KWD', { amount: 1000, currency: 'KWD' }],
    ],
  },
  version: { field: version(), accepts: [[1]], refuses: [[0, 'must be at least 1']] },
}

for (const [name, rules] of Object.entries(kinds)) {
  const schema = object({ it: rules.field })
  const read = (value: unknown): unknown => schema['~standard'].validate({ it: value })
  const readText = (value: unknown): unknown => schema.fromText['~standard'].validate({ it: value })
  const refusal = (message: string): unknown => ({ issues: [{ message, path: ['it'] }] })

  describe(name, () => {
    for (const [given, expected = given] of rules.accepts) {
      it(`accepts ${show(given)}`, () => {
        assert.deepEqual(read(given), { value: { it: expected } })
      })
    }
    for (const [given, message] of rules.refuses) {
      it(`refuses ${show(given)}`, () => assert.deepEqual(read(given), refusal(message)))
    }
    for (const [given, expected] of rules.acceptsText ?? []) {
      it(`reads the text ${show(given)}`, () => {
        assert.deepEqual(readText(given), { value: { it: expected } })
      })
    }
    for (const [given, message] of rules.refusesText ?? []) {
      it(`refuses the text ${show(given)}`, () => {
        assert.deepEqual(readText(given), refusal(message))
      })
    }
  })
}

describe('money', () => {
  it('is refused member by member', () => {
    const schema = object({ price: money({ currency: 'KWD', min: 0, max: 5000 }), any: money() })
    const prices = { price: { amount: -1, currency: 'EUR' }, any: { amount: 0.5, currency: 'ecu' } }
    assert.deepEqual(schema['~standard'].validate(prices).issues, [
      { message: 'must be at least 0', path: ['price', 'amount'] },
      { message: 'must be KWD', path: ['price', 'currency'] },
      { message: 'must be a whole number', path: ['any', 'amount'] },
      { message: 'must be an ISO 4217 currency code such as EUR', path: ['any', 'currency'] },
    ])
  })
})

describe('uuid', () => {
  it('generates what it accepts, of the version that was asked for', () => {
    const schema = object({ four: uuid({ generate: 'v4' }), seven: uuid({ generate: 'v7' }) })
    const first = schema['~standard'].validate({})
    assert.ok(first.issues === undefined)
    assert.match(first.value.four, /^.{14}4.{4}[89ab]/)
    assert.match(first.value.seven, /^.{14}7.{4}[89ab]/)
    assert.notDeepEqual(schema['~standard'].validate({}), first)
  })
})

describe('uuidV7', () => {
  it('begins with the time, and each is greater than the one before, also within a millisecond', () => {
    const before = Date.now()
    const made = Array.from({ length: 10_000 }, uuidV7)
    assert.deepEqual(made.toSorted(), made)
    assert.equal(new Set(made).size, 10_000)
    const time = Number.parseInt((made[0] ?? '').replace('-', '').slice(0, 12), 16)
    // More than 4096 in a millisecond borrow from the next ones.
    assert.ok(time >= before && time <= Date.now() + 3)
  })

  it('goes on when the clock goes back or stands still', (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 60_000 })
    const first = uuidV7()
    context.mock.timers.setTime(Date.now() - 30_000)
    const made = [first, ...Array.from({ length: 5000 }, uuidV7)]
    assert.deepEqual(made.toSorted(), made)
  })
})

describe('a field that is declared wrongly', () => {
  const cases: [name: string, declare: () => unknown, code: string, message: string][] = [
    [
      'an unknown option',
      // A program without types.
      () => text({ maximum: 3 } as object),
      'field-option-unknown',
      'text() has no option "maximum". Besides its own rules it has nullable, default, key, ' +
        'unique, label, help. Correct the spelling.',
    ],
    [
      'a key that may be null',
      () => integer({ key: true, nullable: true }),
      'field-option-invalid',
      'integer() has key: true and nullable: true. A row without its key cannot be found ' +
        'again. Remove one of the two.',
    ],
    [
      'bounds that nothing fits',
      () => integer({ min: 5, max: 3 }),
      'field-option-invalid',
      'integer() has min 5 and max 3. Both must be whole numbers from -9007199254740991 up, ' +
        'and min must not be above max. Correct one of them.',
    ],
    [
      'a length below 0',
      () => text({ min: -1, max: 3 }),
      'field-option-invalid',
      'text() has min -1 and max 3. Both must be whole numbers from 0 up, and min must not ' +
        'be above max. Correct one of them.',
    ],
    [
      'a pattern with a flag',
      () => text({ pattern: /a/i }),
      'field-option-invalid',
      'The pattern /a/i of text() cannot be written in JSON Schema. Leave out flags, and ' +
        'escape only what the flag u allows to be escaped.',
    ],
    [
      'a pattern that the flag u forbids',
      () => text({ pattern: new RegExp('\\-') }),
      'field-option-invalid',
      'The pattern /\\-/ of text() cannot be written in JSON Schema. Leave out flags, and ' +
        'escape only what the flag u allows to be escaped.',
    ],
    [
      'digits that there cannot be',
      () => decimal({ precision: 2, scale: 3 }),
      'field-option-invalid',
      'decimal() has precision 2 and scale 3. Precision counts all digits, 1 to 38; scale ' +
        'those of them after the point. Use decimal({ precision: 10, scale: 2 }).',
    ],
    [
      'a choice of nothing',
      () => choice([]),
      'field-option-invalid',
      'choice() has the choices (none). Give at least one, and each once: ' +
        "choice(['draft', 'published']).",
    ],
    [
      'a choice twice',
      () => choice(['a', 'a']),
      'field-option-invalid',
      'choice() has the choices a, a. Give at least one, and each once: ' +
        "choice(['draft', 'published']).",
    ],
    [
      'a scheme with colon',
      () => url({ schemes: ['https:'] }),
      'field-option-invalid',
      'url() has the scheme "https:". Write schemes in small letters and without colon, ' +
        "such as schemes: ['https', 'mailto'].",
    ],
    [
      'a currency that is none',
      () => money({ currency: 'ECU' }),
      'currency-unknown',
      '"ECU" is not a currency of ISO 4217. Use a code of three capitals, such as EUR, JPY or KWD.',
    ],
  ]
  for (const [name, declare, code, message] of cases) {
    it(`fails at once with ${name}`, () => assert.throws(declare, { code, message }))
  }
})

describe('a field', () => {
  it('is plain data that says what was declared', () => {
    const { normalize, readText, ...day } = date({ unique: true, label: 'Day', help: 'Of arrival' })
    assert.deepEqual({ normalize, readText }, { normalize: undefined, readText: undefined })
    assert.deepEqual(day, {
      kind: 'date',
      jsonSchema: { type: 'string', format: 'date' },
      nullable: false,
      optional: false,
      key: false,
      unique: true,
      readOnly: false,
      default: undefined,
      label: 'Day',
      help: 'Of arrival',
    })
    assert.equal(version().readOnly, true)
    assert.equal(date({ default: localDate('2026-01-01') }).optional, true)
    assert.deepEqual(choice(['a', 'b']).choices, ['a', 'b'])
  })
})

/** A value for the name of a test. */
function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 48)
}

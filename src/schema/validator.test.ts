import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { z } from 'zod'
import { PorticoError, type StandardSchema } from '../internal/index.ts'
import {
  choice,
  date,
  decimal,
  email,
  instant,
  integer,
  json,
  list,
  money,
  object,
  slug,
  text,
  url,
  uuid,
  version,
} from './index.ts'

const Everything = object({
  text: text({ min: 1, max: 10, pattern: /a+/, trim: true }),
  integer: integer({ nullable: true }),
  decimal: decimal({ precision: 4, scale: 2, nullable: true }),
  date: date({ nullable: true }),
  instant: instant({ nullable: true }),
  json: json({ nullable: true }),
  uuid: uuid({ nullable: true }),
  email: email({ nullable: true }),
  url: url({ nullable: true }),
  slug: slug({ nullable: true }),
  choice: choice(['a', 'b'], { default: 'a', help: 'One of two' }),
  money: money({ nullable: true }),
  list: list(object({ name: text() }), { max: 3, default: [] }),
  version: version(),
})

describe('jsonSchema', () => {
  it('holds against the metaschema of 2020-12, with no keyword that is unknown or misplaced', () => {
    const require = createRequire(import.meta.url)
    // Ajv is CommonJS; this is its own type for what the module exports.
    const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false })
    assert.equal(ajv.validateSchema(Everything.jsonSchema), true)
    const check = ajv.compile(Everything.jsonSchema)
    assert.equal(check({ text: 'aa', money: { amount: 1, currency: 'EUR' } }), true)
    assert.equal(check({ text: 'aa', surprise: 1 }), false)
  })
})

describe('validate', () => {
  const { validate } = Everything['~standard']

  it('never throws, never changes its input, and accepts what it gave', () => {
    const value = fc.record(
      Object.fromEntries(
        Object.keys(Everything.fields).map((name) => [
          name,
          fc.oneof(fc.jsonValue(), fc.constantFrom('aaa', 'a-b', '2026-01-01', 1, null)),
        ]),
      ),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(value, (input) => {
        const before = JSON.stringify(input)
        const result = validate(input)
        assert.equal(JSON.stringify(input), before)
        if (result.issues === undefined) assert.deepEqual(validate(result.value), result)
        else assert.ok(result.issues.length > 0 && result.issues.length <= 20)
      }),
      { numRuns: 300 },
    )
  })

  it('reports at most 20 issues', () => {
    const input = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`unknown${i}`, i]))
    assert.equal(validate(input).issues?.length, 20)
  })

  it('reports only the first issue of a value with more than 10,000 parts', () => {
    const numbers = object({ all: list(integer({ max: 1 }), { max: 20_000 }) })
    const all = (length: number): unknown => ({ all: Array.from({ length }, () => 2) })
    assert.equal(numbers['~standard'].validate(all(9_000)).issues?.length, 20)
    assert.deepEqual(numbers['~standard'].validate(all(11_000)).issues, [
      { message: 'must be at most 1', path: ['all', 0] },
    ])
  })

  it('hands out what it checked, however the input changes', () => {
    let reads = 0
    const shifty = {
      get text() {
        return ++reads === 1 ? 'aa' : 'DROP TABLE'
      },
    }
    const result = validate(shifty)
    assert.ok(result.issues === undefined)
    assert.equal(result.value.text, 'aa')
  })
})

describe('100 kB of one hostile text', () => {
  const hostile: [name: string, part: string, end: string][] = [
    ['letters', 'a', '!'],
    ['dots', 'a.', '@'],
    ['at signs', '@', ''],
    ['hyphens', 'a-', '!'],
    ['digits', '1', '.'],
    ['zeros after the point', '0.0', 'x'],
    ['white space', ' \t', 'x'],
    ['slashes', 'https://', ''],
    ['surrogates', '\ud83d', ''],
  ]
  Everything['~standard'].validate({ text: '' }) // compiles, which is not what is measured
  for (const [name, part, end] of hostile) {
    it(`is refused within 50 ms of CPU by each field: ${name}`, () => {
      const given = part.repeat(100_000 / part.length) + end
      for (const field of Object.keys(Everything.fields)) {
        if (field === 'json') continue
        for (const schema of [Everything, Everything.fromText]) {
          const start = process.cpuUsage()
          const { issues } = schema['~standard'].validate({ text: 'a', [field]: given })
          const { user, system } = process.cpuUsage(start)
          assert.equal(issues?.length, 1)
          assert.ok(user + system < 50_000, `${field}: ${user + system} µs`)
        }
      }
    })
  }

  it('does not reach a pattern that takes quadratic time', () => {
    const schema = object({ it: text({ pattern: /\s*\s*x/ }) })
    schema['~standard'].validate({ it: '' })
    const start = process.cpuUsage()
    assert.equal(schema['~standard'].validate({ it: ' '.repeat(100_000) }).issues?.length, 1)
    assert.ok(process.cpuUsage(start).user < 50_000)
  })
})

describe('Standard Schema', () => {
  /** What a route does with a body: it knows nothing but the interface. */
  async function accept<Output>(
    schema: StandardSchema<unknown, Output>,
    body: unknown,
  ): Promise<Output> {
    const result = await schema['~standard'].validate(body)
    if (result.issues === undefined) return result.value
    const places = result.issues.map((issue) => JSON.stringify(issue.path))
    throw new PorticoError('body-invalid', places.join(' '))
  }
  const ours: StandardSchema<unknown, { n: number }> = object({ n: integer({ min: 1 }) })
  const theirs: StandardSchema<unknown, { n: number }> = z.strictObject({ n: z.int().min(1) })

  for (const [name, schema] of Object.entries({ portico: ours, zod: theirs })) {
    it(`serves a route that knows only the interface: ${name}`, async () => {
      assert.equal(schema['~standard'].vendor, name)
      assert.deepEqual(await accept(schema, { n: 1 }), { n: 1 })
      await assert.rejects(accept(schema, { n: 0 }), { message: '["n"]' })
    })
  }
})

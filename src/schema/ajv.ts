/**
 * Ajv, set up for the schemas that fields write: strict, with formats of our own.
 *
 * The formats are small linear functions, the same that other code calls, where those of ajv-formats
 * are long patterns with other ideas of what is valid. Ajv is loaded when a schema is first compiled: a
 * program may use models for long before it validates anything.
 */
import { createRequire } from 'node:module'
import type { Ajv, Options, ValidateFunction } from 'ajv'
import { isEmail } from './fields/email.ts'
import { isStorable } from './fields/text.ts'
import { isUrl } from './fields/url.ts'
import { isUuid } from './fields/uuid.ts'
import type { JsonSchema } from './json-schema.ts'
import { lengthKeywords } from './length-keywords.ts'
import { isCurrency } from './values/currency.ts'
import { isInstant } from './values/instant.ts'
import { isLocalDate } from './values/local-date.ts'

const MAX_PATTERN_INPUT = 10_000 // UTF-16 units; no text with a pattern is honestly longer

const FORMATS: NonNullable<Options['formats']> = {
  currency: isCurrency,
  date: isLocalDate,
  'date-time': isInstant,
  email: isEmail,
  text: isStorable,
  uri: isUrl,
  uuid: isUuid,
  // These two come with a pattern, which says all.
  decimal: true,
  slug: true,
}

let firstError: Ajv | undefined
let allErrors: Ajv | undefined

/** A function that stops at the first error; the errors are in its property `errors`. Milliseconds. */
export function compileCheck(schema: JsonSchema): ValidateFunction {
  firstError ??= createAjv({ allErrors: false })
  return compileWith(firstError, schema)
}

/** A function that finds all errors, however many: bound what you give it. */
export function compileExplain(schema: JsonSchema): ValidateFunction {
  allErrors ??= createAjv({ allErrors: true })
  return compileWith(allErrors, schema)
}

function compileWith(ajv: Ajv, schema: JsonSchema): ValidateFunction {
  const compiled = ajv.compile(schema)
  ajv.removeSchema(schema) // else Ajv would keep it for as long as the process lives
  return compiled
}

function createAjv(options: Options): Ajv {
  // Ajv is CommonJS; this is its own type for what the module exports.
  const { Ajv, _ } = createRequire(import.meta.url)('ajv') as typeof import('ajv')
  const ajv = new Ajv({
    ...options,
    strict: true,
    allowUnionTypes: true,
    verbose: true,
    messages: false,
    // The schemas are our own, and the tests hold them against the metaschema of 2020-12.
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    formats: FORMATS,
    code: { regExp: Object.assign(boundedPattern, { code: 'new RegExp' }) },
  })
  for (const definition of lengthKeywords(_)) {
    ajv.removeKeyword(definition.keyword).addKeyword(definition)
  }
  return ajv
}

/** The pattern, but deaf to text of a length at which even a quadratic one would take seconds. */
function boundedPattern(
  source: string,
  flags: string,
): {
  test(text: string): boolean
  toString(): string
} {
  const pattern = new RegExp(source, flags)
  return {
    test: (text) => text.length <= MAX_PATTERN_INPUT && pattern.test(text),
    toString: () => String(pattern), // by which Ajv tells patterns apart
  }
}

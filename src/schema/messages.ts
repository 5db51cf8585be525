/**
 * What people read when a value is refused: the only place with sentences about values.
 *
 * Each completes a sentence that begins with the name of the field, as in "nights must be at most 30".
 */
import type { ErrorObject } from 'ajv'
import { listNames } from '../internal/index.ts'
import type { JsonSchema, JsonType } from './json-schema.ts'

const MAX_ECHO = 32 // characters of a stranger's text that a message repeats

const TYPE_SENTENCES: Readonly<Record<JsonType, string>> = {
  string: 'must be text',
  number: 'must be a number',
  integer: 'must be a whole number',
  boolean: 'must be true or false',
  object: 'must be an object with named members',
  array: 'must be a list',
  null: 'must be null',
}

const FORMAT_SENTENCES: Readonly<Record<string, (schema: JsonSchema) => string>> = {
  currency: () => 'must be an ISO 4217 currency code such as EUR',
  date: () => 'must be a date of the calendar as YYYY-MM-DD, such as 2026-02-28',
  'date-time': () => 'must be a date and time with offset, such as 2026-11-23T17:30:00Z',
  decimal: (schema) =>
    `must be a decimal number written as text, with no more digits than ${schema.examples?.[0]}`,
  email: () => 'must be an e-mail address such as name@example.org',
  slug: () => 'must be small letters, digits and single hyphens, such as hotel-du-lac',
  uri: (schema) => `must be a full web address such as ${schema.examples?.[0]}`,
  uuid: () => 'must be a UUID such as 0198b6c1-7c7e-7000-8000-5d9c1e2f3a4b',
}

/** The sentence for an error of Ajv, which must be made with the option `verbose`. */
export function sentenceFor(error: ErrorObject): string {
  // Every schema that is compiled is one of ours.
  const schema = (error.parentSchema ?? {}) as JsonSchema
  const limit = Number(error.params['limit'])
  switch (error.keyword) {
    case 'required':
      return 'is required'
    case 'additionalProperties':
      return `is not known here; known are ${listNames(Object.keys(schema.properties ?? {}))}`
    case 'minimum':
      return `must be at least ${limit}`
    case 'maximum':
      return `must be at most ${limit}`
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`
    case 'maxLength':
      return `must have at most ${count(limit, 'character')}`
    case 'minItems':
      return `must have at least ${count(limit, 'item')}`
    case 'maxItems':
      return `must have at most ${count(limit, 'item')}`
    case 'enum':
      return enumSentence(schema)
    case 'type':
      return typeSentence(error.data, schema)
    case 'pattern':
      return formatSentence(schema) ?? `must match the pattern ${schema.pattern}`
    case 'format':
      if (schema.format === 'text') return 'must be well-formed text without U+0000'
      return formatSentence(schema) ?? 'is not valid'
    default:
      return 'is not valid'
  }
}

/** A stranger's name for something, cut to what may be repeated. */
export function cut(name: string): string {
  return name.length > MAX_ECHO ? `${name.slice(0, MAX_ECHO)}…` : name
}

function typeSentence(data: unknown, schema: JsonSchema): string {
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null')
  if (data === null) return 'must not be null'
  if (types.length > 1) return 'must be JSON'
  if (Array.isArray(data)) return 'must be a single value, not a list'
  const [type = 'string'] = types
  const [example] = schema.examples ?? []
  if (type === 'object' && example !== undefined) {
    return `must be an object such as ${JSON.stringify(example)}`
  }
  return formatSentence(schema) ?? TYPE_SENTENCES[type]
}

function enumSentence(schema: JsonSchema): string {
  const choices = (schema.enum ?? []).filter((choice) => choice !== null)
  const names = choices.map(String)
  return names.length === 1 ? `must be ${names[0]}` : `must be one of ${listNames(names)}`
}

function formatSentence(schema: JsonSchema): string | undefined {
  return schema.format === undefined ? undefined : FORMAT_SENTENCES[schema.format]?.(schema)
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

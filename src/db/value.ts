/**
 * Values of columns: which JavaScript value is one, and what the driver is given for it.
 *
 * The check is about storage (an integer is exact, a date is a day that exists as text), not about
 * the rules of a field; those are the validator's. Nothing is converted silently: a Date, NaN or an object
 * that arrives where a scalar belongs is refused before it reaches a driver, which would store it.
 */
import type { ValueKind } from './expression-node.ts'
import { ValueError } from './value-error.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const DECIMAL = /^-?\d+(\.\d+)?$/

const EXPECTED: Readonly<Record<ValueKind, string>> = {
  text: 'well-formed text without NUL',
  uuid: 'well-formed text without NUL',
  integer: 'an integer up to 2^53',
  number: 'a finite number',
  decimal: 'decimal text such as "12.50"',
  boolean: 'true or false',
  date: 'a date as text, YYYY-MM-DD',
  instant: 'an instant as text in UTC with milliseconds, 2026-11-23T17:00:00.000Z',
  json: 'a value that JSON can hold',
}

/** Throws ValueError unless `value` (not null) is one of `kind`. */
export function checkValue(kind: ValueKind, value: unknown, subject: string): void {
  if (!isValueOf(kind, value)) throw new ValueError(subject, EXPECTED[kind], value)
}

/** What the driver is given for a value that was checked. Costs nothing but for JSON. */
export function encodeValue(kind: ValueKind, value: unknown): unknown {
  return kind === 'json' && value !== null ? JSON.stringify(value) : value
}

/** Whether `value` (not null) is one of `kind`. */
export function isValueOf(kind: ValueKind, value: unknown): boolean {
  switch (kind) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'json':
      return isJson(value)
    default:
      return typeof value === 'string' && isText(kind, value)
  }
}

function isText(kind: ValueKind, value: string): boolean {
  switch (kind) {
    case 'date':
      return DATE.test(value)
    case 'instant':
      return INSTANT.test(value)
    case 'decimal':
      return DECIMAL.test(value)
    default:
      // A lone surrogate would be stored as U+FFFD; NUL ends a pattern of SQLite's LIKE, which then
      // matches everything, and PostgreSQL stores none.
      return value.isWellFormed() && !value.includes('\0')
  }
}

/** JSON.stringify turns a Date, NaN and undefined into something else without a word. */
function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      return value === null || isJsonObject(value)
    default:
      return false
  }
}

function isJsonObject(value: object): boolean {
  if (Array.isArray(value)) return value.every(isJson)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) return false
  return Object.values(value).every(isJson)
}

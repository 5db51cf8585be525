/**
 * Names of properties, tables and columns. SQL is only ever built from names that passed here, so no
 * text of a request can become an identifier.
 */
import { createHash } from 'node:crypto'
import { ModelError } from './model-error.ts'

/** What PostgreSQL keeps of a name; the others allow 64 and more. */
const MAX_IDENTIFIER_LENGTH = 63

const NAME = /^[a-z][A-Za-z0-9]*$/
const MODEL_NAME = /^[a-z][A-Za-z0-9_]*$/
const RESERVED_TABLE = /^(sqlite_|portico_|pg_)/

/**
 * Names with a meaning of their own on rows, promises or expressions: `hotel.city.eq(3)` compares,
 * so a city can have no property `eq`.
 */
const RESERVED_PROPERTIES: ReadonlySet<string> = new Set([
  ...['then', 'constructor', 'prototype', 'toString', 'toJSON', 'valueOf', 'hasOwnProperty'],
  ...['isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString'],
  ...['eq', 'ne', 'in', 'notIn', 'isNull', 'isNotNull', 'asc', 'desc'],
])

/** `roomType` -> `room_type`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The table of a model. Throws ModelError `model-name-invalid`. */
export function tableName(model: string): string {
  const table = snakeCase(model)
  if (
    MODEL_NAME.test(model) &&
    !RESERVED_TABLE.test(table) &&
    table.length <= MAX_IDENTIFIER_LENGTH
  ) {
    return table
  }
  throw new ModelError(
    'model-name-invalid',
    `"${model}" cannot be the name of a model: it becomes a table. Use a letter, then letters, digits ` +
      `and _, ${MAX_IDENTIFIER_LENGTH} characters at most, and no sqlite_, portico_ or pg_ in front.`,
  )
}

/** Throws ModelError `model-name-invalid` unless `property` can name a field of `model`. */
export function checkPropertyName(model: string, property: string): void {
  if (RESERVED_PROPERTIES.has(property)) {
    throw new ModelError(
      'model-name-invalid',
      `Model "${model}" has a field "${property}", which has a meaning of its own in JavaScript or in ` +
        'expressions. Choose another name.',
    )
  }
  if (NAME.test(property) && property.length <= MAX_IDENTIFIER_LENGTH - '_currency'.length) return
  throw new ModelError(
    'model-name-invalid',
    `Model "${model}" has a field "${property}". Names of fields are camelCase letters and digits ` +
      '(they become snake_case columns). Rename it.',
  )
}

/** Joins `parts` to a name for an index or a constraint; one that is too long ends in a hash of it. */
export function constraintIdentifier(parts: readonly string[]): string {
  const name = parts.join('_').replaceAll('-', '_')
  if (name.length <= MAX_IDENTIFIER_LENGTH) return name
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `${name.slice(0, MAX_IDENTIFIER_LENGTH - 9)}_${hash}`
}

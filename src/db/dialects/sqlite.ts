/**
 * SQLite's way to say things (sqlite.org/lang.html), version 3.53 as node:sqlite carries it.
 */
import type { ColumnKind } from '../column.ts'
import type { Dialect, Violation } from './dialect.ts'

export const sqlite: Dialect = {
  name: 'sqlite',
  maxParameters: 32_766, // SQLITE_MAX_VARIABLE_NUMBER's default
  createMigrationTable:
    'create table if not exists portico_migration (name text primary key, checksum text not null, ' +
    'applied_at text not null) strict, without rowid',
  quote: (identifier) => `"${identifier.replaceAll('"', '""')}"`,
  placeholder: () => '?',
  literal,
  columnType: ({ kind }) => TYPES[kind],
  // Without autoincrement SQLite gives the number of a deleted last row to the next one.
  generatedKey: 'integer primary key autoincrement',
  // STRICT refuses what is not of the column's type, instead of storing it as it came. With a key of
  // several columns the table is that key's index, so a range of it is read in one piece.
  tableOptions: (model) => (model.key.length > 1 ? ' strict, without rowid' : ' strict'),
  kindCheck,
  violation,
}

const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  integer: 'integer',
  decimal: 'text',
  boolean: 'integer',
  date: 'text',
  instant: 'text',
  json: 'text',
  uuid: 'text',
}

function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && Number.isFinite(value)) return value.toString()
  if (typeof value === 'string' && !value.includes('\0')) return `'${value.replaceAll("'", "''")}'`
  throw new TypeError(`No SQL literal for ${typeof value}`)
}

/** Rows are written as JSON without parsing such columns, so they must hold what they claim. */
function kindCheck(kind: ColumnKind, name: string): string | null {
  if (kind === 'boolean') return `${name} in (0, 1)`
  return kind === 'json' ? `json_valid(${name})` : null
}

/** Extended result codes (sqlite.org/rescode.html). */
const CHECK = 275
const FOREIGN_KEY = 787
const NOT_NULL = 1299
const PRIMARY_KEY = 1555
const UNIQUE = 2067
const ROWID = 2579

/** SQLite tells table and columns only in the text of its message, and nothing of foreign keys. */
function violation(error: unknown): Violation | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  const subject = error.message.slice(error.message.indexOf(': ') + 2)
  switch (error.errcode) {
    case UNIQUE:
    case PRIMARY_KEY:
    case ROWID:
      return { kind: 'unique', ...columnsOf(subject) }
    case NOT_NULL:
      return { kind: 'not-null', ...columnsOf(subject) }
    case CHECK:
      return { kind: 'check', table: null, columns: [], constraint: subject }
    case FOREIGN_KEY:
      return { kind: 'reference', table: null, columns: [], constraint: null }
    default:
      return null
  }
}

/** Reads `hotel.city_id, hotel.slug`, or `index 'name'` when the index is over an expression. */
function columnsOf(subject: string): Omit<Violation, 'kind'> {
  const index = /^index '(.*)'$/.exec(subject)
  if (index !== null) return { table: null, columns: [], constraint: index[1] ?? null }
  const names = subject.split(', ')
  const table = names[0]?.split('.')[0] ?? null
  return { table, columns: names.map((name) => name.split('.')[1] ?? name), constraint: null }
}

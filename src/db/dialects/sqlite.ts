/**
 * SQLite's way to say things (sqlite.org/lang.html), version 3.53 as node:sqlite carries it.
 */
import type { Dialect, Violation } from './dialect.ts'

export const sqlite: Dialect = {
  name: 'sqlite',
  maxParameters: 32_766, // SQLITE_MAX_VARIABLE_NUMBER's default
  quote: (identifier) => `"${identifier.replaceAll('"', '""')}"`,
  placeholder: () => '?',
  violation,
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

/**
 * Cursor (keyset) pagination: a page is "the first `limit` rows after the last one you saw".
 *
 * A cursor is the sort key of that row and the order that it belongs to, as JSON in base64url (RFC 4648
 * section 5): `["-stars,name",4,"Hôtel de la Gare",17]`. It is opaque to clients but neither signed nor
 * secret: an order has no column that they may not read. The last column of every order is
 * unique; without that, rows that tie at a page's edge are lost.
 */
import { type Executor, isSortKey, type JsonNames } from '../db/index.ts'
import { HttpError } from '../http/index.ts'
import { parseJson } from '../internal/index.ts'
import type { RowQuery } from './row-query.ts'

export interface PageRequest {
  /** The order as the client asked for it. */
  readonly order: string
  /** Null: the first page. */
  readonly cursor: string | null
  /** Rows at most. */
  readonly limit: number
  readonly names: JsonNames
}

export interface Page {
  /** The text of a JSON array. */
  readonly items: string
  /** The `cursor` of the page that follows; null on the last page. */
  readonly nextCursor: string | null
}

/** Characters. Texts in an order are bounded, see MAX_ORDERED_TEXT. */
const MAX_CURSOR_LENGTH = 8192

/** Fetches a page of `rows`, which are in order. Throws HttpError 400 `cursor-invalid`. */
export async function fetchPage(
  db: Executor,
  rows: RowQuery,
  { order, cursor, limit, names }: PageRequest,
): Promise<Page> {
  const rest = cursor === null ? rows : rows.after(decodeCursor(cursor, order, rows))
  const { json, next } = await db.jsonPage(rest.limit(limit), { names })
  return { items: json, nextCursor: next === null ? null : encodeCursor(order, next) }
}

function encodeCursor(order: string, sortKey: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([order, ...sortKey])).toString('base64url')
}

function decodeCursor(cursor: string, order: string, rows: RowQuery): readonly unknown[] {
  const decoded = cursor.length <= MAX_CURSOR_LENGTH ? parseCursor(cursor) : null
  if (Array.isArray(decoded)) {
    const [itsOrder, ...sortKey]: unknown[] = decoded
    if (itsOrder === order && isSortKey(rows, sortKey)) return sortKey
  }
  throw new HttpError(
    400,
    'cursor-invalid',
    `The cursor ${JSON.stringify(cursor.slice(0, 32))} does not fit the order of this list. ` +
      'Send the cursor of a previous page unchanged, with the same order, or leave it out to start again.',
  )
}

/** Null for text that is not JSON in base64url. */
function parseCursor(cursor: string): unknown {
  try {
    return parseJson(Buffer.from(cursor, 'base64url').toString())
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

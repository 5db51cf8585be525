/**
 * A page of offers: the first `limit` after the one that the cursor names.
 *
 * Prices and rooms change between two pages, so the cursor carries what the order compares, and not a
 * position: an offer that went away meanwhile neither repeats nor hides its neighbours.
 */
import { HttpError } from 'portico'
import { ORDERS, type Offer, type Sort, type SortKey } from './search.ts'

export interface OfferPage {
  readonly items: readonly Offer[]
  readonly nextCursor: string | null
}

/** Throws HttpError 400 `cursor-invalid` for a cursor that no page of offers gave. */
export function cutPage(
  offers: readonly Offer[],
  options: { readonly sort: Sort; readonly limit: number; readonly cursor: string | null },
): OfferPage {
  const after = options.cursor === null ? null : decodeCursor(options.cursor)
  const compare = ORDERS[options.sort]
  const rest = after === null ? offers : offers.filter((offer) => compare(offer, after) > 0)
  const items = rest.slice(0, options.limit)
  const last = rest.length > options.limit ? items.at(-1) : undefined
  return { items, nextCursor: last === undefined ? null : encodeCursor(last) }
}

function encodeCursor({ total, hotel }: Offer): string {
  return Buffer.from(JSON.stringify([total, hotel.stars, hotel.name, hotel.id])).toString(
    'base64url',
  )
}

function decodeCursor(cursor: string): SortKey {
  const key = parse(Buffer.from(cursor, 'base64url').toString())
  if (Array.isArray(key) && key.length === 4) {
    const [total, stars, name, id]: unknown[] = key
    if (
      typeof total === 'number' &&
      typeof stars === 'number' &&
      typeof name === 'string' &&
      typeof id === 'number'
    ) {
      return { total, hotel: { stars, name, id } }
    }
  }
  throw new HttpError(
    400,
    'cursor-invalid',
    `The cursor ${JSON.stringify(cursor.slice(0, 32))} is of no page of offers. ` +
      'Send the next_cursor of a page unchanged, or leave it out to start again.',
  )
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

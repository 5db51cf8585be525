/**
 * What a request wants to read of each row, and how a query is told: columns that nobody asked for are
 * not read from the database either.
 */
import type { Readable, Relation } from './readable.ts'
import { columnOf, type RowQuery } from './row-query.ts'

export interface Selection {
  /** Properties, in the order of the declaration. */
  readonly fields: readonly string[]
  readonly expansions: readonly Expansion[]
}

export interface Expansion {
  readonly relation: Relation
  readonly selection: Selection
}

/** Everything that may be read but related rows. */
export function defaultSelection(readable: Readable): Selection {
  return { fields: [...readable.fields.values()], expansions: [] }
}

/** `rows` with the selection in place of whole rows. */
export function selectRows(rows: RowQuery, selection: Selection): RowQuery {
  const selected = rows.select(...selection.fields)
  if (selection.expansions.length === 0) return selected
  const asked = selection.expansions.map(
    ({ relation, selection: inner }) =>
      [relation.property, (related: RowQuery) => relatedRows(related, relation, inner)] as const,
  )
  return selected.include(Object.fromEntries(asked))
}

function relatedRows(related: RowQuery, { limit, rows }: Relation, inner: Selection): RowQuery {
  const selected = selectRows(related, inner)
  // Without an order, related rows come in that of their key.
  if (limit === null) return selected
  return selected
    .orderBy((row) => rows.model.key.map(({ property }) => columnOf(row, property).asc()))
    .limit(limit)
}

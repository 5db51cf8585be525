/**
 * Queries that ask less of another one: its first row, how many rows it has, whether it has any.
 */
import { count } from './aggregate.ts'
import type { Selection } from './query.ts'
import { QueryError } from './query-error.ts'
import type { QueryState } from './query-state.ts'
import { QueryValue, queryValue } from './query-value.ts'

/** The same with one row at most. */
export function firstQuery<Result>(query: Selection<Result>): Selection<Result> {
  const value = queryValue(query)
  const asked = value.state.limit?.value
  // The literal of a limit is a number; 0 stays 0.
  return asked === 0 || asked === 1 ? value : value.limit(1)
}

/** How many rows `query` has. Throws QueryError when it is itself about many rows as one. */
export function countQuery(query: Selection<unknown>): Selection<{ readonly n: number }> {
  const { state } = queryValue(query)
  if (state.outputs !== null || state.distinct || state.limit !== null || state.offset !== null) {
    throw new QueryError(
      'query-invalid',
      'count() is about the rows that a where leaves. Count groups, distinct rows or a page from the ' +
        'rows themselves: (await db.all(query)).length.',
    )
  }
  return new QueryValue({ ...withoutColumns(state), select: null }).aggregate(() => ({
    n: count(),
  }))
}

/** The same with one row more, which tells whether a page follows, and the values of its order. */
export function pageQuery(query: Selection<unknown>): { page: Selection<unknown>; limit: number } {
  const value = queryValue(query)
  const limit = Number(value.state.limit?.value ?? 0)
  if (limit > 0 && value.state.order.length > 0 && value.state.outputs === null) {
    return { page: new QueryValue({ ...value.limit(limit + 1).state, keyed: true }), limit }
  }
  throw new QueryError(
    'query-invalid',
    'A page has a limit of at least one row and an order, and its rows are those of a model. Add ' +
      '.orderBy(...).limit(20); read the rows of aggregates with json().',
  )
}

/** One row with little in it when `query` has any. */
export function existsQuery(query: Selection<unknown>): Selection<unknown> {
  const { state } = queryValue(query)
  return firstQuery(new QueryValue(state.outputs === null ? withoutColumns(state) : state))
}

/** The same rows, of which nothing but the key is read, in no order unless a page needs one. */
function withoutColumns(state: QueryState): QueryState {
  const isPage = state.limit !== null || state.offset !== null
  // Distinct rows are distinct by what was selected.
  const select = state.distinct ? state.select : state.model.key.map((column) => column.property)
  return { ...state, select, include: [], order: isPage ? state.order : [] }
}

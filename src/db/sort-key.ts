/**
 * The values that a row is ordered by: what a cursor for the page after it has to remember.
 */
import type { ExpressionNode, OrderTerm, Scope } from './expression-node.ts'
import { QueryError } from './query-error.ts'
import type { Selection } from './query.ts'
import { queryValue } from './query-value.ts'
import { isValueOf } from './value.ts'

/**
 * The values of the `orderBy` terms in `row`, for `after`. Every term must be a field that the query
 * selects, or one of a row that it includes. Throws QueryError otherwise.
 */
export function sortKeyOf<Result>(query: Selection<Result>, row: Result): readonly unknown[] {
  return queryValue(query).state.order.map((term) => {
    const value = valueIn(term.node, row)
    if (value !== undefined) return value
    throw new QueryError(
      'query-invalid',
      'The row of a query does not have a value that it is ordered by. Order by fields of the row, ' +
        'and select or include what it is ordered by.',
    )
  })
}

/** Whether `values`, of a cursor from outside, can be a sort key of `query`. */
export function isSortKey(
  query: Selection<unknown>,
  values: unknown,
): values is readonly unknown[] {
  const { order } = queryValue(query).state
  if (!Array.isArray(values) || values.length !== order.length) return false
  return order.every((term, i) => isTermValue(term, values[i]))
}

function isTermValue(term: OrderTerm, value: unknown): boolean {
  return value === null || isValueOf(term.kind, value)
}

function valueIn(node: ExpressionNode, row: unknown): unknown {
  if (node.type !== 'column') return undefined
  const { column, scope } = node
  const owner = rowOf(scope, row)
  if (owner === null) return null
  const value = property(owner, column.property)
  if (column.part !== null) return property(value, column.part)
  // An included row stands where its key was.
  const target = column.references
  return target === null || !isObject(value)
    ? value
    : property(value, target.model.key[0]?.property ?? '')
}

/** The row that `scope` stands for, within the row of the query; null where there is none. */
function rowOf(scope: Scope, row: unknown): unknown {
  if (scope.parent === null) return row
  const parent = rowOf(scope.parent, row)
  return parent === null ? null : property(parent, scope.property)
}

function property(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/**
 * Queries that follow from another: its first row, how many rows it has, whether it has any; and the
 * row with a key. The first three are made once and kept with the query that they follow from.
 */
import { listNames } from '../internal/index.ts'
import type { Column } from './column.ts'
import { rootScope } from './columns.ts'
import type { ExpressionNode } from './expression-node.ts'
import type { ModelMetadata } from './model.ts'
import type { Selection } from './query.ts'
import { initialState, type QueryState } from './query-state.ts'
import { QueryError } from './query-error.ts'
import { QueryValue, queryValue } from './query-value.ts'
import { checkValue } from './value.ts'

interface Derived {
  first?: QueryValue
  count?: QueryValue
  existence?: QueryValue
}

const derived: WeakMap<QueryValue, Derived> = new WeakMap()

const ONE = { type: 'literal', kind: 'integer', list: false, value: 1 } as const
const COUNT: ExpressionNode = {
  type: 'aggregate',
  function: 'count',
  distinct: false,
  operand: null,
}

/** The query, of one row at most. */
export function firstOf<Result>(query: Selection<Result>): Selection<Result> {
  const value = queryValue(query)
  const asked = value.state.limit?.value
  if (asked === 0 || asked === 1) return query
  const known = derivedOf(value)
  return (known.first ??= value.limit(1)) as Selection<Result> // limit changes no type
}

/** One row whose `count` is the number of rows of the query. */
export function countOf(query: Selection<unknown>): Selection<{ readonly count: number }> {
  const value = queryValue(query)
  const known = derivedOf(value)
  return (known.count ??= new QueryValue(countState(value.state)))
}

/** A query that has a row exactly when `query` has one, and reads as little as that takes. */
export function existenceOf(query: Selection<unknown>): Selection<unknown> {
  const value = queryValue(query)
  const { state } = value
  const known = derivedOf(value)
  if (state.outputs !== null) return firstOf(query)
  const select = state.model.key.map((column) => column.property)
  const limit = state.limit ?? ONE
  return (known.existence ??= new QueryValue({ ...state, select, include: [], order: [], limit }))
}

/** All rows of `model` with a key that is bound later: its values are those of {@link keyValues}. */
export function queryOfKey(model: ModelMetadata): QueryValue {
  const scope = rootScope(model)
  const where = model.key.map((column): ExpressionNode => {
    const literal: ExpressionNode = { type: 'literal', kind: column.kind, list: false, value: null }
    const own: ExpressionNode = { type: 'column', scope, column }
    return { type: 'operation', operator: 'eq', operands: [own, literal] }
  })
  return new QueryValue({ ...initialState(model), where })
}

/** The values of a key in the order of its columns. Throws ValueError and QueryError. */
export function keyValues(model: ModelMetadata, key: unknown): readonly unknown[] {
  const [first, ...more] = model.key
  if (first !== undefined && more.length === 0) return [keyValue(model, first, key)]
  if (typeof key !== 'object' || key === null) {
    const names = model.key.map((column) => column.property)
    throw new QueryError(
      'query-invalid',
      `The key of "${model.name}" is an object of its fields ${listNames(names)}.`,
    )
  }
  // Whatever the object has there is checked as a value of the column.
  const given = key as Readonly<Record<string, unknown>>
  return model.key.map((column) => keyValue(model, column, given[column.property]))
}

function keyValue(model: ModelMetadata, column: Column, value: unknown): unknown {
  checkValue(column.kind, value, `key "${column.property}" of model "${model.name}"`)
  return value
}

function derivedOf(query: QueryValue): Derived {
  let known = derived.get(query)
  if (known === undefined) {
    known = {}
    derived.set(query, known)
  }
  return known
}

function countState(state: QueryState): QueryState {
  const isPlain =
    state.limit === null && state.offset === null && !state.distinct && state.outputs === null
  if (!isPlain) return { ...state, include: [], counted: true }
  const outputs = [{ name: 'count', node: COUNT, kind: 'integer' }] as const
  return { ...state, include: [], order: [], select: null, outputs }
}

/**
 * The one class behind queries of all types; query.ts and aggregate-query.ts say what each offers.
 */
import { afterNode } from './after.ts'
import { columnsOf } from './columns.ts'
import type { LiteralNode, OrderTerm } from './expression-node.ts'
import { conditionNode, ExpressionValue, OrderValue } from './expression-value.ts'
import type { DialectName } from './dialects/dialect.ts'
import type { ModelMetadata } from './model.ts'
import type { Planned } from './plan-of.ts'
import { QueryError } from './query-error.ts'
import { type IncludeState, initialState, type Output, type QueryState } from './query-state.ts'
import { listNames } from '../internal/index.ts'

/** The callbacks of queries; query.ts types the row for each of them. */
export type RowCallback<Result> = (row: object) => Result

export class QueryValue {
  readonly state: QueryState
  /** The plan and the values, once planOf has found them, for the dialect that it was asked for. */
  planned: Planned | undefined
  plannedFor: DialectName | undefined

  constructor(state: QueryState) {
    this.state = state
    this.planned = undefined
    this.plannedFor = undefined
  }

  where(condition: RowCallback<unknown>): QueryValue {
    const node = conditionNode(condition(this.#row()))
    return this.#with({ where: [...this.state.where, node] })
  }

  orderBy(order: RowCallback<unknown>): QueryValue {
    const given = order(this.#row())
    const terms: readonly unknown[] = Array.isArray(given) ? given : [given]
    return this.#with({ order: terms.map(orderTerm) })
  }

  limit(rows: number): QueryValue {
    return this.#with({ limit: rowCount('limit', rows) })
  }

  offset(rows: number): QueryValue {
    return this.#with({ offset: rowCount('offset', rows) })
  }

  after(sortKey: readonly unknown[]): QueryValue {
    return this.#with({ where: [...this.state.where, afterNode(this.state.order, sortKey)] })
  }

  select(...names: readonly string[]): QueryValue {
    if (names.length === 0) {
      throw new QueryError('query-invalid', 'select() needs the name of at least one field.')
    }
    for (const name of names) valueField(this.state.model, name)
    return this.#with({ select: [...new Set(names)] })
  }

  distinct(): QueryValue {
    return this.#with({ distinct: true })
  }

  include(asked: Readonly<Record<string, unknown>>): QueryValue {
    const added = Object.entries(asked).map(([name, what]) =>
      includeState(this.state.model, name, what),
    )
    const kept = this.state.include.filter((one) => !Object.hasOwn(asked, one.property))
    return this.#with({ include: [...kept, ...added] })
  }

  groupBy(...groups: readonly (string | RowCallback<object>)[]): QueryValue {
    const [first] = groups
    const named =
      typeof first === 'function'
        ? outputs(first(this.#row()))
        : groups.flatMap((name) => groupOutputs(this.state.model, String(name)))
    return this.#with({ outputs: named, groups: named.map((output) => output.node) })
  }

  aggregate(compute: RowCallback<object>): QueryValue {
    const row = columnsOf(this.state.model)
    const all = [...(this.state.outputs ?? []), ...outputs(compute(row))]
    refuseRepeated(all)
    return this.#with({ outputs: all })
  }

  having(condition: RowCallback<unknown>): QueryValue {
    const node = conditionNode(condition(this.#row()))
    return this.#with({ having: [...this.state.having, node] })
  }

  /** What callbacks are given: the columns of the model, or the outputs of an aggregate query. */
  #row(): object {
    const { model, outputs } = this.state
    if (outputs === null) return columnsOf(model)
    return Object.fromEntries(
      outputs.map(({ name, node, kind }) => [name, new ExpressionValue(node, kind)]),
    )
  }

  #with(changes: Partial<QueryState>): QueryValue {
    return new QueryValue({ ...this.state, ...changes })
  }
}

/** The state of a query. Throws QueryError for anything that is not one, such as parsed JSON. */
export function queryValue(query: unknown): QueryValue {
  if (query instanceof QueryValue) return query
  throw new QueryError(
    'query-invalid',
    'Expected a query, such as Hotel.all or Hotel.where(...), and got something else.',
  )
}

function orderTerm(given: unknown): OrderTerm {
  if (given instanceof OrderValue) return given.order
  if (given instanceof ExpressionValue) return given.asc().order
  throw new QueryError(
    'query-invalid',
    'orderBy() takes expressions such as hotel.name or hotel.stars.desc(), one or an array of them.',
  )
}

function rowCount(method: string, rows: number): LiteralNode {
  if (Number.isSafeInteger(rows) && rows >= 0) {
    return { type: 'literal', kind: 'integer', list: false, value: rows }
  }
  throw new QueryError('query-invalid', `${method}() takes a whole number of rows from 0.`)
}

function includeState(model: ModelMetadata, property: string, asked: unknown): IncludeState {
  const field = Object.hasOwn(model.fields, property) ? model.fields[property] : undefined
  if (field?.kind !== 'reference' && field?.kind !== 'many') {
    const relations = Object.entries(model.fields)
      .filter(([, { kind }]) => kind === 'reference' || kind === 'many')
      .map(([name]) => name)
    throw unknown(model, 'relation', property, relations)
  }
  const all = new QueryValue(initialState(field.target()))
  const { state } = typeof asked === 'function' ? queryValue(asked(all)) : all
  if (asked !== true && typeof asked !== 'function') {
    throw new QueryError('query-invalid', `include of "${property}" takes true or a function.`)
  }
  if (state.model !== all.state.model || state.outputs !== null) {
    throw new QueryError('query-invalid', `include of "${property}" must return rows of its model.`)
  }
  if (field.kind === 'reference' && isNarrowed(state)) {
    throw new QueryError(
      'query-invalid',
      `include of "${property}" is one row: it can select and include, but not filter, order or limit.`,
    )
  }
  return { property, field, state }
}

function isNarrowed(state: QueryState): boolean {
  const { where, order, limit, offset, distinct } = state
  return where.length > 0 || order.length > 0 || limit !== null || offset !== null || distinct
}

/** The outputs of a group named by a property: one, or two for money. */
function groupOutputs(model: ModelMetadata, name: string): Output[] {
  valueField(model, name)
  const value: unknown = Reflect.get(columnsOf(model), name)
  if (value instanceof ExpressionValue)
    return [{ name, node: value['~node'], kind: value['~kind'] }]
  throw new QueryError(
    'query-invalid',
    `groupBy("${name}") is money, which is two columns. Use groupBy((row) => ({ amount: row.${name}.amount })).`,
  )
}

function outputs(named: object): Output[] {
  return Object.entries(named).map(([name, value]: [string, unknown]) => {
    checkOutputName(name)
    if (!(value instanceof ExpressionValue)) {
      throw new QueryError('query-invalid', `The output "${name}" is not an expression.`)
    }
    return { name, node: value['~node'], kind: value['~kind'] }
  })
}

function refuseRepeated(all: readonly Output[]): void {
  const names = all.map((output) => output.name)
  const repeated = names.find((name, i) => names.indexOf(name) !== i)
  if (repeated === undefined && names.length > 0) return
  throw new QueryError(
    'query-invalid',
    repeated === undefined
      ? 'aggregate() without groupBy() needs at least one output, such as { n: count() }.'
      : `Two outputs are named "${repeated}". Rename the one in aggregate().`,
  )
}

/** Names of outputs become code of the decoder and names in SQL. */
function checkOutputName(name: string): void {
  if (/^[a-z][A-Za-z0-9]*$/.test(name)) return
  throw new QueryError(
    'query-invalid',
    `An output is named ${JSON.stringify(name.slice(0, 32))}. Names are camelCase letters and digits.`,
  )
}

/** Throws QueryError `query-field-unknown` unless rows of `model` have a value `name`. */
function valueField(model: ModelMetadata, name: string): void {
  if (model.columns.some((column) => column.property === name)) return
  throw unknown(model, 'field', name, new Set(model.columns.map((column) => column.property)))
}

function unknown(
  model: ModelMetadata,
  what: 'field' | 'relation',
  name: string,
  known: Iterable<string>,
): QueryError {
  return new QueryError(
    'query-field-unknown',
    `Model "${model.name}" has no ${what} "${String(name).slice(0, 32)}". ` +
      `Its ${what}s are ${listNames(known)}. Correct the name in the query.`,
  )
}

/**
 * SELECT statements of queries. Columns of rows keep their places: rows come back as arrays.
 */
import { type AliasedExpression, type RawBuilder, sql } from 'kysely'
import type { Column } from '../column.ts'
import { rootScope } from '../columns.ts'
import {
  type ExpressionNode,
  type LiteralNode,
  mayBeNull,
  type OrderTerm,
} from '../expression-node.ts'
import type { QueryState } from '../query-state.ts'
import type { SelectedColumn } from '../row-layout.ts'
import { asNumber, expressionSql } from './expression-sql.ts'
import { type Frame, type Select, setOf } from './frame.ts'
import { type Fragment, KEYS, slot } from './kysely.ts'

/** `link`: for related rows, their column that holds the keys of the parents, bound as `KEYS`. */
export function selectSql(
  state: QueryState,
  columns: readonly SelectedColumn[],
  frame: Frame,
  link: Column | null,
): Select {
  // Rendered first: whatever they reach through references becomes a join of the frame.
  const selection = selectionOf(state, columns, frame)
  const conditions = state.where.map((node) => conditionSql(node, frame))
  const groups = state.groups.map((node) => expressionSql(node, frame))
  const having = state.having.map((node) => conditionSql(node, frame))
  const order = orderOf(state, link).map((term) => orderSql(term, frame))

  let query = frame.select()
  if (link !== null) query = query.where(linkSql(link, frame))
  for (const condition of conditions) query = query.where(condition)
  if (groups.length > 0) query = query.groupBy(groups.map((group) => sql`${group}`))
  for (const condition of having) query = query.having(condition)
  if (state.distinct) query = query.distinct()
  if (link !== null && (state.limit !== null || state.offset !== null)) {
    return limitEach(query, state, selection, placeSql(link, order, frame), frame)
  }
  for (const term of order) query = query.orderBy(term)
  if (state.limit !== null) query = query.limit(rows(state.limit, frame))
  // SQLite has no OFFSET without LIMIT; a negative one means none.
  if (state.offset !== null && state.limit === null) query = query.limit(sql<number>`-1`)
  if (state.offset !== null) query = query.offset(rows(state.offset, frame))
  return query.select(selection)
}

type Selected = string | AliasedExpression<unknown, string>

function selectionOf(
  state: QueryState,
  columns: readonly SelectedColumn[],
  frame: Frame,
): readonly Selected[] {
  if (state.outputs === null) {
    return columns.map(({ scope, column }) => `${frame.aliasOf(scope)}.${column.name}`)
  }
  return state.outputs.map(({ name, node }) => expressionSql(node, frame).as(name))
}

/**
 * Related rows without an order come in that of their key, the same each time; with the parent's key
 * in front, which changes nothing for a parent and lets the index on the link give them sorted.
 */
function orderOf(state: QueryState, link: Column | null): readonly OrderTerm[] {
  if (link === null || state.order.length > 0) return state.order
  const scope = rootScope(state.model)
  return [link, ...state.model.key].map((column) => ({
    node: { type: 'column', scope, column },
    direction: 'asc',
    nulls: 'first',
    kind: column.kind,
  }))
}

/** A condition that may stand beside others. */
export function conditionSql(node: ExpressionNode, frame: Frame): RawBuilder<boolean> {
  const condition = expressionSql(node, frame)
  // Conditions are joined by `and`, which binds closer than `or`.
  const loose = node.type === 'operation' && node.operator === 'or'
  return loose ? sql<boolean>`(${condition})` : sql<boolean>`${condition}`
}

function orderSql(term: OrderTerm, frame: Frame): Fragment {
  const value = expressionSql(term.node, frame)
  const sorted = term.kind === 'decimal' ? asNumber(value) : value
  const direction = term.direction === 'desc' ? sql` desc` : sql``
  // SQLite takes NULL for smaller than every value, which is what first and last are by default.
  const usual = term.nulls === (term.direction === 'asc' ? 'first' : 'last')
  const nulls = usual || !mayBeNull(term.node) ? sql`` : sql.raw(` nulls ${term.nulls}`)
  return sql`${sorted}${direction}${nulls}`
}

/**
 * A bare parameter here would be part of SQLite's plan, which then prepares the statement again each
 * time another one is bound: 12 us for a page of 20. The cast hides it from the planner.
 */
function rows(count: LiteralNode, frame: Frame): RawBuilder<number> {
  return sql<number>`cast(${frame.literal(count)} as integer)`
}

function linkSql(link: Column, frame: Frame): RawBuilder<boolean> {
  const keys = setOf(slot(KEYS, link.kind, true))
  return sql<boolean>`${sql.ref(`${frame.alias}.${link.name}`)} in ${keys}`
}

/** The place of a row among those of its parent, from 1. */
function placeSql(link: Column, order: readonly Fragment[], frame: Frame): RawBuilder<number> {
  const parent = sql.ref(`${frame.alias}.${link.name}`)
  return sql<number>`row_number() over (partition by ${parent} order by ${sql.join([...order])})`
}

/** Keeps of the rows of each parent those whose place is within `limit` and `offset`. */
function limitEach(
  query: Select,
  state: QueryState,
  selection: readonly Selected[],
  place: RawBuilder<number>,
  frame: Frame,
): Select {
  const columns = selection.map((column, i) =>
    typeof column === 'string' ? `${column} as c${i}` : column,
  )
  const numbered = query.select([...columns, place.as('place')]).as('numbered')
  const { limit, offset } = state
  const skipped = offset === null ? sql<number>`0` : rows(offset, frame)
  let kept = frame.builder.selectFrom(numbered).select(columns.map((_, i) => `numbered.c${i}`))
  if (offset !== null) kept = kept.where(sql<boolean>`${sql.ref('numbered.place')} > ${skipped}`)
  if (limit !== null) {
    const last = offset === null ? rows(limit, frame) : sql`${rows(limit, frame)} + ${skipped}`
    kept = kept.where(sql<boolean>`${sql.ref('numbered.place')} <= ${last}`)
  }
  return kept.orderBy('numbered.place')
}

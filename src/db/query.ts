/**
 * Queries: immutable descriptions of rows, in the order in which one would say them.
 *
 * Each method gives a new query and leaves the old one as it is, so a query may be kept in a constant,
 * narrowed in several ways and used again: its plan is found once and stays with it.
 */
import type { AggregateQuery, GroupedQuery } from './aggregate-query.ts'
import type { Columns } from './columns.ts'
import type { Expression, Order } from './expression.ts'
import type { IncludedRows, IncludeMap } from './include.ts'
import type { ModelMetadata } from './model.ts'
import type { QueryState } from './query-state.ts'
import type { Row, Simplify } from './row.ts'

/** Anything that a Database can read rows of this type with. */
export interface Selection<Result> {
  /** Never set: carries the type. */
  readonly '~row'?: Result
  readonly state: QueryState
}

/** A query whose rows can be changed; what it selects does not matter. */
export interface Changeable<Described extends ModelMetadata> {
  /** Never set: carries the type. */
  readonly '~model'?: Described
  readonly state: QueryState
}

/** A row of a query: the selected properties, and what it includes in place of the keys. */
export type ResultRow<
  Described extends ModelMetadata,
  Name extends PropertyKey,
  Included,
> = Simplify<
  {
    readonly [
      Property in Exclude<Name, keyof Included> & keyof Row<Described>
    ]: Row<Described>[Property]
  } & {
    readonly [Property in keyof Included]: Included[Property]
  }
>

/** What `orderBy` takes: ascending unless it says `desc()`. */
export type Ordering = Order | Expression | readonly (Order | Expression)[]

export interface Query<
  Described extends ModelMetadata,
  Name extends PropertyKey = keyof Row<Described>,
  Included = unknown,
>
  extends Selection<ResultRow<Described, Name, Included>>, Changeable<Described> {
  /** Narrows: what an earlier `where` said must hold as well. */
  where(
    condition: (row: Columns<Described>) => Expression<boolean | null>,
  ): Query<Described, Name, Included>
  /** Replaces the order. Rows that tie come in any order, so end with a unique field for pages. */
  orderBy(order: (row: Columns<Described>) => Ordering): Query<Described, Name, Included>
  /** Rows at most, from 0. */
  limit(rows: number): Query<Described, Name, Included>
  /** Rows to skip. The database still reads them: for later pages use `after`. */
  offset(rows: number): Query<Described, Name, Included>
  /**
   * Rows strictly after the row with these values of the `orderBy` terms, which must be unique together
   * (`sortKeyOf` reads them from a row). Call it after `orderBy`.
   */
  after(sortKey: readonly unknown[]): Query<Described, Name, Included>
  /** Only these properties; relations are chosen by `include`. */
  select<Chosen extends keyof Row<Described>>(
    ...names: readonly Chosen[]
  ): Query<Described, Chosen, Included>
  /** Equal rows once. */
  distinct(): Query<Described, Name, Included>
  /**
   * Adds related rows: `{ city: true, rooms: (room) => room.orderBy((r) => r.name).limit(3) }`. A row
   * referred to joins the same statement; rows that point back take one more for all parents together.
   * `limit` and `offset` then count for each parent.
   */
  include<const Asked extends IncludeMap<Described>>(
    asked: Asked & NoOthers<Asked, IncludeMap<Described>>,
  ): Query<Described, Name, Simplify<Omit<Included, keyof Asked> & IncludedRows<Described, Asked>>>
  /** One row for each value of these properties, or of the named expressions a function gives. */
  groupBy<Chosen extends keyof Row<Described>>(
    ...names: readonly Chosen[]
  ): GroupedQuery<Described, Pick<Row<Described>, Chosen>>
  groupBy<Groups extends Readonly<Record<string, Expression>>>(
    groups: (row: Columns<Described>) => Groups,
  ): GroupedQuery<Described, ValuesOf<Groups>>
  /** One row about all rows: `{ n: count(), cheapest: min(room.price) }`. */
  aggregate<Outputs extends Readonly<Record<string, Expression>>>(
    outputs: (row: Columns<Described>) => Outputs,
  ): AggregateQuery<ValuesOf<Outputs>>
}

/** The values of named expressions. */
export type ValuesOf<Named> = Simplify<{
  readonly [Name in keyof Named]: Named[Name] extends Expression<infer Value> ? Value : never
}>

/** Makes every other name an error, which inference alone would let through. */
export type NoOthers<Given, Known> = { readonly [Name in Exclude<keyof Given, keyof Known>]: never }

/**
 * The queries of portico/db without the types of one model: a resource is declared for any model, and
 * the names that it passes on were compared with the model's own at the start.
 */
import type { Condition, ModelMetadata, Order, Selection } from '../db/index.ts'

export interface RowQuery extends Selection<unknown> {
  where(condition: (row: RowColumns) => Condition): RowQuery
  orderBy(order: (row: RowColumns) => readonly Order[]): RowQuery
  after(sortKey: readonly unknown[]): RowQuery
  limit(rows: number): RowQuery
  select(...names: readonly string[]): RowQuery
  include(asked: Readonly<Record<string, (rows: RowQuery) => RowQuery>>): RowQuery
}

export type RowColumns = Readonly<Record<string, RowColumn>>

/** What any column may be asked; whether it fits the kind of the column was checked at the start. */
export interface RowColumn {
  eq(value: unknown): Condition
  ne(value: unknown): Condition
  in(values: readonly unknown[]): Condition
  gt(value: unknown): Condition
  gte(value: unknown): Condition
  lt(value: unknown): Condition
  lte(value: unknown): Condition
  contains(text: string): Condition
  startsWith(text: string): Condition
  isNull(): Condition
  isNotNull(): Condition
  asc(): Order
  desc(): Order
}

/** Every row of `model`. */
export function rowsOf(model: ModelMetadata): RowQuery {
  // Every Model has `all`, a Query, and those have the methods above for any names and values: they
  // check both when they run.
  return (model as ModelMetadata & { readonly all: RowQuery }).all
}

/** The column of `property`, which a declaration was found to have. */
export function columnOf(row: RowColumns, property: string): RowColumn {
  const column = row[property]
  if (column === undefined) throw new TypeError(`A row has no column "${property}"`)
  return column
}

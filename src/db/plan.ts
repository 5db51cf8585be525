/**
 * A plan: everything about running a query that does not depend on its values, computed once.
 *
 * Queries of the same shape share one plan, kept in a bounded cache. Running it is: take the values,
 * bind them, give the text to a connection, and read the arrays that come back.
 */
import type { MaybePromise, RowValues } from './drivers/driver.ts'

export interface Plan<Row = unknown> {
  readonly sql: string
  /** The tables that it reads, for whoever caches or routes. */
  readonly tables: readonly string[]
  /** The parameters of `sql`, in their order, from the values of a query of this shape. */
  bind(values: readonly unknown[]): readonly unknown[]
  /** The row that the columns of `sql` make; without the rows of `includes`. */
  decode(values: RowValues): Row
  /** The JSON text of that row: the same bytes as `JSON.stringify(decode(values))`. */
  serialize(values: RowValues): string
}

/** A statement that changes rows. */
export interface WritePlan {
  readonly sql: string
  readonly table: string
  bind(values: readonly unknown[]): readonly unknown[]
}

/** Runs SQL text with parameters and gives every row; `Connection` is one. */
export interface RowSource {
  all(sql: string, values: readonly unknown[]): MaybePromise<readonly RowValues[]>
}

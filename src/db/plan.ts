/**
 * A plan: everything about running a query that does not depend on its values, computed once.
 *
 * Queries of the same shape share one plan, kept in a bounded cache. Running it is: take the values,
 * bind them, give the text to a connection, and read the arrays that come back (read.ts does that).
 */
import type { Bind } from './bind.ts'
import type { MaybePromise, RowValues } from './drivers/driver.ts'
import type { Decode, JsonNames, ReadSortKey, Serialize } from './row-code.ts'

export interface Plan {
  readonly sql: string
  /** The tables that it reads, for whoever caches or routes; without those of `related`. */
  readonly tables: readonly string[]
  /** The parameters of `sql`, in their order, from the values of a query of this shape. */
  readonly bind: Bind
  /** The row that the columns of `sql` make. */
  readonly decode: Decode
  /**
   * Makes the JSON text of that row, with the names spelled as asked: for `camelCase` the same bytes as
   * `JSON.stringify(decode(values))`. Compiled when a spelling is first asked for.
   */
  serializer(names: JsonNames): Serialize
  /** The values that a row is ordered by; null unless the query asks for them. */
  readonly sortKey: ReadSortKey | null
  /** Statements for the included rows that point back, one each for all parents together. */
  readonly related: readonly RelatedPlan[]
}

export interface RelatedPlan {
  /** Where the parent's row has its key. */
  readonly keyIndex: number
  /** Its rows have the key of the parent that they point at in their last place. */
  readonly plan: Plan
}

/** A statement that changes rows. */
export interface WritePlan {
  readonly sql: string
  readonly bind: Bind
}

/** Runs SQL text with parameters; a `Connection` is one. */
export interface RowSource {
  all(sql: string, values: readonly unknown[]): MaybePromise<readonly RowValues[]>
  first(sql: string, values: readonly unknown[]): MaybePromise<RowValues | null>
}

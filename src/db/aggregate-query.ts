/**
 * Queries whose rows are not rows of a model but facts about groups of them.
 */
import type { GroupedValue } from './aggregate.ts'
import type { Columns } from './columns.ts'
import type { Expression, ExpressionOf } from './expression.ts'
import type { ModelMetadata } from './model.ts'
import type { Ordering, Selection } from './query.ts'
import type { Simplify } from './row.ts'

/** The groups, before it is said what to compute of each. */
export interface GroupedQuery<Described extends ModelMetadata, Groups> {
  /** Adds computed properties to those of the group. */
  aggregate<Outputs extends Readonly<Record<string, Expression>>>(
    outputs: (row: Columns<Described>) => Outputs,
  ): AggregateQuery<
    Simplify<Groups & { readonly [Name in keyof Outputs]: GroupedValue<Outputs[Name]> }>
  >
}

export interface AggregateQuery<Result> extends Selection<Result> {
  /** Keeps the groups for which it is true; what an earlier `having` said must hold as well. */
  having(
    condition: (group: GroupColumns<Result>) => Expression<boolean | null>,
  ): AggregateQuery<Result>
  orderBy(order: (group: GroupColumns<Result>) => Ordering): AggregateQuery<Result>
  limit(rows: number): AggregateQuery<Result>
  offset(rows: number): AggregateQuery<Result>
}

/** The properties of a group as expressions. */
export type GroupColumns<Result> = {
  readonly [Name in keyof Result]: ExpressionOf<Result[Name]>
}

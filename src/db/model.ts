/**
 * A model: what a table, its rows and its relations are, declared once.
 *
 * The value is readonly and does nothing; a Database acts on it. Whatever depends on other models
 * (columns of references, the rows that point back) is computed when first asked for, because
 * models may name each other before they are declared.
 */
import type { Field } from '../schema/index.ts'
import type { AggregateQuery, GroupedQuery } from './aggregate-query.ts'
import type { Column } from './column.ts'
import type { Columns, OwnColumns } from './columns.ts'
import type { Constraint, Declared } from './constraint.ts'
import type { Expression } from './expression.ts'
import type { IncludedRows, IncludeMap } from './include.ts'
import type { Many } from './many.ts'
import { ModelValue } from './model-value.ts'
import type { NoOthers, Ordering, Query, ValuesOf } from './query.ts'
import type { Reference } from './reference.ts'
import type { Row } from './row.ts'

/** What a model tells about itself at run time; the part that needs no types of its fields. */
export interface ModelMetadata {
  readonly name: string
  readonly table: string
  /** Every field by property, the automatic `id` first when the declaration has no key. */
  readonly fields: Readonly<Record<string, Field | Reference | Many>>
  /** In the order of the fields. */
  readonly columns: readonly Column[]
  /** The primary key: one column, or several for a composite key. */
  readonly key: readonly Column[]
  /** Besides the primary key and `unique: true` of single columns. */
  readonly constraints: readonly Constraint[]
  /** Never set: carries the types of the declared fields. */
  readonly '~fields'?: object
}

/** A model, and where every query about its rows starts. The methods are those of `Query`. */
export interface Model<Fields extends object = object> extends ModelMetadata {
  readonly '~fields'?: Fields
  /** Every row, in any order. */
  readonly all: Query<Model<Fields>>
  where(
    condition: (row: Columns<Model<Fields>>) => Expression<boolean | null>,
  ): Query<Model<Fields>>
  orderBy(order: (row: Columns<Model<Fields>>) => Ordering): Query<Model<Fields>>
  limit(rows: number): Query<Model<Fields>>
  select<Chosen extends keyof Row<Model<Fields>>>(
    ...names: readonly Chosen[]
  ): Query<Model<Fields>, Chosen>
  include<const Asked extends IncludeMap<Model<Fields>>>(
    asked: Asked & NoOthers<Asked, IncludeMap<Model<Fields>>>,
  ): Query<Model<Fields>, keyof Row<Model<Fields>>, IncludedRows<Model<Fields>, Asked>>
  groupBy<Chosen extends keyof Row<Model<Fields>>>(
    ...names: readonly Chosen[]
  ): GroupedQuery<Model<Fields>, Pick<Row<Model<Fields>>, Chosen>>
  groupBy<Groups extends Readonly<Record<string, Expression>>>(
    groups: (row: Columns<Model<Fields>>) => Groups,
  ): GroupedQuery<Model<Fields>, ValuesOf<Groups>>
  aggregate<Outputs extends Readonly<Record<string, Expression>>>(
    outputs: (row: Columns<Model<Fields>>) => Outputs,
  ): AggregateQuery<ValuesOf<Outputs>>
}

/**
 * Declares a model. Fields are made by `text()`, `integer()`, ..., `reference()`; rows that point back
 * by functions: `rooms: () => many(RoomType, 'hotel')`. Without a field with `key: true` it gets an
 * integer `id` that the database numbers.
 * Throws ModelError, for what concerns other models when it is first used: `connect` uses them all.
 */
export function model<Fields extends object>(
  name: string,
  fields: Fields,
  constraints: (row: OwnColumns<Fields>) => readonly Declared[] = () => [],
): Model<Fields> {
  // A ModelValue has every method of a Model; their types are about the rows of these fields.
  return new ModelValue(name, fields, constraints) as unknown as Model<Fields>
}

export type { Column, ColumnKind, ColumnReference } from './column.ts'
export {
  type Check,
  check,
  type Constraint,
  type Index,
  index,
  type Unique,
  unique,
} from './constraint.ts'
export type { Condition, Expression, Order } from './expression.ts'
export { type Many, many } from './many.ts'
export { type Model, model, type ModelMetadata } from './model.ts'
export { ModelError } from './model-error.ts'
export type { Plan } from './plan.ts'
export { QueryError } from './query-error.ts'
export { type OnDelete, type Reference, reference } from './reference.ts'
export type { Insert, KeyOf, Row } from './row.ts'
export { ValueError } from './value-error.ts'
export { type Aggregate, type AggregateOptions, avg, count, max, min, sum } from './aggregate.ts'
export type { AggregateQuery, GroupedQuery } from './aggregate-query.ts'
export type { Columns } from './columns.ts'
export type { Query, Selection } from './query.ts'

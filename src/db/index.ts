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
export { connect, type ConnectOptions } from './connect.ts'
export { ConstraintError } from './constraint-error.ts'
export { type Database, database, type DatabaseOptions } from './database.ts'
export { DatabaseBusyError, DatabaseError } from './database-error.ts'
export type { DialectName } from './dialects/dialect.ts'
export type { BoundValue } from './drivers/driver.ts'
export type { Executor, JsonOptions } from './executor.ts'
export { snakeCase } from './identifier.ts'
export type { RelationName, TargetOf } from './include.ts'
export { createMigration } from './migrations/create-migration.ts'
export { migrate, type MigrateOptions, type MigrationProgress } from './migrations/migrate.ts'
export { MigrationError } from './migrations/migration-error.ts'
export type { JsonPage } from './read.ts'
export type { JsonNames } from './row-code.ts'
export { type Sql, sql, type SqlHole, type SqlTag } from './sql-tag.ts'
export type { CommitHook, Transaction, TransactionWork } from './transaction.ts'
export { type Branches, coalesce, when } from './choose.ts'
export type { ChangedValues, Changes } from './changes.ts'
export { and, not, or } from './condition.ts'
export { isSortKey, sortKeyOf } from './sort-key.ts'
export type { UpsertOptions } from './upsert-plan.ts'
// The fields of models, so that a file of models imports from one place.
export {
  boolean,
  choice,
  date,
  decimal,
  email,
  instant,
  integer,
  json,
  list,
  money,
  object,
  slug,
  text,
  url,
  uuid,
  uuidV7,
  version,
} from '../schema/index.ts'

/**
 * How a database says what all databases can do; one value in this folder for each.
 *
 * A dialect is pure: text in, text out. Acting is the driver's part. What differs between databases
 * is asked of the dialect and nowhere decided by its name.
 */
import type { Column, ColumnKind } from '../column.ts'
import type { ModelMetadata } from '../model.ts'

export type DialectName = 'sqlite' | 'postgres' | 'mariadb' | 'oracle'

/** What a refused statement says about the constraint, in the database's own names. */
export interface Violation {
  readonly kind: ViolationKind
  /** Null where the database does not tell (SQLite and foreign keys). */
  readonly table: string | null
  readonly columns: readonly string[]
  /** The constraint's name in the database, null where it does not tell. */
  readonly constraint: string | null
}

export type ViolationKind = 'unique' | 'check' | 'reference' | 'not-null'

export interface Dialect {
  readonly name: DialectName
  /** Placeholders that one statement may have; a multi-row insert is cut into chunks by it. */
  readonly maxParameters: number
  /** Creates, unless it is there, the table that records which migrations have run. */
  readonly createMigrationTable: string
  /** Quotes a name, so that it may be any text but one with a NUL. */
  quote(identifier: string): string
  /** The placeholder of the value at `index` (from 0): `?` or `$1`. */
  placeholder(index: number): string
  /** A value as SQL text, for definitions, where nothing can be bound. Throws TypeError for others. */
  literal(value: unknown): string
  /** The type of a column. */
  columnType(column: Column): string
  /** What follows the name of a key that the database numbers. Numbers are never used again. */
  readonly generatedKey: string
  /** What follows the closing parenthesis of `create table`. */
  tableOptions(model: ModelMetadata): string
  /** The condition that a value of `kind` in the column `name` satisfies, when its type is too wide. */
  kindCheck(kind: ColumnKind, name: string): string | null
  /** What the driver's error tells about a violated constraint; null for any other error. */
  violation(error: unknown): Violation | null
}

/**
 * What a database must be able to do for Portico; one file in this folder for each that can.
 *
 * A driver lends connections, a connection runs SQL text with bound values. An embedded database
 * answers at once and a server later, so every answer is a value or a promise of it: `Session` awaits
 * only what is a promise, which keeps a read of SQLite at the cost of its prepared statement.
 */
import type { Dialect } from '../dialects/dialect.ts'

export type MaybePromise<Value> = Value | Promise<Value>

/**
 * What may be bound. A number is an exact integer up to 2^53 or a fraction, never NaN or infinite;
 * greater integers travel as bigint. Dates are text: the field's kind says which.
 */
export type BoundValue = string | number | bigint | boolean | null | Uint8Array

/** The values of one row in the order of the statement's columns. */
export type RowValues = readonly unknown[]

/** What the connection is wanted for; a driver with replicas or a single writer tells them apart. */
export type Intent = 'read' | 'write'

export interface Driver {
  readonly dialect: Dialect
  /** Whether there is one connection for all writes: then a transaction holds up every other write. */
  readonly singleWriter: boolean
  /**
   * Lends a connection until {@link release}; a second call may wait for the first to end. Rejects
   * with `DatabaseBusyError` when none came free in time, and with `database-closed` after `close`.
   */
  acquire(intent: Intent): MaybePromise<Connection>
  release(connection: Connection): void
  /** Refuses whoever still waits, rolls back whatever is open and lets go of files and sockets. */
  close(): Promise<void>
}

/**
 * One session with the database. Statements are prepared once and kept by their text, so the text
 * must not contain values. Failures are `DatabaseError`s that keep the driver's error as `cause`.
 */
export interface Connection {
  /** All rows as arrays: a plan knows its columns and names them at no cost. */
  all(sql: string, values: readonly unknown[]): MaybePromise<readonly RowValues[]>
  /** The first row, null when there is none. The statement should say `limit 1`. */
  first(sql: string, values: readonly unknown[]): MaybePromise<RowValues | null>
  /** Runs a statement that returns no rows; answers how many it changed. */
  run(sql: string, values: readonly unknown[]): MaybePromise<number>
  /** Rows as objects named by the statement's columns, for SQL that no plan knows. */
  objects(sql: string, values: readonly unknown[]): MaybePromise<Record<string, unknown>[]>
  /** Runs a text of several statements without values, as a migration has it. */
  script(sql: string): MaybePromise<void>
  /** Depth 0 is the transaction, deeper ones are savepoints within it. */
  begin(depth: number): MaybePromise<void>
  commit(depth: number): MaybePromise<void>
  /** Does nothing when the database has ended the transaction by itself (disk full, for one). */
  rollback(depth: number): MaybePromise<void>
}

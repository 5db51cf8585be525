/**
 * One SQLite connection through node:sqlite, which answers synchronously.
 *
 * Numbers are bound as REAL by node:sqlite. Beside a column that is harmless, since the column's
 * affinity converts it; in bare arithmetic `5 / ?` is a fraction, so SQL text written by hand gets
 * its integers as bigint (see sql-tag.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { PorticoError } from '../../internal/index.ts'
import { DatabaseBusyError, databaseClosed, DatabaseError } from '../database-error.ts'
import { isBindable, unbindable } from './bound-value.ts'
import type { Connection, MaybePromise, RowValues } from './driver.ts'
import { StatementCache } from './statement-cache.ts'

/** Statements kept per connection: at least this many, at most twice. */
const STATEMENT_GENERATION = 256

/**
 * How long SQLite itself may wait for another process's lock. It sleeps with the whole thread, so
 * after this the wait goes on in {@link retryWhileBusy}, where other requests can run.
 */
const BLOCKING_WAIT_MS = 20

const SQLITE_BUSY = 5

export interface SqliteConnectionOptions {
  readonly readOnly: boolean
  /** How long a write waits for another process before it is a `database-busy` error. */
  readonly busyTimeoutMs: number
}

export class SqliteConnection implements Connection {
  readonly #database: DatabaseSync
  readonly #statements: StatementCache<StatementSync>
  readonly #busyTimeoutMs: number

  constructor(path: string, options: SqliteConnectionOptions) {
    this.#database = new DatabaseSync(path, {
      readOnly: options.readOnly,
      // A reader meets a lock only while another process recovers or closes the file: it may wait.
      timeout: options.readOnly ? options.busyTimeoutMs : BLOCKING_WAIT_MS,
      enableForeignKeyConstraints: true,
      enableDoubleQuotedStringLiterals: false,
      allowExtension: false,
      returnArrays: true,
    })
    this.#busyTimeoutMs = options.busyTimeoutMs
    this.#statements = new StatementCache(
      (sql) => this.#database.prepare(sql),
      STATEMENT_GENERATION,
    )
  }

  all(sql: string, values: readonly unknown[]): MaybePromise<readonly RowValues[]> {
    try {
      return this.#all(sql, values)
    } catch (error) {
      return this.#recover(sql, error, () => this.#all(sql, values))
    }
  }

  first(sql: string, values: readonly unknown[]): MaybePromise<RowValues | null> {
    try {
      return this.#first(sql, values)
    } catch (error) {
      return this.#recover(sql, error, () => this.#first(sql, values))
    }
  }

  run(sql: string, values: readonly unknown[]): MaybePromise<number> {
    try {
      return this.#run(sql, values)
    } catch (error) {
      return this.#recover(sql, error, () => this.#run(sql, values))
    }
  }

  objects(sql: string, values: readonly unknown[]): MaybePromise<Record<string, unknown>[]> {
    const rows = this.all(sql, values)
    return rows instanceof Promise
      ? rows.then((late) => this.#named(sql, late))
      : this.#named(sql, rows)
  }

  script(sql: string): MaybePromise<void> {
    try {
      return this.#database.exec(sql)
    } catch (error) {
      return this.#recover(sql, error, () => this.#database.exec(sql))
    }
  }

  begin(depth: number): MaybePromise<void> {
    // IMMEDIATE takes the write lock now. A deferred transaction that reads and then writes fails
    // with SQLITE_BUSY whenever another process wrote in between, and no waiting cures that.
    return this.#control(depth === 0 ? 'begin immediate' : `savepoint s${depth}`)
  }

  commit(depth: number): MaybePromise<void> {
    return this.#control(depth === 0 ? 'commit' : `release s${depth}`)
  }

  rollback(depth: number): MaybePromise<void> {
    if (!this.#database.isOpen || !this.#database.isTransaction) return
    if (depth === 0) return this.#control('rollback')
    this.#run(`rollback to s${depth}`, [])
    return this.#control(`release s${depth}`)
  }

  close(): void {
    // SQLite refuses to close a connection with an open transaction on some paths; this never does.
    if (this.#database.isTransaction) this.#database.exec('rollback')
    this.#database.close()
  }

  #all(sql: string, values: readonly unknown[]): readonly RowValues[] {
    // Rows are arrays since the connection was opened with `returnArrays`; the types do not know.
    return this.#statements.get(sql).all(...bound(values)) as unknown as readonly RowValues[]
  }

  #first(sql: string, values: readonly unknown[]): RowValues | null {
    const row: unknown = this.#statements.get(sql).get(...bound(values))
    // As in #all: an array, or undefined for no row.
    return (row as RowValues | undefined) ?? null
  }

  #run(sql: string, values: readonly unknown[]): number {
    return Number(this.#statements.get(sql).run(...bound(values)).changes)
  }

  #control(sql: string): MaybePromise<void> {
    const changes = this.run(sql, [])
    if (changes instanceof Promise) return changes.then(() => undefined)
  }

  #named(sql: string, rows: readonly RowValues[]): Record<string, unknown>[] {
    const names = this.#statements
      .get(sql)
      .columns()
      .map((column) => column.name)
    return rows.map((row) => Object.fromEntries(row.map((value, i) => [names[i], value])))
  }

  /** Waits for another process's lock, or throws the failure as an error of Portico. */
  #recover<Value>(sql: string, error: unknown, again: () => Value): Promise<Value> {
    if (!this.#database.isOpen) throw databaseClosed()
    // Inside a transaction the lock is held already, and a statement alone must not be repeated.
    if (isBusy(error) && !this.#database.isTransaction) {
      return retryWhileBusy(sql, again, this.#busyTimeoutMs)
    }
    throw failure(sql, error)
  }
}

/** The values as node:sqlite takes them; a copy only when one has to be converted. */
function bound(values: readonly unknown[]): readonly SQLInputValue[] {
  for (let i = 0; i < values.length; i++) {
    if (!isBindable(values[i])) throw unbindable(values, i)
    if (typeof values[i] === 'boolean') return withoutBooleans(values)
  }
  // isBindable has let through nothing else than these.
  return values as readonly SQLInputValue[]
}

/** SQLite has no boolean: columns of that kind hold 0 and 1. */
function withoutBooleans(values: readonly unknown[]): readonly SQLInputValue[] {
  return bound(values.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
}

async function retryWhileBusy<Value>(
  sql: string,
  again: () => Value,
  timeoutMs: number,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    // Uneven pauses: two processes that wait in step would meet again and again.
    await sleep(5 + Math.random() * 20)
    try {
      return again()
    } catch (error) {
      if (!isBusy(error)) throw failure(sql, error)
      if (performance.now() > deadline) throw busy(timeoutMs, error)
    }
  }
}

function busy(timeoutMs: number, cause: unknown): DatabaseBusyError {
  return new DatabaseBusyError(
    `The SQLite file stayed locked by another process for ${timeoutMs} ms. Look for a transaction left ` +
      'open there (a shell, a backup, a migration), or raise the option busyTimeoutMs.',
    { cause },
  )
}

function failure(sql: string, error: unknown): unknown {
  if (error instanceof PorticoError) return error
  if (error instanceof RangeError) return outOfRange(sql, error)
  return new DatabaseError(sql, error)
}

/** node:sqlite throws rather than round an integer that a number cannot hold. */
function outOfRange(sql: string, cause: Error): PorticoError {
  return new PorticoError(
    'integer-out-of-range',
    `A column holds an integer beyond 2^53: ${cause.message}. JavaScript numbers would round it. ` +
      `Read it as text: cast(the_column as text). The statement is:\n${sql.slice(0, 2000)}`,
    { cause },
  )
}

function isBusy(error: unknown): boolean {
  // The lowest byte is the primary code; the rest tells recovery from an ordinary lock.
  return (
    error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
  )
}

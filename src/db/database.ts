/**
 * An open database: what `connect` answers and an app closes last.
 *
 * Reads and single writes take a connection for themselves; `transaction` keeps one. The async
 * context is used for diagnosis alone: it tells that a statement waits for a transaction which waits
 * for that statement. It never chooses a connection.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { inspect } from 'node:util'
import { type ContextKey, contextKey, PorticoError } from '../internal/index.ts'
import { DatabaseBusyError } from './database-error.ts'
import type { Connection, Driver, Intent, MaybePromise } from './drivers/driver.ts'
import { Executor } from './executor.ts'
import type { ModelMetadata } from './model.ts'
import { Transaction, type TransactionWork } from './transaction.ts'

export interface DatabaseOptions {
  /** All models of the program. They are checked here, and errors speak in their words. */
  readonly models?: readonly ModelMetadata[] | undefined
  /** Gets what a commit hook threw. The default prints it to standard error. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** What a database needs of an app to be reachable from its handlers. */
export interface Provider {
  provide(key: ContextKey<Database>, value: Database): void
}

const databaseKey: ContextKey<Database> = contextKey<Database>('database')

/** The database of the app that handles `ctx`. Throws when the app has none: app.use(db). */
export function database(ctx: { get(key: ContextKey<Database>): Database }): Database {
  return ctx.get(databaseKey)
}

/** An open transaction, for the messages of whoever waits for it. */
interface Running {
  readonly database: Database
  readonly transaction: Transaction
  readonly origin: { readonly stack?: string }
  readonly startedAt: number
  /** The one whose work this one was started in, maybe of another database. */
  readonly outer: Running | undefined
}

const running = new AsyncLocalStorage<Running>()

export class Database extends Executor implements AsyncDisposable {
  protected override readonly depth: number = 0
  readonly #driver: Driver
  readonly #onError: (error: unknown) => void
  readonly #open: Set<Running> = new Set()

  /** Called by `connect`. */
  constructor(driver: Driver, options: DatabaseOptions = {}) {
    super({ dialect: driver.dialect, models: options.models ?? [] })
    this.#driver = driver
    this.#onError = options.onError ?? printError
  }

  /** For `app.use(db)`: makes `database(ctx)` answer this one. */
  install(app: Provider): void {
    app.provide(databaseKey, this)
  }

  override async transaction<Result>(work: TransactionWork<Result>): Promise<Result> {
    const origin = callerOfTransaction()
    const acquired = this.acquire('write')
    const connection = acquired instanceof Promise ? await acquired : acquired
    const transaction = new Transaction(this.context, connection, 0)
    const outer = running.getStore()
    const entry = { database: this, transaction, origin, startedAt: performance.now(), outer }
    this.#open.add(entry)
    let result: Result
    try {
      result = await running.run(entry, () => transaction.perform(work))
    } finally {
      this.#open.delete(entry)
      this.#driver.release(connection)
    }
    await transaction.runCommitHooks(this.#onError)
    return result
  }

  /**
   * Closes the database. Rejects with `transaction-left-open` when a transaction has not ended: it is
   * rolled back, and the message says where it was started.
   */
  async close(): Promise<void> {
    const left = [...this.#open]
    await this.#driver.close()
    if (left.length === 0) return
    throw new PorticoError(
      'transaction-left-open',
      `The database was closed while ${left.length} transaction(s) were open, and undid their work: ` +
        `${left.map(describe).join('; ')}. Await every transaction before closing: stop the server first.`,
    )
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  protected override acquire(intent: Intent): MaybePromise<Connection> {
    const connection = this.#driver.acquire(intent)
    return connection instanceof Promise ? this.#wait(connection) : connection
  }

  protected override release(connection: Connection): void {
    this.#driver.release(connection)
  }

  async #wait(connection: Promise<Connection>): Promise<Connection> {
    const own = this.#driver.singleWriter ? this.#ownTransaction() : undefined
    if (own !== undefined) {
      // The place in the queue is given back, or the connection would be lent to nobody for ever.
      connection.then((late) => this.release(late)).catch(() => undefined)
      throw deadlock(own)
    }
    try {
      return await connection
    } catch (error) {
      if (!(error instanceof DatabaseBusyError) || this.#open.size === 0) throw error
      const holders = [...this.#open].map(describe).join('; ')
      throw new DatabaseBusyError(`${error.message} Open now: ${holders}.`, { cause: error })
    }
  }

  /** The transaction of this database whose work is running this very call. */
  #ownTransaction(): Running | undefined {
    let entry = running.getStore()
    while (entry !== undefined && !(entry.database === this && entry.transaction.isOpen)) {
      entry = entry.outer
    }
    return entry
  }
}

/** Two lines of the stack, `transaction` and who called it: a quarter of what all ten would cost. */
function callerOfTransaction(): { readonly stack?: string } {
  const origin: { stack?: string } = {}
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 2
  Error.captureStackTrace(origin, callerOfTransaction)
  Error.stackTraceLimit = limit
  return origin
}

function deadlock(own: Running): PorticoError {
  return new PorticoError(
    'transaction-deadlock',
    'A statement was given to the database inside one of its own transactions, and both would wait for ' +
      `each other: ${describe(own)} holds the only connection that can run it. Use the transaction's own ` +
      'object: db.transaction(async (tx) => { await tx.insert(…) }).',
  )
}

function describe(entry: Running): string {
  // After the word "Error" and the line of `transaction` itself.
  const caller = entry.origin.stack?.split('\n')[2]?.trim() ?? 'at an unknown place'
  const seconds = ((performance.now() - entry.startedAt) / 1000).toFixed(1)
  return `the transaction started ${caller}, ${seconds} s ago`
}

function printError(error: unknown): void {
  process.stderr.write(
    `A commit hook failed after its transaction was committed: ${inspect(error)}\n`,
  )
}

/**
 * What runs queries: a Database, or a Transaction of one. A business rule takes an Executor and does
 * not care which.
 *
 * Methods are `async`, yet nothing in them waits for a database that answers at once: SQLite's rows
 * are there when the promise is made.
 */
import { constraintError, type WriteTarget } from './constraint-error.ts'
import { DatabaseError } from './database-error.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Connection, Intent, MaybePromise } from './drivers/driver.ts'
import { missingReferences } from './missing-reference.ts'
import type { ModelMetadata } from './model.ts'
import { type Sql, type SqlHole, sql } from './sql-tag.ts'
import type { TransactionWork } from './transaction.ts'

export interface ExecutorContext {
  readonly dialect: Dialect
  /** What the words of errors are taken from. */
  readonly models: readonly ModelMetadata[]
}

export abstract class Executor {
  protected readonly context: ExecutorContext

  constructor(context: ExecutorContext) {
    this.context = context
  }

  /** How this database says things; for whoever renders SQL by hand. */
  get dialect(): Dialect {
    return this.context.dialect
  }

  /**
   * Runs `work` in a transaction and answers what it answers; when it throws, everything it did is
   * undone and the error is thrown on. Within a transaction: a savepoint.
   */
  abstract transaction<Result>(work: TransactionWork<Result>): Promise<Result>

  protected abstract acquire(intent: Intent): MaybePromise<Connection>
  protected abstract release(connection: Connection): void

  /**
   * Rows of a statement written by hand: db.sql<{ n: number }>`select count(*) as n from hotel`.
   * Values are as the database keeps them: SQLite's booleans are 0 and 1, JSON is text.
   */
  async sql<Row = Record<string, unknown>>(
    texts: TemplateStringsArray,
    ...holes: SqlHole[]
  ): Promise<Row[]> {
    const { text, values } = sql(texts, ...holes).render(this.context.dialect)
    const intent = READS.test(text) ? 'read' : 'write'
    const rows = await this.use(intent, (connection) => connection.objects(text, values))
    // The caller names the type of rows that only the database knows; `sql` says it is unchecked.
    return rows as Row[]
  }

  /** Runs a statement written by hand and answers how many rows it changed. */
  async execute(statement: Sql<unknown>): Promise<number> {
    const { text, values } = statement.render(this.context.dialect)
    return this.use('write', (connection) => connection.run(text, values))
  }

  /**
   * Runs a text of several statements, as a migration or a file of test data has it. Nothing in it is
   * bound or checked: it must be text of your own.
   */
  async script(text: string): Promise<void> {
    return this.use('write', (connection) => connection.script(text))
  }

  /** Lends `work` a connection and takes it back, also after an error. */
  protected use<Result>(
    intent: Intent,
    work: (connection: Connection) => MaybePromise<Result>,
    target: WriteTarget | null = null,
  ): MaybePromise<Result> {
    const connection = this.acquire(intent)
    if (connection instanceof Promise) {
      return connection.then((late) => this.#lend(late, work, target))
    }
    return this.#lend(connection, work, target)
  }

  /** Turns a refused statement into a ConstraintError where it is one. */
  protected explain(error: unknown): unknown {
    if (!(error instanceof DatabaseError)) return error
    const { dialect, models } = this.context
    const violation = dialect.violation(error.cause)
    return violation === null ? error : constraintError(violation, error, models, null)
  }

  #lend<Result>(
    connection: Connection,
    work: (connection: Connection) => MaybePromise<Result>,
    target: WriteTarget | null,
  ): MaybePromise<Result> {
    let result: MaybePromise<Result>
    try {
      result = work(connection)
    } catch (error) {
      return this.#refuse(connection, error, target)
    }
    if (result instanceof Promise) return this.#settle(connection, result, target)
    this.release(connection)
    return result
  }

  async #settle<Result>(
    connection: Connection,
    result: Promise<Result>,
    target: WriteTarget | null,
  ): Promise<Result> {
    let value: Result
    try {
      value = await result
    } catch (error) {
      return this.#refuse(connection, error, target)
    }
    this.release(connection)
    return value
  }

  async #refuse(
    connection: Connection,
    error: unknown,
    target: WriteTarget | null,
  ): Promise<never> {
    try {
      throw await this.#explainWrite(connection, error, target)
    } finally {
      this.release(connection)
    }
  }

  async #explainWrite(
    connection: Connection,
    error: unknown,
    target: WriteTarget | null,
  ): Promise<unknown> {
    if (!(error instanceof DatabaseError) || target === null) return this.explain(error)
    const { dialect, models } = this.context
    const violation = dialect.violation(error.cause)
    if (violation === null) return error
    const isVague = violation.kind === 'reference' && violation.constraint === null
    const columns = isVague ? await missingReferences(connection, dialect, target) : null
    return constraintError({ ...violation, ...(columns && { columns }) }, error, models, target)
  }
}

/** Statements that a connection without the right to write can run; anything else gets the writer. */
const READS = /^\s*(?:select|values|explain)\b/i

/**
 * Lends connections to statements: takes one, runs, gives it back on every path, and says what was
 * refused in the words of the models. Database and Transaction differ in where connections come from.
 */
import { constraintError, type WriteTarget } from './constraint-error.ts'
import { DatabaseError } from './database-error.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Connection, Intent, MaybePromise } from './drivers/driver.ts'
import { missingReferences } from './missing-reference.ts'
import type { ModelMetadata } from './model.ts'

export interface RunnerContext {
  readonly dialect: Dialect
  /** What the words of errors are taken from. */
  readonly models: readonly ModelMetadata[]
}

export abstract class StatementRunner {
  protected readonly context: RunnerContext

  constructor(context: RunnerContext) {
    this.context = context
  }

  /** How deep a transaction is that begins now: 0, or more within one. */
  protected abstract readonly depth: number
  protected abstract acquire(intent: Intent): MaybePromise<Connection>
  protected abstract release(connection: Connection): void

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

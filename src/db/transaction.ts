/**
 * A transaction: all of its statements or none. Within one, a further `transaction` is a savepoint.
 *
 * It owns a connection from BEGIN to COMMIT. The statements of an inner transaction run on the same
 * connection, so the outer one refuses work while an inner one is open: whatever it did would be
 * undone by the inner one's rollback.
 */
import { PorticoError } from '../internal/index.ts'
import type { Connection, MaybePromise } from './drivers/driver.ts'
import { Executor } from './executor.ts'
import type { RunnerContext } from './statement-runner.ts'

export type TransactionWork<Result> = (tx: Transaction) => MaybePromise<Result>

/** Runs after the outermost commit. What it throws is reported and undoes nothing. */
export type CommitHook = () => unknown

export class Transaction extends Executor {
  readonly #connection: Connection
  /** 0 for the outermost. */
  readonly #level: number
  readonly #hooks: CommitHook[] = []
  #inner: Transaction | null = null
  #ended = false

  constructor(context: RunnerContext, connection: Connection, level: number) {
    super(context)
    this.#connection = connection
    this.#level = level
  }

  protected override get depth(): number {
    return this.#level + 1
  }

  /** False once it has been committed or rolled back. */
  get isOpen(): boolean {
    return !this.#ended
  }

  /**
   * Runs `hook` after the outermost transaction has committed, in the order of registration; never
   * when this one or one around it is rolled back. For what must not happen twice or in vain: mail,
   * messages to other systems, caches.
   */
  onCommit(hook: CommitHook): void {
    this.#refuseUnlessOpen()
    this.#hooks.push(hook)
  }

  /** A savepoint: when `work` throws, only what it did is undone, and the error is thrown on. */
  override async transaction<Result>(work: TransactionWork<Result>): Promise<Result> {
    this.#refuseUnlessOpen()
    const inner = new Transaction(this.context, this.#connection, this.depth)
    this.#inner = inner
    try {
      const result = await inner.perform(work)
      this.#hooks.push(...inner.#hooks)
      return result
    } finally {
      this.#inner = null
    }
  }

  /** Begin, `work`, commit; or rollback and the error. Called once, by whoever made this object. */
  async perform<Result>(work: TransactionWork<Result>): Promise<Result> {
    const begun = this.#connection.begin(this.#level)
    if (begun instanceof Promise) await begun
    let result: Result
    try {
      result = await work(this)
      this.#refuseUnlessOpen()
    } catch (error) {
      // Ended already: the one around it was, and took this one with it.
      if (!this.#ended) await this.#undo()
      throw error
    }
    await this.#commit()
    return result
  }

  /** Runs the hooks in order, each to its end. Called after the connection was given back. */
  async runCommitHooks(report: (error: unknown) => void): Promise<void> {
    for (const hook of this.#hooks) {
      try {
        await hook()
      } catch (error) {
        report(error)
      }
    }
  }

  protected override acquire(): Connection {
    this.#refuseUnlessOpen()
    return this.#connection
  }

  /** The connection stays with the transaction. */
  protected override release(): void {}

  #commit(): MaybePromise<void> {
    this.#end()
    try {
      const committed = this.#connection.commit(this.#level)
      return committed instanceof Promise
        ? committed.catch((error) => this.#failed(error))
        : undefined
    } catch (error) {
      return this.#failed(error)
    }
  }

  /** A constraint that is checked at commit fails there and leaves the transaction to undo. */
  async #failed(error: unknown): Promise<never> {
    await this.#undo()
    throw this.explain(error)
  }

  #undo(): MaybePromise<void> {
    this.#end()
    return this.#connection.rollback(this.#level)
  }

  /** Also ends an inner one that nobody awaited: its statements would run outside of any. */
  #end(): void {
    this.#ended = true
    if (this.#inner !== null) this.#inner.#end()
  }

  #refuseUnlessOpen(): void {
    if (this.#ended) throw ended()
    if (this.#inner !== null) throw nested()
  }
}

function ended(): PorticoError {
  return new PorticoError(
    'transaction-ended',
    'A transaction was used after its end: it has been committed or rolled back already. Usually an ' +
      '`await` is missing inside db.transaction(async (tx) => …), or tx was kept in a variable. Await ' +
      'everything inside, and use the database itself afterwards.',
  )
}

function nested(): PorticoError {
  return new PorticoError(
    'transaction-nested',
    'A transaction was used while one inside it is open: the inner rollback would undo that work too. ' +
      'Inside tx.transaction(async (inner) => …) use inner; await it before using tx again, and start ' +
      'inner transactions one after the other, not with Promise.all.',
  )
}

/**
 * A lock for one holder; whoever waits gets it in the order of asking.
 *
 * SQLite has one writer at a time and no fairness of its own: connections that poll for its lock
 * starve each other. Inside one process this queue decides, so the database's lock is only ever
 * contended by other processes.
 */
import { DatabaseBusyError, databaseClosed } from '../database-error.ts'

interface Waiter {
  readonly grant: () => void
  readonly refuse: (error: Error) => void
}

export class FairLock {
  #held = false
  #closed = false
  /** In the order of asking: a Set keeps it and drops a waiter that gave up without a search. */
  readonly #waiters: Set<Waiter> = new Set()

  /** Takes the lock if that needs no waiting. Throws `database-closed` after {@link close}. */
  tryAcquire(): boolean {
    if (this.#closed) throw databaseClosed()
    if (this.#held) return false
    this.#held = true
    return true
  }

  /** Waits for a lock that {@link tryAcquire} did not give; rejects with `database-busy`. */
  acquire(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiter.refuse(timedOut(timeoutMs)), timeoutMs)
      const leave = (): void => {
        clearTimeout(timer)
        this.#waiters.delete(waiter)
      }
      const waiter: Waiter = {
        grant: () => (leave(), resolve()),
        refuse: (error) => (leave(), reject(error)),
      }
      this.#waiters.add(waiter)
    })
  }

  /** Hands the lock to the first who waits: it is never free in between, so nobody overtakes. */
  release(): void {
    if (this.#waiters.size === 0) {
      this.#held = false
      return
    }
    for (const waiter of this.#waiters) return waiter.grant()
  }

  /** Refuses everyone who waits and everyone who will ask; the holder may go on to its end. */
  close(): void {
    this.#closed = true
    for (const waiter of this.#waiters) waiter.refuse(databaseClosed())
  }
}

function timedOut(timeoutMs: number): DatabaseBusyError {
  return new DatabaseBusyError(
    `No connection came free within ${timeoutMs} ms: another transaction kept it. ` +
      'Keep transactions short (no HTTP calls or sleeping inside), or raise the option busyTimeoutMs.',
  )
}

/**
 * SQLite through node:sqlite: the embedded default and the reference for the other drivers.
 *
 * A file has one connection that writes, lent through a fair queue, and one that only reads, lent to
 * everyone at once: in WAL mode (sqlite.org/wal.html) readers see the last commit and neither wait
 * for the writer nor hold it up. A database in memory exists in one connection alone, so there reads
 * queue behind an open transaction. synchronous=FULL makes a commit survive kill -9 and power loss.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PorticoError } from '../../internal/index.ts'
import { DatabaseBusyError } from '../database-error.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { sqlite } from '../dialects/sqlite.ts'
import type { Connection, Driver, Intent, MaybePromise } from './driver.ts'
import { FairLock } from './fair-lock.ts'
import { SqliteConnection } from './sqlite-connection.ts'

export interface SqliteOptions {
  /** How long a write waits for its turn, in this process and for others. Milliseconds. */
  readonly busyTimeoutMs: number
}

/** Opens the database of `sqlite:PATH` or `sqlite::memory:`; creates the file and its folder. */
export async function openSqlite(url: string, options: SqliteOptions): Promise<Driver> {
  const path = pathOf(url)
  const { busyTimeoutMs } = options
  if (path === ':memory:') {
    return new SqliteDriver(
      new SqliteConnection(path, { readOnly: false, busyTimeoutMs }),
      null,
      options,
    )
  }
  mkdirSync(dirname(path), { recursive: true })
  const writer = new SqliteConnection(path, { readOnly: false, busyTimeoutMs })
  await switchToWal(writer, busyTimeoutMs)
  await writer.run('pragma synchronous = full', [])
  const reader = new SqliteConnection(path, { readOnly: true, busyTimeoutMs })
  return new SqliteDriver(writer, reader, options)
}

class SqliteDriver implements Driver {
  readonly dialect: Dialect = sqlite
  readonly singleWriter: boolean = true
  readonly #writer: SqliteConnection
  /** Null in memory, where the writer serves reads too. */
  readonly #reader: SqliteConnection | null
  readonly #lock = new FairLock()
  readonly #busyTimeoutMs: number
  #closed = false

  constructor(writer: SqliteConnection, reader: SqliteConnection | null, options: SqliteOptions) {
    this.#writer = writer
    this.#reader = reader
    this.#busyTimeoutMs = options.busyTimeoutMs
  }

  acquire(intent: Intent): MaybePromise<Connection> {
    if (intent === 'read' && this.#reader !== null && !this.#closed) return this.#reader
    if (this.#lock.tryAcquire()) return this.#writer
    return this.#lock.acquire(this.#busyTimeoutMs).then(() => this.#writer)
  }

  release(connection: Connection): void {
    if (connection === this.#writer) this.#lock.release()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#lock.close()
    this.#reader?.close()
    // Last, so that the file's log is folded into it and its -wal and -shm files disappear.
    this.#writer.close()
  }
}

/** The mode is a property of the file; switching needs it alone, and SQLite does not wait for that. */
async function switchToWal(writer: SqliteConnection, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const row = await writer.first('pragma journal_mode = wal', [])
    if (row?.[0] === 'wal') return
    if (performance.now() > deadline) {
      throw new DatabaseBusyError(
        `SQLite could not switch the file to its write-ahead log within ${timeoutMs} ms and stays in ` +
          `mode "${String(row?.[0])}". Close other programs that have it open, and keep it on a local disk: ` +
          'the log needs shared memory, which network file systems lack.',
      )
    }
    await sleep(20)
  }
}

function pathOf(url: string): string {
  const path = url.slice('sqlite:'.length)
  if (path.startsWith('///')) return path.slice(2)
  if (path !== '' && !path.startsWith('//') && !path.includes('?')) return path
  throw new PorticoError(
    'database-url-invalid',
    `Database URL "${url}" names no SQLite file. Write sqlite:var/app.db for a path relative to the ` +
      'working directory, sqlite:/srv/app.db for an absolute one, or sqlite::memory:. Options go into ' +
      'connect(url, options), not into the URL.',
  )
}

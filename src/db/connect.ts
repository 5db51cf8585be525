/**
 * Opens a database by its URL. The scheme picks the driver, and only that driver is loaded.
 */
import { listNames, PorticoError } from '../internal/index.ts'
import { Database, type DatabaseOptions } from './database.ts'
import type { Driver } from './drivers/driver.ts'
import type { ModelMetadata } from './model.ts'
import { ModelError } from './model-error.ts'

export interface ConnectOptions extends DatabaseOptions {
  /**
   * How long a statement waits for a connection, or for another process's lock, before it fails with
   * `database-busy`. Milliseconds; 5000 if not given.
   */
  readonly busyTimeoutMs?: number | undefined
}

const DEFAULT_BUSY_TIMEOUT_MS = 5000

type Open = (url: string, options: { readonly busyTimeoutMs: number }) => Promise<Driver>

const drivers: Readonly<Record<string, () => Promise<Open>>> = {
  sqlite: async () => (await import('./drivers/sqlite.ts')).openSqlite,
}

/**
 * Opens the database of `url`: `sqlite:var/app.db` (created with its folder when missing) or
 * `sqlite::memory:`. Throws `database-scheme-unknown` or `database-url-invalid`, and ModelError for
 * models that do not fit together.
 */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Database> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(':')))
  const load = Object.hasOwn(drivers, scheme) ? drivers[scheme] : undefined
  if (load === undefined) throw unknownScheme(scheme)
  checkModels(options.models ?? [])
  const open = await load()
  const busyTimeoutMs = options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS
  return new Database(await open(url, { busyTimeoutMs }), options)
}

/** Asks each model for what it computes late, so that mistakes show now and not in a request. */
function checkModels(models: readonly ModelMetadata[]): void {
  const owners = new Map<string, string>()
  for (const model of models) {
    const { name, table } = model
    const owner = owners.get(table)
    if (owner !== undefined) {
      throw new ModelError(
        'model-duplicate',
        `Two models have the table "${table}": ${owner} and ${name}. Rename one.`,
      )
    }
    owners.set(table, name)
    void [model.columns, model.key, model.constraints]
  }
}

/** Says the scheme alone: the rest of a URL may hold a password. */
function unknownScheme(scheme: string): PorticoError {
  return new PorticoError(
    'database-scheme-unknown',
    `No database driver is called ${JSON.stringify(scheme.slice(0, 32))}. Drivers: ` +
      `${listNames(Object.keys(drivers))}. Write the URL as sqlite:var/app.db or sqlite::memory:.`,
  )
}

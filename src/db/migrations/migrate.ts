/**
 * Runs the migrations that a database has not seen yet.
 *
 * Each file is one transaction together with its row in `portico_migration`, so a process that is
 * killed leaves either both or neither and the next start goes on from there. The transaction also
 * is the lock: a second process waits for it, then finds the file recorded and skips it.
 */
import type { Database } from '../database.ts'
import { DatabaseBusyError } from '../database-error.ts'
import { sql } from '../sql-tag.ts'
import type { Transaction } from '../transaction.ts'
import { MigrationError } from './migration-error.ts'
import { type MigrationFile, readMigrations } from './migration-file.ts'

export interface MigrateOptions {
  readonly onProgress?: ((progress: MigrationProgress) => void) | undefined
  /** How long to wait while another process migrates. Milliseconds; ten minutes if not given. */
  readonly waitMs?: number | undefined
}

export interface MigrationProgress {
  /** `waiting`: another process holds the database; `applied`: also for what it has done meanwhile. */
  readonly state: 'waiting' | 'applying' | 'applied'
  readonly name: string
  /** Position among the files of the folder, from 1. */
  readonly position: number
  readonly count: number
}

const DEFAULT_WAIT_MS = 600_000

interface Applied {
  readonly name: string
  readonly checksum: string
}

/**
 * Brings `db` up to the last migration in `directory` and answers the names of those it ran. Throws
 * MigrationError when the files and what was run do not belong together, or when one fails; those
 * before it stay applied.
 */
export async function migrate(
  db: Database,
  directory: string | URL,
  options: MigrateOptions = {},
): Promise<string[]> {
  const files = await readMigrations(directory)
  const deadline = performance.now() + (options.waitMs ?? DEFAULT_WAIT_MS)
  const ran: string[] = []
  for (const [index, file] of files.entries()) {
    const report = (state: MigrationProgress['state']): void =>
      options.onProgress?.({ state, name: file.name, position: index + 1, count: files.length })
    const attempt = (): Promise<boolean> =>
      db.transaction((tx) => applyIfPending(tx, file, files, () => report('applying')))
    const applied = await whileBusy(attempt, deadline, () => report('waiting'))
    if (applied) ran.push(file.name)
    if (applied) report('applied')
  }
  return ran
}

/** Tries again while another process holds the database; its migration may take minutes. */
async function whileBusy<Result>(
  attempt: () => Promise<Result>,
  deadline: number,
  onWait: () => void,
): Promise<Result> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof DatabaseBusyError) || performance.now() > deadline) throw error
      onWait()
    }
  }
}

async function applyIfPending(
  tx: Transaction,
  file: MigrationFile,
  files: readonly MigrationFile[],
  onStart: () => void,
): Promise<boolean> {
  await tx.execute(sql.unsafeRaw(tx.dialect.createMigrationTable))
  const applied = await tx.sql<Applied>`select name, checksum from portico_migration order by name`
  refuseMismatch(applied, files)
  const last = applied.at(-1)
  if (applied.some((one) => one.name === file.name)) return false
  if (last !== undefined && last.name > file.name) throw outOfOrder(file, last)
  onStart()
  try {
    await tx.script(file.text)
  } catch (cause) {
    throw failed(file, cause)
  }
  await tx.execute(
    sql`insert into portico_migration values (${file.name}, ${file.checksum}, ${new Date().toISOString()})`,
  )
  return true
}

function refuseMismatch(applied: readonly Applied[], files: readonly MigrationFile[]): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const { name, checksum } of applied) {
    const file = byName.get(name)
    if (file === undefined) {
      throw new MigrationError(
        'migration-missing',
        `The database has run the migration ${name}, but there is no file ${name}.sql. Restore the file; ` +
          'or, if this database belongs to another version of the program, use another database.',
      )
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        'migration-changed',
        `The file ${name}.sql has changed since this database ran it, so nobody can tell what its tables ` +
          'are like. Undo the edit and put the change into a new migration.',
      )
    }
  }
}

function outOfOrder(file: MigrationFile, last: Applied): MigrationError {
  return new MigrationError(
    'migration-order',
    `The migration ${file.name} has not run, but ${last.name}, which comes after it, has. It would meet ` +
      `tables that it was not written for. Give ${file.name} a number after ${last.name}.`,
  )
}

function failed(file: MigrationFile, cause: unknown): MigrationError {
  // The driver's own words: DatabaseError would repeat the whole file.
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  return new MigrationError(
    'migration-failed',
    `The migration ${file.name} failed and was undone: ${inner instanceof Error ? inner.message : String(inner)}. ` +
      'The migrations before it stay applied. Correct the file and start again.',
    { cause },
  )
}

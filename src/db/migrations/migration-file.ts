/**
 * Migrations as files: `0001_initial.sql`, `0002_add_reviews.sql`, run in the order of their numbers.
 *
 * Plain SQL text, because a migration has to mean the same for ever, whatever becomes of the models
 * it was generated from. Its checksum is recorded when it runs, so an edit afterwards is noticed.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MigrationError } from './migration-error.ts'

export interface MigrationFile {
  /** The file's name without `.sql`: `0001_initial`. */
  readonly name: string
  readonly text: string
  readonly checksum: string
}

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/

/** The migrations of `directory` in order. Throws MigrationError for a folder that cannot be run. */
export async function readMigrations(directory: string | URL): Promise<MigrationFile[]> {
  const folder = directory instanceof URL ? fileURLToPath(directory) : directory
  const names = (await listFiles(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  refuseBadNames(folder, names)
  return Promise.all(
    names.map(async (file) => {
      // A checkout on Windows may turn \n into \r\n; that is no change of the migration.
      const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(text).digest('hex')
      return { name: file.slice(0, -'.sql'.length), text, checksum }
    }),
  )
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    throw new MigrationError(
      'migration-folder-missing',
      `The folder of migrations ${JSON.stringify(folder)} cannot be read. Create it, or correct the path: ` +
        'a relative one starts at the working directory, new URL("migrations", import.meta.url) at the file.',
      { cause },
    )
  }
}

function refuseBadNames(folder: string, names: readonly string[]): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const number = FILE_NAME.exec(name)?.[1]
    if (number === undefined) {
      throw new MigrationError(
        'migration-name-invalid',
        `${JSON.stringify(name)} in ${JSON.stringify(folder)} is no name of a migration. Call it by four ` +
          'digits, _ and lower-case words: 0002_add_reviews.sql.',
      )
    }
    const other = seen.get(number)
    if (other !== undefined) {
      throw new MigrationError(
        'migration-name-invalid',
        `${JSON.stringify(folder)} has two migrations with the number ${number}: ${other} and ${name}. Their ` +
          'order must be certain: give the newer one the next free number.',
      )
    }
    seen.set(number, name)
  }
}

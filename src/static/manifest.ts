/**
 * The files of one or more directories, by name, each with the hash of its content.
 *
 * A request is looked up here, in a map: no path of a client ever reaches the disk. Dotfiles and symbolic
 * links are left out. The first directory that has a name wins, so an app can replace the files of a component.
 */
import { createHash, hash } from 'node:crypto'
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  type Dirent,
} from 'node:fs'
import path from 'node:path'
import { PorticoError } from '../internal/index.ts'
import { relinkCss } from './css-links.ts'

export interface StaticFile {
  /** With slashes, such as `img/logo.svg`. */
  readonly name: string
  /** The name with a part of the hash, such as `img/logo.r4nd0mHash.svg`. */
  readonly hashedName: string
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** 132 bits of SHA-256 of the content, in base64url. */
  readonly hash: string
  /** What to send where it is not what the disk has: a style sheet with its links renamed. */
  readonly content: Buffer | null
}

export interface Manifest {
  readonly byName: ReadonlyMap<string, StaticFile>
  readonly byHashedName: ReadonlyMap<string, StaticFile>
}

/** Hashes by path, size and time, so that reading a directory again reads only what has changed. */
export type HashCache = Map<string, string>

/** Bytes up to which a file is kept in memory if it is text. */
export const MAX_STORED_SIZE = 1_048_576
const HASH_LENGTH = 22 // characters of base64url
const NAME_HASH_LENGTH = 10 // of them, in a name: 60 bits tell the versions of one file apart
const CHUNK = 1_048_576 // bytes

/**
 * Reads `directories` and the single `files` (name to absolute path), which win over both. Throws PorticoError
 * `static-not-found` for a directory or file that is not there. Reads every file once.
 */
export function readManifest(
  directories: readonly string[],
  files: Readonly<Record<string, string>>,
  cache: HashCache = new Map(),
): Manifest {
  const paths = findPaths(directories, files)
  const byName = new Map<string, StaticFile | null>()
  const describe = (name: string): StaticFile | null => {
    const known = byName.get(name)
    const filePath = paths.get(name)
    if (known !== undefined || filePath === undefined) return known ?? null
    byName.set(name, null) // while it is being described: style sheets may point at each other
    const file = describeFile(name, filePath, cache, (other) => describe(other)?.hashedName ?? null)
    byName.set(name, file)
    return file
  }
  const all = [...paths.keys()].map(describe).filter((file) => file !== null)
  return {
    byName: new Map(all.map((file) => [file.name, file])),
    byHashedName: new Map(all.map((file) => [file.hashedName, file])),
  }
}

function findPaths(
  directories: readonly string[],
  files: Readonly<Record<string, string>>,
): Map<string, string> {
  const paths = new Map(Object.entries(files))
  for (const directory of directories) {
    for (const filePath of walk(directory)) {
      const name = path.relative(directory, filePath).replaceAll(path.sep, '/')
      if (!paths.has(name)) paths.set(name, filePath)
    }
  }
  return paths
}

function* walk(directory: string): Generator<string> {
  for (const entry of entriesOf(directory)) {
    if (entry.name.startsWith('.')) continue
    const entryPath = path.join(directory, entry.name)
    if (entry.isDirectory()) yield* walk(entryPath)
    else if (entry.isFile()) yield entryPath
  }
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch (cause) {
    throw notFound('directory', directory, cause)
  }
}

function describeFile(
  name: string,
  filePath: string,
  cache: HashCache,
  hashedNameOf: (name: string) => string | null,
): StaticFile {
  const { size, mtimeMs } = statFile(filePath)
  const { dir, name: stem, ext } = path.posix.parse(name)
  const content =
    ext === '.css' && size <= MAX_STORED_SIZE
      ? Buffer.from(relinkCss(readFileSync(filePath, 'utf8'), name, hashedNameOf))
      : null
  const version = `${filePath}\0${size}\0${mtimeMs}`
  const known =
    content === null
      ? (cache.get(version) ?? hashFile(filePath))
      : hash('sha256', content, 'base64url')
  if (content === null) cache.set(version, known)
  const hashedName = path.posix.join(dir, `${stem}.${known.slice(0, NAME_HASH_LENGTH)}${ext}`)
  return { name, hashedName, path: filePath, size, hash: known.slice(0, HASH_LENGTH), content }
}

function statFile(filePath: string): { size: number; mtimeMs: number } {
  try {
    return statSync(filePath)
  } catch (cause) {
    throw notFound('file', filePath, cause)
  }
}

function hashFile(filePath: string): string {
  const content = createHash('sha256')
  const buffer = Buffer.allocUnsafe(CHUNK)
  const file = openSync(filePath, 'r')
  try {
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
      content.update(buffer.subarray(0, size))
    }
  } finally {
    closeSync(file)
  }
  return content.digest('base64url')
}

function notFound(kind: string, where: string, cause: unknown): PorticoError {
  return new PorticoError(
    'static-not-found',
    `There is no static ${kind} ${where}. Create it, or correct the path given to staticFiles(); ` +
      "a path beside the code is path.join(import.meta.dirname, 'static').",
    { cause },
  )
}

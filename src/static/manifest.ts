/**
 * The files of one or more directories, by name, each with the hash of its content.
 *
 * A request is looked up here, in a map: no path of a client ever reaches the disk. Dotfiles and symbolic
 * links are left out. The first directory that has a name wins, so an app can replace the files of a component.
 */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readdirSync, readSync, statSync, type Dirent } from 'node:fs'
import path from 'node:path'
import { PorticoError } from '../internal/index.ts'

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
}

export interface Manifest {
  readonly byName: ReadonlyMap<string, StaticFile>
  readonly byHashedName: ReadonlyMap<string, StaticFile>
}

/** Hashes by path, size and time, so that reading a directory again reads only what has changed. */
export type HashCache = Map<string, string>

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
  const byName = new Map<string, StaticFile>()
  for (const [name, filePath] of Object.entries(files)) {
    byName.set(name, describeFile(name, filePath, cache))
  }
  for (const directory of directories) {
    for (const filePath of walk(directory)) {
      const name = path.relative(directory, filePath).replaceAll(path.sep, '/')
      if (!byName.has(name)) byName.set(name, describeFile(name, filePath, cache))
    }
  }
  const byHashedName = new Map([...byName.values()].map((file) => [file.hashedName, file]))
  return { byName, byHashedName }
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

function describeFile(name: string, filePath: string, cache: HashCache): StaticFile {
  const { size, mtimeMs } = statFile(filePath)
  const version = `${filePath}\0${size}\0${mtimeMs}`
  let hash = cache.get(version)
  if (hash === undefined) cache.set(version, (hash = hashFile(filePath)))
  const { dir, name: stem, ext } = path.posix.parse(name)
  const hashedName = path.posix.join(dir, `${stem}.${hash.slice(0, NAME_HASH_LENGTH)}${ext}`)
  return { name, hashedName, path: filePath, size, hash }
}

function statFile(filePath: string): { size: number; mtimeMs: number } {
  try {
    return statSync(filePath)
  } catch (cause) {
    throw notFound('file', filePath, cause)
  }
}

function hashFile(filePath: string): string {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(CHUNK)
  const file = openSync(filePath, 'r')
  try {
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, size))
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('base64url').slice(0, HASH_LENGTH)
}

function notFound(kind: string, where: string, cause: unknown): PorticoError {
  return new PorticoError(
    'static-not-found',
    `There is no static ${kind} ${where}. Create it, or correct the path given to staticFiles(); ` +
      "a path beside the code is path.join(import.meta.dirname, 'static').",
    { cause },
  )
}

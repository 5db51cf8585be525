/**
 * Serves files that belong to the app: style sheets, scripts, fonts, images.
 *
 * A page asks for `assets.url('site.css')` and gets a name with the hash of the content, which browsers and
 * proxies keep for a year; a new content has a new name. The plain name is served too and checked each
 * time, for what no code of yours writes, such as `/favicon.ico`. Text up to a megabyte is kept in memory
 * with its compressed copies; anything else is streamed from the disk.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  HttpError,
  isCompressibleType,
  mediaTypeOf,
  sendFile,
  StoredContent,
  type Component,
  type Group,
} from '../http/index.ts'
import { PorticoError, listNames } from '../internal/index.ts'
import { MAX_STORED_SIZE, readManifest } from './manifest.ts'
import type { HashCache, Manifest, StaticFile } from './manifest.ts'

export interface StaticOptions {
  /** Single files from elsewhere by the name to serve them under, such as fonts of an npm package. */
  readonly files?: Readonly<Record<string, string>>
  /** False makes `url()` give plain names, for a proxy that adds its own; true when not given. */
  readonly immutable?: boolean
  /** Reads the directories again whenever they are asked for something. For development; false when not given. */
  readonly reload?: boolean
}

/** Mount it: `app.mount('/static', assets)`. */
export interface StaticFiles extends Component {
  /**
   * The address of the file `name`, such as `/static/site.Xy12_abcde.css`. Throws PorticoError
   * `static-file-unknown`, which lists the names there are, and `static-not-mounted`.
   */
  url(name: string): string
}

const IMMUTABLE = 'public, max-age=31536000, immutable' // a year, RFC 8246
const REVALIDATED = 'no-cache'

/**
 * Reads the directories (the first that has a name wins) and hashes their files, now. Paths are absolute:
 * `path.join(import.meta.dirname, 'static')`.
 */
export function staticFiles(
  directories: string | readonly string[],
  options: StaticOptions = {},
): StaticFiles {
  const roots = (typeof directories === 'string' ? [directories] : directories).map(checkAbsolute)
  const hashes: HashCache = new Map()
  const read = (): Manifest => readManifest(roots, options.files ?? {}, hashes)
  const manifest = read()
  const current = options.reload === true ? read : (): Manifest => manifest
  const stored = new Map<string, Promise<StoredContent>>()
  let address: ((name: string) => string) | null = null

  return {
    routes(group: Group) {
      const route = group.get('/*', (ctx) => {
        const name = ctx.params['*'] ?? ''
        const { byName, byHashedName } = current()
        const hashed = byHashedName.get(name)
        const file = hashed ?? byName.get(name)
        if (file === undefined) throw notFound()
        return answer(file, hashed === undefined ? REVALIDATED : IMMUTABLE, stored)
      })
      address ??= (name) => route.url({ '*': name })
    },
    url(name) {
      if (address === null) throw notMounted(name)
      const { byName } = current()
      const file = byName.get(name)
      if (file === undefined) throw unknown(name, byName.keys())
      return address(options.immutable === false ? name : file.hashedName)
    },
  }
}

function answer(
  file: StaticFile,
  cacheControl: string,
  stored: Map<string, Promise<StoredContent>>,
): unknown {
  const contentType = mediaTypeOf(file.name)
  const etag = `"${file.hash}"`
  if (file.size > MAX_STORED_SIZE || !isCompressibleType(contentType)) {
    return sendFile(file.path, { contentType, cacheControl, etag })
  }
  let content = stored.get(file.hashedName)
  if (content === undefined) {
    content = readContent(file).then((bytes) => new StoredContent(bytes, { contentType, etag }))
    stored.set(file.hashedName, content)
    // A file that could not be read now may be readable for the next request.
    content.catch(() => stored.delete(file.hashedName))
  }
  return content.then((ready) => ready.send(cacheControl))
}

async function readContent(file: StaticFile): Promise<Buffer> {
  return file.content ?? readFile(file.path)
}

function checkAbsolute(directory: string): string {
  if (path.isAbsolute(directory)) return directory
  throw new PorticoError(
    'static-path-relative',
    `staticFiles(${JSON.stringify(directory)}) has a relative path, so the files would depend on where the process was ` +
      `started. Write path.join(import.meta.dirname, ${JSON.stringify(directory)}).`,
  )
}

function notFound(): HttpError {
  return new HttpError(404, 'not-found', 'There is no file at this address. Check its spelling.')
}

function notMounted(name: string): PorticoError {
  return new PorticoError(
    'static-not-mounted',
    `url(${JSON.stringify(name)}) was asked of static files that no app serves, so they have no address. ` +
      "Mount them first: app.mount('/static', assets).",
  )
}

function unknown(name: string, known: Iterable<string>): PorticoError {
  return new PorticoError(
    'static-file-unknown',
    `There is no static file ${JSON.stringify(name)}. There are: ${listNames([...known].slice(0, 50))}. ` +
      'Correct the name, or add the file and start again.',
  )
}

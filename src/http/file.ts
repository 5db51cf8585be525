/**
 * Sends a file, whole or in part, with its type and validators.
 *
 * A path that comes from a request is resolved under a root, and whatever leads elsewhere is a 404 like
 * any missing file: `..`, dotfiles, backslashes, NUL, a symbolic link out of the root. The check that counts
 * is on the real path; the one on the text only spares the disk. Nothing is open while nobody reads:
 * a client that leaves before the first byte would leak a descriptor.
 */
import { open, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { PorticoError } from '../internal/index.ts'
import { checkPreconditions } from './conditional.ts'
import { formatHttpDate } from './http-date.ts'
import { HttpError } from './http-error.ts'
import { mediaTypeOf } from './media-type.ts'
import { selectRange } from './range.ts'
import { flattenHeaders, Reply, respond, type RequestHead, type Responder } from './reply.ts'

export interface FileOptions {
  /** The directory that the path is relative to. Needed whenever any part of it comes from a request. */
  readonly root?: string
  /** By the extension when not given. */
  readonly contentType?: string
  /** `no-cache` when not given: kept, but checked with the server before each use. */
  readonly cacheControl?: string
  /** A strong tag of the content, with its quotes, if it is known; of size and time when not given. */
  readonly etag?: string
  /** Makes the browser store the file under this name instead of showing it. */
  readonly download?: string
}

interface FileFacts {
  readonly path: string
  readonly size: number
  readonly etag: string
  /** Milliseconds since 1970. */
  readonly modified: number
  readonly inode: number
}

const CHUNK_SIZE = 65_536 // bytes; what Node's own file streams read
const MISSING: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ENAMETOOLONG',
  'ELOOP',
  'EACCES',
  'EPERM',
])

/**
 * A file as the answer of a handler. Answers 206 to a range, throws HttpError 412 `precondition-failed`, 416
 * `range-unsatisfiable`, 404 `not-found` for what is no readable file under `root`. Without `root` the path
 * must be absolute and your own.
 */
export function sendFile(filePath: string, options: FileOptions = {}): Responder {
  if (options.root === undefined && !path.isAbsolute(filePath)) {
    throw new PorticoError(
      'file-path-relative',
      `sendFile(${JSON.stringify(filePath.slice(0, 32))}) has a relative path and no root, so the file would depend on ` +
        'where the process was started. Pass { root: import.meta.dirname }, or an absolute path.',
    )
  }
  return { [respond]: (request) => fileReply(filePath, options, request) }
}

/** The 412 of a request that names another version than `etag`. */
export function preconditionFailed(etag: string): HttpError {
  return new HttpError(
    412,
    'precondition-failed',
    'The file is not the one that the request names. Read it again.',
    {
      headers: { etag },
    },
  )
}

/** The 416 of a range beyond `size` bytes. */
export function rangeUnsatisfiable(size: number): HttpError {
  return new HttpError(
    416,
    'range-unsatisfiable',
    `The range begins after the end of the file, which has ${size} bytes.`,
    {
      headers: { 'content-range': `bytes */${size}` },
    },
  )
}

async function fileReply(
  filePath: string,
  options: FileOptions,
  request: RequestHead,
): Promise<Reply> {
  const { root, contentType = mediaTypeOf(filePath), cacheControl = 'no-cache' } = options
  const file = await statFile(
    root === undefined ? filePath : await resolveUnder(root, filePath),
    options.etag,
  )
  const lastModified = formatHttpDate(file.modified)
  const precondition = checkPreconditions(request, { etag: file.etag, lastModified: file.modified })
  if (precondition === 'failed') throw preconditionFailed(file.etag)
  // A 304 is the whole file as far as this function goes; the delivery drops the body.
  const range =
    precondition === 'met' ? selectRange(request, file.size, file.etag, lastModified) : null
  if (range === 'unsatisfiable') throw rangeUnsatisfiable(file.size)

  const { start, end } = range ?? { start: 0, end: file.size - 1 }
  const headers = flattenHeaders({
    'content-type': contentType,
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    etag: file.etag,
    'last-modified': lastModified,
    'cache-control': cacheControl,
  })
  if (options.download !== undefined) {
    headers.push('content-disposition', attachment(options.download))
  }
  if (range !== null) headers.push('content-range', `bytes ${start}-${end}/${file.size}`)
  return new Reply(range === null ? 200 : 206, headers, readBytes(file, start, end - start + 1))
}

/** The real path of `relative` under `root`. Throws HttpError 404 when it leads elsewhere. */
async function resolveUnder(root: string, relative: string): Promise<string> {
  // Backslash and colon are separators on Windows only, but refused everywhere: one behaviour to test.
  if (/[\0\\:]/.test(relative) || path.isAbsolute(relative)) throw notFound()
  if (relative.split('/').some((segment) => segment.startsWith('.'))) throw notFound()
  const [realRoot, real] = await Promise.all([
    realpath(root),
    realpath(path.join(root, relative)).catch(notFoundIfMissing),
  ])
  // The separator, or `/srv/files-private` would pass for a part of `/srv/files`.
  if (!real.startsWith(realRoot.endsWith(path.sep) ? realRoot : realRoot + path.sep))
    throw notFound()
  return real
}

async function statFile(filePath: string, etag: string | undefined): Promise<FileFacts> {
  const found = await stat(filePath).catch(notFoundIfMissing)
  if (!found.isFile()) throw notFound()
  const version = Math.round(found.mtimeMs * 1000).toString(36)
  return {
    path: filePath,
    size: found.size,
    etag: etag ?? `"${found.size.toString(36)}-${version}"`,
    modified: Math.min(found.mtimeMs, Date.now()), // not in the future, RFC 9110 section 8.8.2.1
    inode: found.ino,
  }
}

/**
 * Reads the bytes that the headers have promised. Throws, which cuts the connection, when another file
 * has taken the name since or this one has shrunk: the client must not take a mixture for the file.
 */
async function* readBytes(
  file: FileFacts,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  const handle = await open(file.path)
  try {
    if ((await handle.stat()).ino !== file.inode) throw fileChanged(file.path)
    for (let position = start; position < start + length;) {
      const wanted = Math.min(CHUNK_SIZE, start + length - position)
      const { bytesRead, buffer } = await handle.read(
        Buffer.allocUnsafe(wanted),
        0,
        wanted,
        position,
      )
      if (bytesRead === 0) throw fileChanged(file.path)
      position += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** RFC 6266 and 8187: a plain name for every client, the exact one for those that read UTF-8. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%/]/g, '_')
  if (plain === name) return `attachment; filename="${plain}"`
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  })
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

function notFoundIfMissing(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : null
  throw MISSING.has(code) ? notFound() : error
}

function notFound(): HttpError {
  return new HttpError(404, 'not-found', 'There is no file at this address. Check its spelling.')
}

function fileChanged(filePath: string): PorticoError {
  return new PorticoError(
    'file-changed',
    `The file ${filePath} was replaced or cut while it was being sent, so the connection was cut too. ` +
      'Write a new file and rename it into place.',
  )
}

/**
 * The last step of every answer: default headers, entity tag, 304, compression, length, HEAD.
 *
 *   reply -> default headers -> coding chosen -> tag -> 304? -> body coded -> length -> HEAD?
 *
 * The tag comes before the coding is done, so a client that has the answer already costs no compression.
 */
import {
  chooseCoding,
  compressBody,
  compressStream,
  isCompressible,
  type Coding,
} from './compression.ts'
import { encodedEntityTag, entityTag, isNotModified } from './conditional.ts'
import { parseHttpDate } from './http-date.ts'
import { discard, findHeader, mergeHeaders, removeHeader, Reply, SentReply } from './reply.ts'
import type { ReplyBody, RequestHead } from './reply.ts'

/** `id` is read only when a header carries it. */
export interface DeliveredRequest extends RequestHead {
  readonly id: string
}

export interface DeliverySettings {
  /** Flat; a reply's own headers win over them. */
  readonly defaultHeaders: readonly string[]
  /** Whether buffered answers to GET and HEAD get an entity tag. */
  readonly etag: boolean
  readonly compression: boolean
  /** The header that carries the request's id; null for none. */
  readonly idHeader: string | null
}

/** Completes `reply` as the answer to `request`; a promise only while a large body is compressed. */
export function deliver(
  reply: Reply,
  request: DeliveredRequest,
  settings: DeliverySettings,
): Reply | Promise<Reply> {
  if (reply instanceof SentReply) return reply
  const { status, body } = reply
  const headers = mergeHeaders(settings.defaultHeaders, reply.headers)
  if (settings.idHeader !== null) headers.push(settings.idHeader, request.id)
  if (body === null) return complete(status, headers, null, 0, request)
  const isWhole = typeof body === 'string' || body instanceof Uint8Array
  const size = isWhole ? Buffer.byteLength(body) : null
  const coding = settings.compression ? negotiateCoding(status, headers, size, request) : null
  if (status === 200 && (request.method === 'GET' || request.method === 'HEAD')) {
    if (isWhole && settings.etag) addTag(headers, body)
    if (coding !== null) encodeTag(headers, coding)
    if (hasNotChanged(headers, request)) return notModified(headers, body)
  }
  if (coding === null) return complete(status, headers, body, size, request)
  removeHeader(headers, 'content-length')
  headers.push('content-encoding', coding)
  if (!isWhole) return complete(status, headers, compressStream(body, coding), null, request)
  const coded = compressBody(typeof body === 'string' ? Buffer.from(body) : body, coding)
  return coded instanceof Promise
    ? coded.then((bytes) => complete(status, headers, bytes, bytes.length, request))
    : complete(status, headers, coded, coded.length, request)
}

/** `size` is null for a stream, which keeps the length that its maker gave it. */
function complete(
  status: number,
  headers: string[],
  body: ReplyBody,
  size: number | null,
  request: RequestHead,
): Reply {
  // RFC 9110 section 8.6: never with 204; and in a 304 it would be the length of the answer it stands for.
  if (size !== null && status !== 204 && status !== 304) {
    removeHeader(headers, 'content-length')
    headers.push('content-length', String(size))
  }
  if (request.method !== 'HEAD') return new Reply(status, headers, body)
  discard(body)
  return new Reply(status, headers, null)
}

/** RFC 9110 section 15.4.5: what describes the body stays away, what caches need goes along. */
function notModified(headers: string[], body: ReplyBody): Reply {
  discard(body)
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language']) {
    removeHeader(headers, name)
  }
  return new Reply(304, headers, null)
}

function negotiateCoding(
  status: number,
  headers: string[],
  size: number | null,
  request: RequestHead,
): Coding | null {
  if (!isCompressible(status, headers, size)) return null
  addVary(headers)
  return chooseCoding(request.header('accept-encoding'))
}

function addVary(headers: string[]): void {
  const vary = findHeader(headers, 'vary')
  if (vary === null) headers.push('vary', 'accept-encoding')
  else if (vary !== '*' && !/\baccept-encoding\b/i.test(vary)) {
    removeHeader(headers, 'vary')
    headers.push('vary', `${vary}, accept-encoding`)
  }
}

function addTag(headers: string[], body: string | Uint8Array): void {
  if (findHeader(headers, 'etag') === null) headers.push('etag', entityTag(body))
}

function encodeTag(headers: string[], coding: Coding): void {
  const index = headers.indexOf('etag')
  const etag = headers[index + 1] ?? ''
  // A weak tag promises equal meaning, not equal bytes, and holds for every coding.
  if (index % 2 === 0 && etag.startsWith('"')) headers[index + 1] = encodedEntityTag(etag, coding)
}

function hasNotChanged(headers: readonly string[], request: RequestHead): boolean {
  // Most requests have no condition, so that is asked first.
  const isConditional =
    request.header('if-none-match') !== null || request.header('if-modified-since') !== null
  if (!isConditional) return false
  const modified = findHeader(headers, 'last-modified')
  return isNotModified(request, {
    etag: findHeader(headers, 'etag'),
    lastModified: modified === null ? null : parseHttpDate(modified),
  })
}

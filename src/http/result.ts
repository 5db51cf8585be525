/**
 * Turns what a handler returns into a reply, and makes replies that say more than a value can.
 *
 *   object, array, number, boolean, null -> JSON      undefined -> 204
 *   string -> text/plain, never markup                Uint8Array -> octets
 *   `html` -> HTML                                    async iterable, ReadableStream -> a stream
 *   Reply, Responder, web Response -> itself
 */
import { isMarkup, PorticoError, type Markup } from '../internal/index.ts'
import { describeValue } from './describe-value.ts'
import { checkStatus, flattenHeaders, isResponder, mergeHeaders, Reply, respond } from './reply.ts'
import type { HeaderValues, ReplyBody, ReplyOptions, RequestHead } from './reply.ts'

const JSON_HEADERS: readonly string[] = ['content-type', 'application/json']
const TEXT_HEADERS: readonly string[] = ['content-type', 'text/plain; charset=utf-8']
const HTML_HEADERS: readonly string[] = ['content-type', 'text/html; charset=utf-8']
const BYTES_HEADERS: readonly string[] = ['content-type', 'application/octet-stream']
const NO_HEADERS: readonly string[] = []

/** A reply of `body` as a handler's value, with a status and headers; a header given wins over the value's own. */
export function reply(body: unknown, options: ReplyOptions = {}): Reply {
  if (options.status !== undefined) checkStatus(options.status)
  const plain = toPlainReply(body, options.status ?? 0)
  if (options.headers === undefined) return plain
  const headers = mergeHeaders(plain.headers, flattenHeaders(options.headers))
  return new Reply(plain.status, headers, plain.body)
}

/** Sends the client to `location`: with GET by 303, the default; 307 and 308 keep the method. */
export function redirect(location: string, status: 301 | 302 | 303 | 307 | 308 = 303): Reply {
  return new Reply(status, flattenHeaders({ location: encodeLocation(location) }), null)
}

/** 201 with the address of what was made. */
export function created(location: string, body?: unknown, headers: HeaderValues = {}): Reply {
  return reply(body, { status: 201, headers: { location: encodeLocation(location), ...headers } })
}

/**
 * The reply of any value that a handler returned; `status` 0 means the value's own. Throws
 * `result-unsendable` for a value that has no form on the wire.
 */
export function toReply(
  value: unknown,
  status: number,
  request: RequestHead,
): Reply | Promise<Reply> {
  if (value instanceof Reply) return value
  if (typeof value === 'object' && value !== null && isResponder(value))
    return value[respond](request)
  return toPlainReply(value, status)
}

/** Passes on what a hook may answer with: a value by accident would end the request. */
export function checkHookResult(value: unknown): unknown {
  const isAnswer =
    typeof value === 'object' &&
    value !== null &&
    (value instanceof Reply || isMarkup(value) || isResponder(value) || isWebResponse(value))
  if (isAnswer) return value
  throw new PorticoError(
    'hook-result-invalid',
    `A hook returned ${describeValue(value)}. A hook returns nothing to let the request go on, or a reply, html or a ` +
      'Response to answer it. End it without a value, or return reply(value).',
  )
}

export function isThenable(value: unknown): value is Promise<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  )
}

function toPlainReply(value: unknown, status: number): Reply {
  switch (typeof value) {
    case 'undefined':
      return new Reply(status || 204, NO_HEADERS, null)
    case 'string':
      return new Reply(status || 200, TEXT_HEADERS, value)
    case 'object':
      return toObjectReply(value, status)
    case 'number':
    case 'boolean':
      return new Reply(status || 200, JSON_HEADERS, JSON.stringify(value))
    default:
      throw unsendable(value)
  }
}

function toObjectReply(value: object | null, status: number): Reply {
  if (value === null || Array.isArray(value)) return toJson(value, status)
  if (value instanceof Reply) return new Reply(status || value.status, value.headers, value.body)
  if (value instanceof Uint8Array) return new Reply(status || 200, BYTES_HEADERS, value)
  if (isMarkup(value)) return new Reply(status || 200, HTML_HEADERS, markupBody(value))
  if (isAsyncIterable(value)) return new Reply(status || 200, BYTES_HEADERS, value)
  // Told by its tag: to name the class would load the whole of Node's fetch.
  if (isWebResponse(value)) return fromWebResponse(value)
  if (value instanceof Map || value instanceof Set || Symbol.iterator in value)
    throw unsendable(value)
  return toJson(value, status)
}

function toJson(value: object | null, status: number): Reply {
  return new Reply(status || 200, JSON_HEADERS, JSON.stringify(value))
}

function markupBody(markup: Markup): ReplyBody {
  return markup.text() ?? markup.chunks()
}

function isAsyncIterable(value: object): value is AsyncIterable<Uint8Array | string> {
  return Symbol.asyncIterator in value
}

function isWebResponse(value: object): value is Response {
  return Symbol.toStringTag in value && value[Symbol.toStringTag] === 'Response'
}

function fromWebResponse(response: Response): Reply {
  const headers: string[] = []
  for (const [name, value] of response.headers) headers.push(name, value)
  return new Reply(response.status, headers, response.body)
}

function encodeLocation(location: string): string {
  // Non-ASCII text in a Location is read as Latin-1 by some and UTF-8 by others; encoded, by all alike.
  return location.replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent)
}

function unsendable(value: unknown): PorticoError {
  const kind =
    typeof value === 'object' ? Object.prototype.toString.call(value).slice(8, -1) : typeof value
  return new PorticoError(
    'result-unsendable',
    `A handler returned a ${kind}, which has no form on the wire. A handler returns an object or array ` +
      '(JSON), a string, html, bytes, a stream, a reply or nothing. Convert it, for example with [...value].',
  )
}

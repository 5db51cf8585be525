/**
 * What goes out: a status, a flat list of headers and a body, ready for one `writeHead` and one `end`.
 *
 * Handlers return plain values and the core makes replies of them; code that must say more returns a
 * Reply, or a {@link Responder} when the answer depends on the request (a file answers ranges).
 */
import { PorticoError } from '../internal/index.ts'

export type ReplyBody = string | Uint8Array | AsyncIterable<Uint8Array | string> | null

/** Names in lower case. A list sends the header once for each of its values. */
export type HeaderValues = Readonly<Record<string, string | number | readonly string[]>>

export interface ReplyOptions {
  /** 200, or 204 without a body, when not given. */
  readonly status?: number
  readonly headers?: HeaderValues
}

/** The part of a request that decides how a reply is sent. `Context` satisfies it. */
export interface RequestHead {
  readonly method: string
  /** The value of a header, several joined by a comma; null when the request has none. */
  header(name: string): string | null
}

/** The method of a {@link Responder}. */
export const respond: unique symbol = Symbol.for('portico.respond')

/** A value that becomes a reply when it sees the request. The core calls it once, after the handler. */
export interface Responder {
  [respond](request: RequestHead): Reply | Promise<Reply>
}

/** A class, so that a handler's own object of the same shape is still JSON. Never changed once made. */
export class Reply {
  readonly status: number
  /** Name, value, name, value: names in lower case, one pair for each `set-cookie`. */
  readonly headers: readonly string[]
  readonly body: ReplyBody

  constructor(status: number, headers: readonly string[], body: ReplyBody) {
    this.status = status
    this.headers = headers
    this.body = body
  }
}

/** What has been sent already, by Node middleware. */
export class SentReply extends Reply {}

export function isResponder(value: object): value is Responder {
  return respond in value
}

/** The value of `name` (lower case) in a flat list, null when it is not there; the first of several. */
export function findHeader(headers: readonly string[], name: string): string | null {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i] === name) return headers[i + 1] ?? null
  }
  return null
}

/** Lets go of a body that nobody will read: of an open file, for example. */
export function discard(body: ReplyBody): void {
  if (body === null || typeof body !== 'object' || body instanceof Uint8Array) return
  if ('destroy' in body && typeof body.destroy === 'function') body.destroy()
  else if ('cancel' in body && typeof body.cancel === 'function') body.cancel().catch(() => {})
}

/** Throws `status-invalid` for a number that is no status of a final answer. */
export function checkStatus(status: number): void {
  if (Number.isInteger(status) && status >= 200 && status <= 599) return
  throw new PorticoError(
    'status-invalid',
    `An answer was given the status ${status}. A status is an integer from 200 to 599. Use one of those.`,
  )
}

/** Takes every header called `name` (lower case) out of a flat list. */
export function removeHeader(headers: string[], name: string): void {
  for (let i = headers.length - 2; i >= 0; i -= 2) {
    if (headers[i] === name) headers.splice(i, 2)
  }
}

/** A new list: `own` in place of the headers of the same names in `base`; cookies add up. */
export function mergeHeaders(base: readonly string[], own: readonly string[]): string[] {
  const merged: string[] = []
  for (let i = 0; i < base.length; i += 2) {
    const name = base[i] ?? ''
    if (name === 'set-cookie' || findHeader(own, name) === null)
      merged.push(name, base[i + 1] ?? '')
  }
  for (const text of own) merged.push(text)
  return merged
}

/** Makes the flat list. Throws `header-invalid` for a name or a value that HTTP cannot carry. */
export function flattenHeaders(values: HeaderValues): string[] {
  const headers: string[] = []
  for (const [name, value] of Object.entries(values)) {
    for (const item of Array.isArray(value) ? value : [value]) pushHeader(headers, name, item)
  }
  return headers
}

/** Appends one pair, checked: a line break in a value would start a header of the client's choice. */
export function pushHeader(headers: string[], name: string, value: string | number): void {
  const text = String(value)
  if (!TOKEN.test(name) || UNSENDABLE.test(text)) {
    throw new PorticoError(
      'header-invalid',
      `Header ${JSON.stringify(name)} cannot carry ${JSON.stringify(text.slice(0, 32))}. A name is letters, digits ` +
        'and hyphens; a value is printable Latin-1 without line breaks. Encode the value (encodeURIComponent), or drop it.',
    )
  }
  headers.push(name.toLowerCase(), text)
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/ // RFC 9110 section 5.6.2
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/ // RFC 9110 section 5.5, as Node checks it

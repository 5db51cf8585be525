/**
 * What a handler knows about its request and may say about its answer.
 *
 * Everything is computed when it is read: a handler that asks for nothing pays for nothing. Batteries
 * read what they added with functions of their own (`database(ctx)`), through {@link Context.get}.
 */
import { randomFillSync } from 'node:crypto'
import { listNames, PorticoError, type ContextKey } from '../internal/index.ts'
import { readBody } from './body.ts'
import { parseFormBody, parseJsonBody, parseTextBody, type FormFields } from './body-parsers.ts'
import { parseMultipart, type MultipartOptions, type MultipartPart } from './multipart.ts'
import { isJsonType, parseContentType, unsupportedType, type ContentType } from './content-type.ts'
import { readCookie, serializeCookie, type CookieOptions } from './cookies.ts'
import { preferredType } from './negotiation.ts'
import type { PathParams, UrlOptions } from './path.ts'
import { checkStatus, pushHeader, removeHeader, type RequestHead } from './reply.ts'
import type { RequestSource } from './request-source.ts'

/** What a context knows of the route that it serves. Made once for each route. */
export interface RouteSurroundings {
  /** What every answer of the app carries, flat. */
  readonly defaultHeaders: readonly string[]
  readonly services: ReadonlyMap<ContextKey<unknown>, unknown>
  readonly bodyLimitBytes: number
  /** Segments of the group's prefix, counted from the app that answers. */
  readonly prefixDepth: number
  url(name: string, params: UrlValues, options?: UrlOptions): string
}

export type UrlValues = Readonly<Record<string, string | number>>

// What the dispatch may do with a context and a handler may not. Not in index.ts.
export let setQuery: (ctx: Context, query: unknown) => void
export let setBody: (ctx: Context, body: unknown) => void
export let sourceOf: (ctx: Context) => RequestSource
export let surroundingsOf: (ctx: Context) => RouteSurroundings
/** The status that the handler chose, once: 0 when it chose none. */
export let takeStatus: (ctx: Context) => number
/** The headers set since the last call, flat; null when there are none. */
export let takeHeaders: (ctx: Context) => string[] | null

export class Context<
  Params = PathParams<string>,
  Query = unknown,
  Body = unknown,
> implements RequestHead {
  readonly method: string
  /** As sent: neither decoded nor normalised, without the query. */
  readonly path: string
  /** The parameters of the route's path, decoded. */
  readonly params: Params
  readonly #source: RequestSource
  readonly #route: RouteSurroundings
  #query: unknown = undefined
  #body: unknown = undefined
  #bytes: Promise<Buffer> | null = null
  #id = ''
  #status = 0
  #headers: string[] | null = null
  #values: Map<ContextKey<unknown>, unknown> | null = null
  #request: Request | null = null

  constructor(source: RequestSource, route: RouteSurroundings, params: Params) {
    this.method = source.method
    this.path = source.path
    this.params = params
    this.#source = source
    this.#route = route
  }

  /** The query as the route's schema made it; without a schema, the `URLSearchParams` of the request. */
  get query(): Query {
    // Query is URLSearchParams unless the route has a schema, whose step has set the value before.
    return (this.#query ??= new URLSearchParams(this.#source.search)) as Query
  }

  /** The body as the route's schema made it; undefined without one: use {@link json} and its kin. */
  get body(): Body {
    // Body is undefined unless the route has a schema, whose step has set the value before.
    return this.#body as Body
  }

  /** Identifies the request in the log and in an error page: 11 random characters of base64url. */
  get id(): string {
    return this.#id === '' ? (this.#id = createId()) : this.#id
  }

  /** The address of the peer, which is the nearest proxy if there is one; null in `app.fetch`. */
  get address(): string | null {
    return this.#source.address
  }

  /** Aborts when the client leaves before the answer is complete. Hand it to whatever takes long. */
  get signal(): AbortSignal {
    return this.#source.signal
  }

  /** The request as the web knows it; costs about as much as the rest of a small request. */
  get request(): Request {
    return (this.#request ??= this.#source.toRequest())
  }

  /** The value of a request header, several joined by a comma; null when there is none. */
  header(name: string): string | null {
    return this.#source.header(name)
  }

  /** The value of a request cookie; null when there is none. */
  cookie(name: string): string | null {
    return readCookie(this.#source.header('cookie'), name)
  }

  /** The one of `types` that the client prefers, null when it accepts none; ties go to the earlier. */
  accepts<Type extends string>(types: readonly Type[]): Type | null {
    return preferredType(this.#source.header('accept'), types)
  }

  /** The status of an answer that does not bring its own. */
  status(code: number): void {
    checkStatus(code)
    this.#status = code
  }

  /** Sets a header of the answer in place of what was set before, by a default or a reply. */
  setHeader(name: string, value: string | number): void {
    if (this.#headers !== null) removeHeader(this.#headers, name.toLowerCase())
    this.appendHeader(name, value)
  }

  /** Sets a header of the answer beside those of the same name that were set here. */
  appendHeader(name: string, value: string | number): void {
    pushHeader((this.#headers ??= []), name, value)
  }

  setCookie(name: string, value: string, options?: CookieOptions): void {
    this.appendHeader('set-cookie', serializeCookie(name, value, options))
  }

  /** What `provide` or `set` put under `key`. Throws `context-key-missing` when nothing did. */
  get<Value>(key: ContextKey<Value>): Value {
    const own = this.#values?.get(key)
    // A key only ever holds what `set` or `provide` took for it, which is a Value.
    if (own !== undefined) return own as Value
    const provided = this.#route.services.get(key)
    if (provided !== undefined) return provided as Value
    throw keyMissing(key, [...(this.#values?.keys() ?? []), ...this.#route.services.keys()])
  }

  has(key: ContextKey<unknown>): boolean {
    return this.#values?.has(key) === true || this.#route.services.has(key)
  }

  /** Keeps `value` for the rest of this request. */
  set<Value>(key: ContextKey<Value>, value: Value): void {
    ;(this.#values ??= new Map()).set(key, value)
  }

  /** The URL of the route called `name`, as `app.url`. */
  url(name: string, params: UrlValues = {}, options?: UrlOptions): string {
    return this.#route.url(name, params, options)
  }

  /** The body, whole. Throws HttpError 413, 408 or 400 as `readBody`. May be called again. */
  bytes(): Promise<Buffer> {
    return (this.#bytes ??= readBody(this.#source.body, this.#source, {
      limitBytes: this.#route.bodyLimitBytes,
    }))
  }

  /** The body as JSON. Throws HttpError 415 when it is not declared as JSON, 400 when it is not JSON. */
  async json(): Promise<unknown> {
    const type = this.#contentType()
    if (type === null || !isJsonType(type.type)) throw this.#unsupported('application/json')
    return parseJsonBody(await this.bytes(), type)
  }

  /** The body as text, of whatever type it is. Throws HttpError 415 for a charset that is not known. */
  async text(): Promise<string> {
    const type = this.#contentType() ?? { type: 'text/plain', parameters: new Map() }
    return parseTextBody(await this.bytes(), type)
  }

  /** The fields of an urlencoded form. Throws HttpError 415 for any other type. */
  async form(): Promise<FormFields> {
    const type = this.#contentType()
    if (type?.type !== FORM_TYPE) throw this.#unsupported(FORM_TYPE)
    return parseFormBody(await this.bytes(), type)
  }

  /** The parts of a multipart form as they arrive. Throws as `parseMultipart`, the first time one is asked for. */
  multipart(options?: MultipartOptions): AsyncIterable<MultipartPart> {
    return parseMultipart(this.#source.body, this.#source, options)
  }

  #contentType(): ContentType | null {
    return parseContentType(this.#source.header('content-type'))
  }

  #unsupported(expected: string): Error {
    return unsupportedType(this.#source.header('content-type'), [expected])
  }

  static {
    setQuery = (ctx, query) => {
      ctx.#query = query
    }
    setBody = (ctx, body) => {
      ctx.#body = body
    }
    sourceOf = (ctx) => ctx.#source
    surroundingsOf = (ctx) => ctx.#route
    takeStatus = (ctx) => {
      const status = ctx.#status
      ctx.#status = 0
      return status
    }
    takeHeaders = (ctx) => {
      const headers = ctx.#headers
      ctx.#headers = null
      return headers
    }
  }
}

const FORM_TYPE = 'application/x-www-form-urlencoded'
const ID_BYTES = 8
const pool = Buffer.alloc(ID_BYTES * 256) // one call of the random source for 256 ids
let used = pool.length

function createId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += ID_BYTES
  return pool.toString('base64url', used - ID_BYTES, used)
}

function keyMissing(key: ContextKey<unknown>, known: readonly ContextKey<unknown>[]): PorticoError {
  return new PorticoError(
    'context-key-missing',
    `Nothing provides "${key.name}" here. This route has ${listNames(known.map(({ name }) => name))}. ` +
      `Add it with app.use(...) or app.provide(...) before the first request.`,
  )
}

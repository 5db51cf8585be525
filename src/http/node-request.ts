/**
 * A request of Node's server as the dispatch reads it, and the requests that it must never read.
 *
 * Node's parser refuses most malformed requests; measured, it lets seven through that a proxy in front may
 * read otherwise, which is how requests are smuggled and caches poisoned. They are refused here.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { HttpError } from './http-error.ts'
import { METHODS } from './router.ts'
import type { NodeExchange, RequestSource } from './request-source.ts'

// A name, an IPv4 or a bracketed IPv6 address, and a port (RFC 3986 section 3.2.2 without userinfo).
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/
const SLASH = 0x2f

/**
 * Why a request is refused before anything sees it; null for one that may go on. The server joins repeated
 * headers, so that two Host headers arrive as one that is no host.
 */
export function refuseRequest(request: IncomingMessage): HttpError | null {
  const { url = '', method, headers } = request
  if (request.httpVersionMajor !== 1) return versionUnsupported()
  if (method === 'TRACE') return traceRefused()
  const isOld = request.httpVersionMinor === 0
  if (isOld && headers['transfer-encoding'] !== undefined) return codingUnexpected()
  const isPath = url.charCodeAt(0) === SLASH || (url === '*' && method === 'OPTIONS')
  if (!isPath || url.includes('#')) return targetInvalid()
  const { host } = headers
  // HTTP/1.0 has no Host; whoever checks hosts decides about that.
  if (host === undefined) return isOld ? null : hostInvalid()
  return HOST.test(host) ? null : hostInvalid()
}

export class NodeSource implements RequestSource, NodeExchange {
  readonly method: string
  readonly path: string
  readonly search: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  #controller: AbortController | null = null

  constructor(request: IncomingMessage, response: ServerResponse) {
    const { url = '/', method = 'GET' } = request
    const query = url.indexOf('?')
    this.method = method
    this.path = query === -1 ? url : url.slice(0, query)
    this.search = query === -1 ? '' : url.slice(query + 1)
    this.request = request
    this.response = response
  }

  get node(): NodeExchange {
    return this
  }

  get address(): string | null {
    return this.request.socket.remoteAddress ?? null
  }

  get body(): Readable {
    return this.request
  }

  get signal(): AbortSignal {
    if (this.#controller !== null) return this.#controller.signal
    const controller = new AbortController()
    const abort = (): void => {
      if (!this.response.writableFinished) controller.abort()
    }
    if (this.response.destroyed) abort()
    else this.response.once('close', abort)
    this.#controller = controller
    return controller.signal
  }

  header(name: string): string | null {
    const value: unknown = this.request.headers[name]
    if (typeof value === 'string') return value
    if (Array.isArray(value)) return value.join(', ')
    const lower = name.toLowerCase()
    // What is no header may still be a member of every object, such as `constructor`.
    return lower === name ? null : this.header(lower)
  }

  toRequest(path: string = this.path): Request {
    const { request, search } = this
    const headers = new Headers()
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      headers.append(request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? '')
    }
    const scheme = 'encrypted' in request.socket ? 'https' : 'http'
    const url = `${scheme}://${this.header('host') ?? 'localhost'}${path}${search === '' ? '' : `?${search}`}`
    const hasBody = this.method !== 'GET' && this.method !== 'HEAD'
    return new Request(url, {
      method: this.method,
      headers,
      signal: this.signal,
      ...(hasBody ? { body: streamWhenRead(request), duplex: 'half' } : {}),
    })
  }
}

/** A web stream that leaves the request untouched until somebody reads: `ctx.json()` may do so instead. */
function streamWhenRead(request: Readable): ReadableStream<Uint8Array> {
  let iterator: AsyncIterator<Uint8Array> | null = null
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        iterator ??= request[Symbol.asyncIterator]()
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await iterator?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

function versionUnsupported(): HttpError {
  return new HttpError(
    505,
    'version-unsupported',
    'This server speaks HTTP/1.1. Send the request in that version.',
  )
}

function codingUnexpected(): HttpError {
  return new HttpError(
    400,
    'transfer-encoding-unexpected',
    'HTTP/1.0 has no Transfer-Encoding. Send a Content-Length, or speak HTTP/1.1.',
  )
}

/** An echo would show the client's scripts what the browser hides from them (RFC 9110 section 9.3.8). */
function traceRefused(): HttpError {
  const allow = METHODS.join(', ')
  return new HttpError(
    405,
    'method-not-allowed',
    `TRACE is answered nowhere. Known are ${allow}.`,
    {
      headers: { allow },
    },
  )
}

function targetInvalid(): HttpError {
  return new HttpError(
    400,
    'target-invalid',
    'The request target is not a path. Send the path and the query alone, and the host in Host.',
  )
}

function hostInvalid(): HttpError {
  return new HttpError(
    400,
    'host-invalid',
    'The request needs exactly one Host header, with the name of a host. Send one.',
  )
}

/**
 * A request of Node's server as the dispatch reads it, and the requests that it must never read.
 *
 * Node's parser refuses most malformed requests; measured, it lets seven through that a proxy in front may
 * read otherwise, which is how requests are smuggled and caches poisoned. They are refused here.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { NodeExchange, RequestSource } from './request-source.ts'

/** Why a request is refused before anything sees it. */
export interface Refusal {
  readonly status: 400 | 505
  readonly code: string
  readonly detail: string
}

// A name, an IPv4 or a bracketed IPv6 address, and a port (RFC 3986 section 3.2.2 without userinfo).
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

/**
 * Null for a request that may go on. The server joins repeated headers, so that two Host headers arrive as
 * one that is no host.
 */
export function refuseRequest(request: IncomingMessage): Refusal | null {
  const { url = '', method, headers } = request
  if (request.httpVersionMajor !== 1) return VERSION
  if (request.httpVersionMinor === 0 && headers['transfer-encoding'] !== undefined)
    return OLD_CODING
  if (url.charCodeAt(0) !== SLASH && !(url === '*' && method === 'OPTIONS')) return TARGET
  if (url.includes('#')) return TARGET
  const { host } = headers
  // HTTP/1.0 has no Host; whoever checks hosts decides about that.
  if (host === undefined) return request.httpVersionMinor === 0 ? null : BAD_HOST
  return HOST.test(host) ? null : BAD_HOST
}

const SLASH = 0x2f
const VERSION: Refusal = {
  status: 505,
  code: 'version-unsupported',
  detail: 'This server speaks HTTP/1.1. Send the request in that version.',
}
const OLD_CODING: Refusal = {
  status: 400,
  code: 'transfer-encoding-unexpected',
  detail: 'HTTP/1.0 has no Transfer-Encoding. Send a Content-Length, or speak HTTP/1.1.',
}
const TARGET: Refusal = {
  status: 400,
  code: 'target-invalid',
  detail:
    'The request target is not a path. Send the path and the query alone, and the host in Host.',
}
const BAD_HOST: Refusal = {
  status: 400,
  code: 'host-invalid',
  detail: 'The request needs exactly one Host header with a host name. Send one.',
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
    const value = this.request.headers[name]
    if (typeof value === 'string') return value
    if (value !== undefined) return value.join(', ')
    const lower = name.toLowerCase()
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
      ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}),
    })
  }
}

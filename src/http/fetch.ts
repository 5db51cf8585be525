/**
 * The web-standard face: a `Request` in, a `Response` out, through the same dispatch as Node's server.
 *
 * For tests, for runtimes other than Node, and for mounting an app in a program that speaks fetch.
 */
import type { Dispatch } from './dispatch.ts'
import type { ReplyBody } from './reply.ts'
import type { NodeExchange, RequestSource } from './request-source.ts'

export async function answerFetch(dispatch: Dispatch, request: Request): Promise<Response> {
  const reply = await dispatch(new WebSource(request))
  const headers = new Headers()
  for (let i = 0; i < reply.headers.length; i += 2) {
    headers.append(reply.headers[i] ?? '', reply.headers[i + 1] ?? '')
  }
  return new Response(toWebBody(reply.body), { status: reply.status, headers })
}

class WebSource implements RequestSource {
  readonly method: string
  readonly path: string
  readonly search: string
  readonly address: null = null
  readonly node: NodeExchange | null = null
  readonly #request: Request

  constructor(request: Request) {
    const { pathname, search } = new URL(request.url)
    this.method = request.method
    this.path = pathname
    this.search = search.slice(1)
    this.#request = request
  }

  get body(): AsyncIterable<Uint8Array> | null {
    return this.#request.body
  }

  get signal(): AbortSignal {
    return this.#request.signal
  }

  header(name: string): string | null {
    // A Request made by a program has its host in the URL; a request on the wire has it in a header.
    return (
      this.#request.headers.get(name) ?? (name === 'host' ? new URL(this.#request.url).host : null)
    )
  }

  toRequest(path: string = this.path): Request {
    if (path === this.path) return this.#request
    const url = new URL(this.#request.url)
    url.pathname = path
    return new Request(url, this.#request)
  }
}

function toWebBody(body: ReplyBody): ConstructorParameters<typeof Response>[0] {
  if (body === null || typeof body === 'string') return body
  // The bytes of a Buffer or an array are never shared with another thread here.
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>
  return ReadableStream.from(encodeChunks(body))
}

async function* encodeChunks(body: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}

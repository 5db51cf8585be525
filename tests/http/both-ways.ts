/**
 * One contract, two ways: each test runs through `app.fetch` and again through a real socket.
 *
 * The socket's side is node:http's own client, because fetch would decode bodies, follow redirects
 * and add headers that hide what was sent.
 */
import { request as sendRequest } from 'node:http'
import { after, describe } from 'node:test'
import { portico, type PorticoOptions } from 'portico'

export type App = ReturnType<typeof portico>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  readonly text: string
}

export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** Sends a request to the app under test. */
export type Send = (method: string, target: string, options?: SendOptions) => Promise<Answer>

/** Opens an app that `define` fills. */
export type Open = (define: (app: App) => void, options?: PorticoOptions) => Promise<Send>

/** `describe`, once for each way. */
export function describeBothWays(name: string, define: (open: Open) => void): void {
  describe(`${name} (app.fetch)`, () => {
    define((fill, options) => Promise.resolve(throughFetch(createApp(fill, options))))
  })
  describe(`${name} (a socket)`, () => {
    const controller = new AbortController()
    after(() => controller.abort())
    define(async (fill, options) => {
      const { signal } = controller
      const app = createApp(fill, options)
      const server = await app.serve({ port: 0, signal, idleGraceSeconds: 0 })
      return throughSocket(server.port)
    })
  })
}

export function createApp(define: (app: App) => void, options: PorticoOptions = {}): App {
  const app = portico({ log: false, ...options })
  define(app)
  return app
}

export function throughFetch(app: App): Send {
  return async (method, target, { headers, body } = {}) => {
    const init = { method, headers: { ...headers }, body: body ?? null }
    const request = new Request(`http://localhost${target}`, init)
    const response = await app.fetch(request)
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, headers: response.headers, bytes, text: bytes.toString() }
  }
}

function throughSocket(port: number): Send {
  return (method, target, { headers, body } = {}) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const all = { ...length, ...headers }
      const options = { host: '127.0.0.1', port, method, path: target, headers: all, agent: false }
      const request = sendRequest(options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          const pairs: [string, string][] = []
          for (let i = 0; i < response.rawHeaders.length; i += 2) {
            pairs.push([response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? ''])
          }
          const status = response.statusCode ?? 0
          resolve({ status, headers: new Headers(pairs), bytes, text: bytes.toString() })
        })
      })
      request.on('error', reject)
      request.end(body)
    })
}

/** The headers called `names`; null for one that is not there. */
export function pick(answer: Answer, ...names: string[]): (string | null)[] {
  return names.map((name) => answer.headers.get(name))
}

/**
 * Runs Node middleware for a web `Request` without a socket of the network.
 *
 * The middleware gets the real objects of node:http, over a pair of streams in memory: an imitation of
 * them would differ in some detail that some middleware relies on.
 */
import { createServer, request as sendRequest, type IncomingMessage } from 'node:http'
import { duplexPair, Readable, type Duplex } from 'node:stream'
import { notFound } from './missing-route.ts'
import type { NodeListener } from './node-listener.ts'

/** The answer of `listener`; rejects with what it passes to `next`. */
export function callThroughMemory(listener: NodeListener, request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const pass = (error: unknown): void => {
      reject(error)
      near.destroy()
    }
    const server = createServer((incoming, outgoing) => {
      const next = (error?: unknown): void => pass(error ?? notFound())
      Promise.try(listener, incoming, outgoing, next).catch(pass)
    })
    const [near, far] = duplexPair()
    server.emit('connection', far)
    send(request, near).then((answer) => resolve(toResponse(answer)), reject)
  })
}

function send(request: Request, connection: Duplex): Promise<IncomingMessage> {
  const { pathname, search, host } = new URL(request.url)
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest({
      createConnection: () => connection,
      method: request.method,
      path: pathname + search,
      headers: { host, ...Object.fromEntries(request.headers), connection: 'close' },
    })
    outgoing.on('response', resolve).on('error', reject)
    if (request.body === null) outgoing.end()
    else Readable.fromWeb(request.body).on('error', reject).pipe(outgoing)
  })
}

function toResponse(answer: IncomingMessage): Response {
  const headers = new Headers()
  for (let i = 0; i < answer.rawHeaders.length; i += 2) {
    const name = answer.rawHeaders[i] ?? ''
    if (!HOP_BY_HOP.has(name.toLowerCase())) headers.append(name, answer.rawHeaders[i + 1] ?? '')
  }
  const status = answer.statusCode ?? 200
  const isEmpty = status === 204 || status === 304
  // A Readable of bytes makes a stream of bytes.
  const body = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
  return new Response(body, { status, headers })
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']) // RFC 9110 section 7.6.1

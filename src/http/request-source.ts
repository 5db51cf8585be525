/**
 * One incoming request, whoever brought it: Node's server or a web `Request` given to `app.fetch`.
 *
 * The dispatch reads requests only through this, so that both ways run the same code.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BodySource } from './body.ts'
import type { RequestHead } from './reply.ts'

export interface RequestSource extends RequestHead {
  /** The path as sent: neither decoded nor normalised, without the query. */
  readonly path: string
  /** What follows the first `?`, undecoded; empty without one. */
  readonly search: string
  readonly body: BodySource | null
  /** The address of the peer, which is the nearest proxy if there is one; null in `app.fetch`. */
  readonly address: string | null
  /** Aborts when the client leaves before the answer is complete. */
  readonly signal: AbortSignal
  /** The request as the web knows it, with another path if one is given. It takes the body with it. */
  toRequest(path?: string): Request
  /** What Node's middleware wants; null in `app.fetch`. */
  readonly node: NodeExchange | null
}

export interface NodeExchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

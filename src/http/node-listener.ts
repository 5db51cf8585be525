/** Node's `(request, response, next)` middleware, as Express and Connect made it common. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Writes the answer, or calls `next`, with an error if there is one. */
export type NodeListener = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => unknown

/**
 * Makes handlers of what was not written for Portico: fetch handlers (Hono, h3, a worker) and Node's
 * `(request, response, next)` middleware (Express, Connect).
 */
import { PorticoError } from '../internal/index.ts'
import { sourceOf, surroundingsOf, takeHeaders, type Context } from './context.ts'
import { callThroughMemory } from './memory-server.ts'
import { notFound } from './missing-route.ts'
import type { NodeListener } from './node-listener.ts'
import { SentReply, type Reply } from './reply.ts'
import type { NodeExchange } from './request-source.ts'

export type FetchHandler =
  | ((request: Request) => Response | Promise<Response>)
  | { fetch(request: Request): Response | Promise<Response> }

/** Node middleware, told apart from a fetch handler by {@link fromNode}. */
export class NodeHandler {
  readonly listener: NodeListener

  constructor(listener: NodeListener) {
    this.listener = listener
  }
}

/**
 * Lets `app.mount` take Node middleware, an Express app for example. It writes its answer itself, so `after`
 * hooks see its status but cannot change it; headers set before it, security headers included, are kept.
 */
export function fromNode(listener: NodeListener): NodeHandler {
  return new NodeHandler(listener)
}

export function mountedHandler(
  target: FetchHandler | NodeHandler,
  where: string,
): (ctx: Context) => Promise<Response | Reply> {
  const inner = (ctx: Context): string => dropSegments(ctx.path, surroundingsOf(ctx).prefixDepth)
  if (target instanceof NodeHandler) return (ctx) => runListener(target.listener, ctx, inner(ctx))
  const fetch = typeof target === 'function' ? target : target?.fetch?.bind(target)
  if (typeof fetch !== 'function') {
    throw new PorticoError(
      'mount-invalid',
      `${where} was given nothing that answers requests. Mount an app, a component with routes(group), a fetch ` +
        'handler, or fromNode(middleware).',
    )
  }
  return async (ctx) => fetch(sourceOf(ctx).toRequest(inner(ctx)))
}

async function runListener(
  listener: NodeListener,
  ctx: Context,
  path: string,
): Promise<Response | Reply> {
  const source = sourceOf(ctx)
  if (source.node === null) return callThroughMemory(listener, source.toRequest(path))
  const { request, response } = source.node
  for (const [name, values] of groupHeaders(ctx)) response.setHeader(name, values)
  request.url = path + (source.search === '' ? '' : `?${source.search}`)
  await finished(listener, source.node)
  return new SentReply(response.statusCode, [], null)
}

/** Resolves when the listener has answered; rejects when it passes the request on. */
function finished(listener: NodeListener, { request, response }: NodeExchange): Promise<void> {
  return new Promise((resolve, reject) => {
    response.once('close', resolve).once('finish', resolve)
    const next = (error?: unknown): void => reject(error ?? notFound())
    Promise.try(listener, request, response, next).catch(reject)
  })
}

function groupHeaders(ctx: Context): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  const headers = [...surroundingsOf(ctx).defaultHeaders, ...(takeHeaders(ctx) ?? [])]
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? ''
    groups.set(name, [
      ...(name === 'set-cookie' ? (groups.get(name) ?? []) : []),
      headers[i + 1] ?? '',
    ])
  }
  return groups
}

function dropSegments(path: string, count: number): string {
  let index = 0
  for (let i = 0; i < count && index !== -1; i++) index = path.indexOf('/', index + 1)
  return index === -1 ? '/' : path.slice(index)
}

/**
 * From a request to its answer: route, hooks, handler, reply, after hooks, delivery.
 *
 * Handlers and hooks that return no promise are run without one: a request that waits for nothing costs
 * no turn of the event loop. Whatever is thrown becomes an answer here; a dispatch never rejects.
 */
import { Context, takeHeaders, takeStatus } from './context.ts'
import { deliver, type DeliverySettings } from './delivery.ts'
import { HttpError } from './http-error.ts'
import type { Logger } from './logger.ts'
import { plainFailure, toError, toHttpError } from './problem.ts'
import { findHeader, flattenHeaders, mergeHeaders, removeHeader, Reply } from './reply.ts'
import type { RequestSource } from './request-source.ts'
import { checkHookResult, isThenable, toReply } from './result.ts'
import type { Endpoint } from './endpoint.ts'
import type { RouteTable } from './route-table.ts'
import { findErrorHandler, type AfterHook } from './scope.ts'

export interface DispatchSettings extends DeliverySettings {
  readonly logger: Logger
  /** Renders an error that no error handler answered. */
  renderError(error: HttpError, ctx: Context): unknown
}

export type Dispatch = (source: RequestSource) => Reply | Promise<Reply>

/** What a thrown error must not inherit from the answer that was being prepared. */
const HEADERS_OF_SUCCESS = [
  'content-type',
  'content-disposition',
  'content-language',
  'cache-control',
  'etag',
  'last-modified',
]

export function createDispatch(table: RouteTable, settings: DispatchSettings): Dispatch {
  const { logger } = settings
  if (!logger.isOn('error')) {
    return (source) => {
      const { target, params } = table.find(source.method, source.path)
      return answer(new Context(source, target, params), target, settings)
    }
  }
  return (source) => {
    const start = performance.now()
    const { target, params } = table.find(source.method, source.path)
    const ctx = new Context(source, target, params)
    const reply = logger.withRequest(ctx.id, () => answer(ctx, target, settings))
    if (reply instanceof Reply) return logAnswer(ctx, reply, start, logger)
    return reply.then((late) => logAnswer(ctx, late, start, logger))
  }
}

/** The whole answer, errors included: neither throws nor rejects. */
function answer(
  ctx: Context,
  endpoint: Endpoint,
  settings: DispatchSettings,
): Reply | Promise<Reply> {
  try {
    const value = runSteps(ctx, endpoint.steps, 0)
    if (!isThenable(value)) return answerWith(ctx, endpoint, value, settings)
    return Promise.resolve(value).then(
      (late) => answerWith(ctx, endpoint, late, settings),
      (error: unknown) => answerError(ctx, endpoint, error, settings),
    )
  } catch (error) {
    return answerError(ctx, endpoint, error, settings)
  }
}

function answerWith(
  ctx: Context,
  endpoint: Endpoint,
  value: unknown,
  settings: DispatchSettings,
): Reply | Promise<Reply> {
  try {
    const reply = settle(ctx, value)
    if (reply instanceof Reply) return conclude(ctx, endpoint, reply, settings)
    return reply.then(
      (late) => conclude(ctx, endpoint, late, settings),
      (error: unknown) => answerError(ctx, endpoint, error, settings),
    )
  } catch (error) {
    return answerError(ctx, endpoint, error, settings)
  }
}

async function answerError(
  ctx: Context,
  endpoint: Endpoint,
  error: unknown,
  settings: DispatchSettings,
): Promise<Reply> {
  return conclude(ctx, endpoint, await recover(ctx, endpoint, error, settings), settings)
}

/** After hooks see errors as well; an error of their own is answered without them. */
function conclude(
  ctx: Context,
  endpoint: Endpoint,
  reply: Reply,
  settings: DispatchSettings,
): Reply | Promise<Reply> {
  let last: Reply | Promise<Reply>
  try {
    last = runAfter(ctx, endpoint.after, reply, 0)
  } catch (error) {
    last = recover(ctx, endpoint, error, settings)
  }
  if (last instanceof Reply) return send(ctx, last, settings)
  return last
    .catch((error: unknown) => recover(ctx, endpoint, error, settings))
    .then((late) => send(ctx, late, settings))
}

function send(ctx: Context, reply: Reply, settings: DispatchSettings): Reply | Promise<Reply> {
  try {
    const whole = deliver(reply, ctx, settings)
    return whole instanceof Reply
      ? whole
      : whole.catch((error: unknown) => lastResort(error, ctx, settings))
  } catch (error) {
    return lastResort(error, ctx, settings)
  }
}

/** Runs the steps from `first` on until one answers; the value of the last is the answer, undefined too. */
function runSteps(ctx: Context, steps: Endpoint['steps'], first: number): unknown {
  const last = steps.length - 1
  for (let i = first; i <= last; i++) {
    const value = steps[i]?.(ctx)
    if (i === last) return value
    if (isThenable(value)) {
      return Promise.resolve(value).then((late) =>
        late === undefined ? runSteps(ctx, steps, i + 1) : checkHookResult(late),
      )
    }
    if (value !== undefined) return checkHookResult(value)
  }
  return undefined
}

/** What was set on the context before stands beside a value and behind a reply that says otherwise. */
function settle(ctx: Context, value: unknown): Reply | Promise<Reply> {
  const reply = toReply(value, takeStatus(ctx), ctx)
  if (!(reply instanceof Reply)) return reply.then((late) => settle(ctx, late))
  const headers = takeHeaders(ctx)
  if (headers === null) return reply
  const merged =
    reply === value ? mergeHeaders(headers, reply.headers) : mergeHeaders(reply.headers, headers)
  return new Reply(reply.status, merged, reply.body)
}

function runAfter(
  ctx: Context,
  hooks: readonly AfterHook[],
  reply: Reply,
  first: number,
): Reply | Promise<Reply> {
  let current = reply
  for (let i = first; i < hooks.length; i++) {
    const result = hooks[i]?.(ctx, current)
    const next = isThenable(result)
      ? result.then((late) => replaceReply(ctx, current, late))
      : replaceReply(ctx, current, result)
    if (!(next instanceof Reply)) return next.then((late) => runAfter(ctx, hooks, late, i + 1))
    current = next
  }
  return current
}

/** The reply after a hook: another one if it returned one, with the headers that it set. */
function replaceReply(ctx: Context, reply: Reply, result: unknown): Reply | Promise<Reply> {
  const next = result === undefined ? reply : toReply(checkHookResult(result), 0, ctx)
  if (!(next instanceof Reply)) return next.then((late) => replaceReply(ctx, late, undefined))
  const headers = takeHeaders(ctx)
  if (headers === null) return next
  return new Reply(next.status, mergeHeaders(next.headers, headers), next.body)
}

/** Asks the error handlers from the inside out, then the renderer. Never rejects. */
async function recover(
  ctx: Context,
  endpoint: Endpoint,
  thrown: unknown,
  settings: DispatchSettings,
): Promise<Reply> {
  const kept = (takeHeaders(ctx) ?? []).slice()
  for (const name of HEADERS_OF_SUCCESS) removeHeader(kept, name)
  try {
    const [failure, reply] = await findAnswer(ctx, endpoint, thrown, settings)
    const headers = mergeHeaders(kept, flattenHeaders(failure.headers))
    return new Reply(reply.status, mergeHeaders(headers, reply.headers), reply.body)
  } catch (error) {
    return lastResort(error, ctx, settings)
  }
}

async function findAnswer(
  ctx: Context,
  endpoint: Endpoint,
  thrown: unknown,
  settings: DispatchSettings,
): Promise<[failure: HttpError, reply: Reply]> {
  let error = toError(thrown)
  let failure = toHttpError(error)
  for (const handlers of endpoint.errorHandlers) {
    const handler = findErrorHandler(handlers, error, failure.status)
    if (handler === undefined) continue
    takeStatus(ctx) // that of the answer that failed
    try {
      const result = await handler(error, ctx)
      if (result === undefined) continue
      const reply = await toReply(result, takeStatus(ctx) || failure.status, ctx)
      if (reply.status >= 500) logFailure(error, failure, settings.logger)
      return [failure, withContextHeaders(ctx, reply)]
    } catch (next) {
      // An HttpError is what the handler made of the error; anything else is a fault of its own.
      if (!(next instanceof HttpError)) logFailure(error, failure, settings.logger)
      error = toError(next)
      failure = toHttpError(error)
    }
  }
  logFailure(error, failure, settings.logger)
  takeStatus(ctx)
  const rendered = await settings.renderError(failure, ctx)
  return [failure, withContextHeaders(ctx, await toReply(rendered, failure.status, ctx))]
}

/** Rendering or delivering failed. */
function lastResort(error: unknown, ctx: Context, settings: DispatchSettings): Reply {
  logFailure(toError(error), toHttpError(toError(error)), settings.logger)
  return plainFailure(settings.defaultHeaders, ctx.id)
}

function withContextHeaders(ctx: Context, reply: Reply): Reply {
  return new Reply(reply.status, mergeHeaders(reply.headers, takeHeaders(ctx) ?? []), reply.body)
}

function logFailure(error: Error, failure: HttpError, logger: Logger): void {
  if (failure.status < 500 || !logger.isOn('error')) return
  const stacks: unknown[] = []
  for (let at: unknown = error; at instanceof Error && stacks.length < 5; at = at.cause) {
    stacks.push(at.stack)
  }
  logger.error('request failed', { code: failure.code, stacks })
}

function logAnswer(ctx: Context, reply: Reply, start: number, logger: Logger): Reply {
  const length = findHeader(reply.headers, 'content-length')
  logger.access({
    id: ctx.id,
    method: ctx.method,
    path: ctx.path,
    status: reply.status,
    ms: performance.now() - start,
    bytes: ctx.method === 'HEAD' || length === null ? null : Number(length),
  })
  return reply
}

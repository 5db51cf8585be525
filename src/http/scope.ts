/**
 * What was declared at one prefix: routes, hooks, error handlers, services, and the scopes below.
 *
 * Groups, components and mounted apps are all scopes, so a hook reaches exactly the routes of its own
 * scope and of those below. The tree is read once, when the app compiles its routes.
 */
import { PorticoError, type ContextKey, type Markup } from '../internal/index.ts'
import type { Context } from './context.ts'
import { joinPath } from './path.ts'
import type { Reply } from './reply.ts'
import type { Route } from './route.ts'

/** Undefined lets the request go on; anything else answers it. */
export type HookResult = void | Reply | Response | Markup

export type BeforeHook = (ctx: Context) => HookResult | Promise<HookResult>
export type AfterHook = (ctx: Context, reply: Reply) => HookResult | Promise<HookResult>

/** Returns what answers the request, with the error's status unless it says another; undefined passes on. */
export type ErrorHandler<Failure = Error> = (error: Failure, ctx: Context) => unknown

/** A class of errors, or a status; an error that is no HttpError has the status 500. */
export type ErrorKind = number | (abstract new (...args: never[]) => Error)

export interface Scope {
  /** Relative to the parent; empty or starting with "/". */
  prefix: string
  parent: Scope | null
  /** Prepended to the names of routes, such as `reviews.`; empty for most. */
  namePrefix: string
  readonly routes: Route[]
  readonly children: Scope[]
  readonly before: BeforeHook[]
  readonly after: AfterHook[]
  readonly errorHandlers: Map<ErrorKind, ErrorHandler<never>>
  readonly services: Map<ContextKey<unknown>, unknown>
  /** True once requests are being answered; nothing may be declared from then on. */
  frozen: boolean
}

export function createScope(prefix: string, parent: Scope | null, namePrefix = ''): Scope {
  const scope: Scope = {
    prefix,
    parent,
    namePrefix,
    routes: [],
    children: [],
    before: [],
    after: [],
    errorHandlers: new Map(),
    services: new Map(),
    frozen: false,
  }
  parent?.children.push(scope)
  return scope
}

/** The prefixes from the outermost scope to this one, joined. */
export function fullPrefix(scope: Scope): string {
  return scope.parent === null ? scope.prefix : joinPath(fullPrefix(scope.parent), scope.prefix)
}

export function fullNamePrefix(scope: Scope): string {
  return (scope.parent === null ? '' : fullNamePrefix(scope.parent)) + scope.namePrefix
}

/** The handler of the nearest kind: first the exact status, then the class, then its base classes. */
export function findErrorHandler(
  handlers: ReadonlyMap<ErrorKind, ErrorHandler<never>>,
  error: Error,
  status: number,
): ErrorHandler | undefined {
  // The map pairs each class with a handler of its own instances: see Group.onError.
  const byStatus = handlers.get(status) as ErrorHandler | undefined
  if (byStatus !== undefined) return byStatus
  let prototype: unknown = Object.getPrototypeOf(error)
  while (prototype instanceof Object) {
    const byClass = handlers.get(prototype.constructor as new () => Error) as
      | ErrorHandler
      | undefined
    if (byClass !== undefined) return byClass
    prototype = Object.getPrototypeOf(prototype)
  }
  return undefined
}

/** Throws `app-frozen` when the app of `scope` is already answering requests. */
export function checkOpen(scope: Scope, what: string): void {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    if (!at.frozen) continue
    throw new PorticoError(
      'app-frozen',
      `${what} was declared after the app had answered its first request. Routes and hooks are compiled ` +
        'once, at that moment. Declare it before app.serve() and app.fetch().',
    )
  }
}

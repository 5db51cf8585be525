/**
 * Where routes are declared: the whole app, or a part of it under a prefix.
 *
 * Hooks and error handlers stay inside the group that declares them (a Flask blueprint); a blueprint is
 * a plain function of a group. Every mistake that can be seen here is an error here, with its line.
 */
import { PorticoError, type ContextKey } from '../internal/index.ts'
import type { Context } from './context.ts'
import { describeValue } from './describe-value.ts'
import { mountedHandler, type FetchHandler, type NodeHandler } from './mount.ts'
import { checkPath, checkPrefix, pathShape, type RouteParams } from './path.ts'
import { checkRouteOptions, duplicateRoute, Route } from './route.ts'
import type { QueryOptions, RouteOptions } from './route.ts'
import type { Method } from './router.ts'
import { checkOpen, createScope, fullPrefix } from './scope.ts'
import type { AfterHook, BeforeHook, ErrorHandler, ErrorKind, Scope } from './scope.ts'

/** Declares a route. The handler comes last; options say what it reads and how it is called. */
export interface ReadMethod<Prefix extends string> {
  <const Path extends string>(
    path: Path,
    handler: (ctx: Context<RouteParams<Prefix, Path>, URLSearchParams, undefined>) => unknown,
  ): Route<RouteParams<Prefix, Path>>
  <const Path extends string, Query = URLSearchParams>(
    path: Path,
    options: QueryOptions<Query>,
    handler: (ctx: Context<RouteParams<Prefix, Path>, Query, undefined>) => unknown,
  ): Route<RouteParams<Prefix, Path>>
}

/** As {@link ReadMethod}, for the methods whose requests have a body. */
export interface WriteMethod<Prefix extends string> {
  <const Path extends string>(
    path: Path,
    handler: (ctx: Context<RouteParams<Prefix, Path>, URLSearchParams, undefined>) => unknown,
  ): Route<RouteParams<Prefix, Path>>
  <const Path extends string, Query = URLSearchParams, Body = undefined>(
    path: Path,
    options: RouteOptions<Query, Body>,
    handler: (ctx: Context<RouteParams<Prefix, Path>, Query, Body>) => unknown,
  ): Route<RouteParams<Prefix, Path>>
}

/** Routes that can be put under any prefix, more than once. */
export interface Component {
  routes(group: Group): void
}

/** Adds what it has to an app or a group. */
export type Extension<Target> = ((target: Target) => void) | { install(target: Target): void }

export interface MountOptions {
  /** Prepended to the names of the routes with a dot, so that a component can be mounted twice. */
  readonly name?: string
}

// For the app's compiler: the declarations behind a group. Not in index.ts.
export let scopeOf: (group: Group<never>) => Scope

export class Group<Prefix extends string = string> {
  readonly get: ReadMethod<Prefix> = this.#declare('GET')
  readonly head: ReadMethod<Prefix> = this.#declare('HEAD')
  readonly post: WriteMethod<Prefix> = this.#declare('POST')
  readonly put: WriteMethod<Prefix> = this.#declare('PUT')
  readonly patch: WriteMethod<Prefix> = this.#declare('PATCH')
  readonly delete: WriteMethod<Prefix> = this.#declare('DELETE')
  readonly options: WriteMethod<Prefix> = this.#declare('OPTIONS')
  /** Each of the seven methods that has no route of its own at this path. */
  readonly all: WriteMethod<Prefix> = this.#declare('ALL')
  readonly #scope: Scope

  constructor(scope: Scope) {
    this.#scope = scope
  }

  /** The prefix of every path in this group, those of the groups around it included; empty at the root. */
  get prefix(): string {
    return fullPrefix(this.#scope)
  }

  /** A group below `prefix`, which `define` fills now or the caller fills later. */
  group<const Inner extends string>(
    prefix: Inner,
    define?: (group: Group<`${Prefix}${NoInfer<Inner>}`>) => void,
  ): Group<`${Prefix}${Inner}`> {
    const group = new Group<`${Prefix}${Inner}`>(
      this.#child(prefix, `group(${JSON.stringify(prefix)})`),
    )
    define?.(group)
    return group
  }

  /**
   * Puts another app, a component, a fetch handler or Node middleware below `prefix`. Whatever is mounted
   * sees the path without the prefix, apart from `ctx.path`; an app keeps its own hooks.
   */
  mount(
    prefix: string,
    target: Group<''> | Component | FetchHandler | NodeHandler,
    options: MountOptions = {},
  ): void {
    const where = `mount(${JSON.stringify(prefix)})`
    if (target instanceof Group) return this.#adopt(prefix, target.#scope, where, options)
    const scope = this.#child(prefix, where, options)
    if (isComponent(target)) return target.routes(new Group(scope))
    const handler = mountedHandler(target, where)
    const group = new Group<''>(scope)
    group.all('/', handler)
    group.all('/*', handler)
  }

  /** Runs before the handlers of this group and the groups below, in the order of declaration. */
  before(hook: BeforeHook): void {
    this.#checkFunction('before', hook)
    this.#scope.before.push(hook)
  }

  /** Runs when the reply is made, errors included: this group's hooks first, then those around it. */
  after(hook: AfterHook): void {
    this.#checkFunction('after', hook)
    this.#scope.after.push(hook)
  }

  /** Answers errors of a class or a status that this group's routes and hooks throw, unknown paths included. */
  onError<Failure extends Error>(
    kind: abstract new (...args: never[]) => Failure,
    handler: ErrorHandler<Failure>,
  ): void
  onError(kind: number, handler: ErrorHandler): void
  onError(kind: ErrorKind, handler: ErrorHandler<never>): void {
    this.#checkFunction('onError', handler)
    const isStatus = Number.isInteger(kind) && Number(kind) >= 400 && Number(kind) <= 599
    if (!isStatus && !isErrorClass(kind)) {
      throw new PorticoError(
        'error-kind-invalid',
        `onError(${String(kind).slice(0, 32)}) names neither a class of errors nor a status from 400 to 599. ` +
          'Pass one of the two, for example onError(HttpError, …) or onError(404, …).',
      )
    }
    this.#scope.errorHandlers.set(kind, handler)
  }

  /** Runs an extension: a function of this group, or an object with `install(group)`. */
  use(extension: Extension<this>): void {
    checkOpen(this.#scope, 'use()')
    if (typeof extension === 'function') return extension(this)
    if (typeof extension?.install === 'function') return extension.install(this)
    throw new PorticoError(
      'extension-invalid',
      `use() was given ${describeValue(extension)}. An extension is a function of the app, or an object with ` +
        'install(app). Call the function that makes it, for example app.use(logging()).',
    )
  }

  /** Makes `value` what `ctx.get(key)` returns in this group and the groups below. */
  provide<Value>(key: ContextKey<Value>, value: Value): void {
    checkOpen(this.#scope, `provide("${key.name}")`)
    this.#scope.services.set(key, value)
  }

  #declare(method: Method | 'ALL'): WriteMethod<Prefix> {
    return (path: string, ...rest: readonly unknown[]) => this.#add(method, path, rest)
  }

  #add(method: Method | 'ALL', path: string, rest: readonly unknown[]): Route {
    const where = `${method} ${JSON.stringify(path)}`
    checkOpen(this.#scope, where)
    checkPath(path, where)
    const handler = rest.at(-1)
    const options = rest.length > 1 ? rest[0] : {}
    if (typeof handler !== 'function') {
      throw new PorticoError(
        'handler-invalid',
        `${where} has ${describeValue(handler)} as its handler. A handler is a function of the context and the ` +
          `last argument. Write app.${method.toLowerCase()}(${JSON.stringify(path)}, (ctx) => …).`,
      )
    }
    const checked = checkRouteOptions(options, method, where)
    const route = new Route(this.#scope, method, path, checked, handler as Route['handler'])
    const twin = this.#scope.routes.find((other) => isSame(other, route))
    if (twin !== undefined) throw duplicateRoute(twin, route)
    this.#scope.routes.push(route)
    return route
  }

  #child(prefix: string, where: string, options: MountOptions = {}): Scope {
    checkOpen(this.#scope, where)
    return createScope(checkPrefix(prefix, where), this.#scope, namePrefix(options))
  }

  #adopt(prefix: string, scope: Scope, where: string, options: MountOptions): void {
    checkOpen(this.#scope, where)
    if (isInside(this.#scope, scope)) {
      throw new PorticoError(
        'mount-cycle',
        `${where} mounts an app inside itself, so its paths would have no end. An app contains other apps only. ` +
          'Mount another app, or use group(prefix).',
      )
    }
    if (scope.parent !== null) {
      throw new PorticoError(
        'app-mounted-twice',
        `${where} mounts an app that is already mounted at "${fullPrefix(scope)}". An app has one address, so that ` +
          'route.url() has one answer. Mount a component instead: an object with routes(group).',
      )
    }
    scope.prefix = checkPrefix(prefix, where)
    scope.namePrefix = namePrefix(options)
    scope.parent = this.#scope
    this.#scope.children.push(scope)
  }

  #checkFunction(where: string, hook: unknown): void {
    checkOpen(this.#scope, `${where}()`)
    if (typeof hook === 'function') return
    throw new PorticoError(
      'hook-invalid',
      `${where}() was given ${describeValue(hook)}. A hook is a function of the context. Pass the function itself, ` +
        'not its result.',
    )
  }

  static {
    scopeOf = (group) => group.#scope
  }
}

function isInside(scope: Scope, other: Scope): boolean {
  return scope === other || (scope.parent !== null && isInside(scope.parent, other))
}

function namePrefix({ name }: MountOptions): string {
  return name === undefined ? '' : `${name}.`
}

function isComponent(target: object): target is Component {
  return 'routes' in target && typeof target.routes === 'function'
}

function isErrorClass(kind: unknown): boolean {
  return typeof kind === 'function' && (kind === Error || kind.prototype instanceof Error)
}

function isSame(one: Route, other: Route): boolean {
  return one.method === other.method && pathShape(one.path) === pathShape(other.path)
}

/**
 * Compiles the tree of scopes to endpoints: for each route, one flat list of what runs.
 *
 * It happens once, at the first request, so that a request walks no tree, merges no hooks and looks up
 * no option. Where no route is, there is an endpoint too, so hooks and error handlers see a 404 as well.
 */
import { listNames, PorticoError } from '../internal/index.ts'
import type { Context, RouteSurroundings } from './context.ts'
import { duplicateRoute } from './group.ts'
import { HttpError } from './http-error.ts'
import { buildUrl, joinPath, pathShape } from './path.ts'
import { Reply } from './reply.ts'
import type { Route } from './route.ts'
import { createRouter, METHODS, type Match, type Router } from './router.ts'
import type { AfterHook, BeforeHook, ErrorHandler, ErrorKind, Scope } from './scope.ts'
import { bodyStep, queryStep } from './validation.ts'

/** All that runs for one route. */
export interface Endpoint extends RouteSurroundings {
  /** The path as declared, for the log; null where no route is. */
  readonly route: string | null
  /** Hooks, parsers and last the handler. Each but the last may answer instead of it. */
  readonly steps: readonly Step[]
  /** Innermost first. */
  readonly after: readonly AfterHook[]
  /** Innermost first. */
  readonly errorHandlers: readonly ReadonlyMap<ErrorKind, ErrorHandler<never>>[]
}

export interface RouteTable {
  /** Always finds: where no route is, an endpoint that answers 404, 405 or OPTIONS. */
  find(method: string, path: string): Match<Endpoint>
  readonly url: RouteSurroundings['url']
}

export interface TableSettings {
  readonly defaultHeaders: readonly string[]
  readonly bodyLimitBytes: number
  /** Run before every hook, whatever the path. */
  readonly guards: readonly BeforeHook[]
}

type Step = (ctx: Context) => unknown

/** A scope with all that it inherits. */
interface Place extends Pick<Endpoint, 'after' | 'errorHandlers' | 'services'> {
  readonly scope: Scope
  readonly path: string
  readonly before: readonly BeforeHook[]
}

interface Entry {
  readonly route: Route
  readonly path: string
  readonly endpoint: Endpoint
  /** What answers OPTIONS at this path when no route does. */
  readonly missing: Endpoint
}

const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze(Object.create(null))

/** Freezes `root` and all below it. Throws `route-duplicate` and `route-name-duplicate`. */
export function compileRoutes(root: Scope, settings: TableSettings): RouteTable {
  const router = createRouter<Endpoint>()
  const entries: Entry[] = []
  const wilds: { readonly covers: (path: string) => boolean; readonly missing: Endpoint }[] = []
  const url: RouteTable['url'] = (name, params, options) =>
    buildUrl(findNamed(entries, name).path, params, options)

  const visit = (scope: Scope, outer: Place | null): Endpoint => {
    scope.frozen = true
    const place = inherit(scope, outer, settings)
    const endpointOf = (route: Route | null, steps: readonly Step[]): Endpoint => ({
      defaultHeaders: settings.defaultHeaders,
      bodyLimitBytes: route?.options.bodyLimitBytes ?? settings.bodyLimitBytes,
      services: place.services,
      url,
      route: route === null ? null : joinPath(place.path, route.ownPath),
      steps: [...place.before, ...steps],
      after: place.after,
      errorHandlers: place.errorHandlers,
    })
    const missing = endpointOf(null, [(ctx) => answerMissing(ctx, router)])
    wilds.push({ covers: prefixTest(place.path), missing })
    for (const route of scope.routes) {
      const path = joinPath(place.path, route.ownPath)
      entries.push({ route, path, endpoint: endpointOf(route, routeSteps(route)), missing })
    }
    for (const child of scope.children) visit(child, place)
    return missing
  }
  const outermost = visit(root, null)
  checkNames(entries)
  fillRouter(router, entries)

  // The deepest scope comes last in the walk of its branch, so the last that covers a path is the one.
  const missingAt = (path: string): Endpoint =>
    wilds.findLast(({ covers }) => covers(path))?.missing ?? outermost
  const malformed = { ...outermost, steps: [...outermost.steps.slice(0, -1), throwMalformed] }
  return {
    url,
    find(method, path) {
      const match = router.find(method, path)
      if (match !== null && match !== 'malformed') return match
      const target = match === null || path === '*' ? missingAt(path) : malformed
      return { target, params: NO_PARAMS }
    },
  }
}

function inherit(scope: Scope, outer: Place | null, settings: TableSettings): Place {
  return {
    scope,
    // The root is the app that is asked: a mounted app that is called directly answers without its prefix.
    path: outer === null ? '' : joinPath(outer.path, scope.prefix),
    before: [...(outer?.before ?? settings.guards), ...scope.before],
    after: [...scope.after, ...(outer?.after ?? [])],
    errorHandlers: [scope.errorHandlers, ...(outer?.errorHandlers ?? [])],
    services: new Map([...(outer?.services ?? []), ...scope.services]),
  }
}

function routeSteps({ options, handler }: Route): Step[] {
  const steps: Step[] = []
  if (options.query !== undefined) steps.push(queryStep(options.query))
  if (options.body !== undefined) steps.push(bodyStep(options.body))
  // The types of the declaration tie a handler to the params and schemas that its steps provide.
  steps.push(handler as Step)
  return steps
}

function fillRouter(router: Router<Endpoint>, entries: readonly Entry[]): void {
  const taken = new Map<string, Route>()
  const add = (
    method: (typeof METHODS)[number] | 'ALL',
    entry: Entry,
    endpoint: Endpoint,
  ): void => {
    const key = `${method} ${pathShape(entry.path)}`
    const twin = taken.get(key)
    if (twin !== undefined) throw duplicateRoute(twin, entry.route)
    taken.set(key, entry.route)
    if (method !== 'ALL') router.add(method, entry.path, endpoint)
  }
  for (const entry of entries) add(entry.route.method, entry, entry.endpoint)
  const isFree = (method: string, path: string): boolean =>
    !taken.has(`${method} ${pathShape(path)}`)
  for (const entry of entries) {
    const { route, path, endpoint } = entry
    if (route.method === 'GET' && isFree('HEAD', path)) add('HEAD', entry, endpoint)
  }
  for (const entry of entries) {
    if (entry.route.method !== 'ALL') continue
    for (const method of METHODS) if (isFree(method, entry.path)) add(method, entry, entry.endpoint)
  }
  for (const entry of entries) {
    if (isFree('OPTIONS', entry.path)) add('OPTIONS', entry, entry.missing)
  }
}

/** Answers where no route is: 404, 405 with the methods that are there, or OPTIONS with them. */
function answerMissing(ctx: Context, router: Router<Endpoint>): Reply {
  const methods = ctx.path === '*' ? METHODS : router.methodsOf(ctx.path)
  const allow = METHODS.filter((method) => methods.includes(method)).join(', ')
  if (methods.length === 0) {
    throw new HttpError(
      404,
      'not-found',
      'There is nothing at this address. Check it for a typing mistake.',
    )
  }
  if (ctx.method === 'OPTIONS') return new Reply(204, ['allow', allow], null)
  throw new HttpError(
    405,
    'method-not-allowed',
    `This resource does not answer to ${ctx.method.slice(0, 32)}. It answers to ${allow}.`,
    { headers: { allow } },
  )
}

function throwMalformed(): never {
  throw new HttpError(
    400,
    'path-malformed',
    'The path is not percent-encoded UTF-8. Encode each segment (encodeURIComponent) and send it again.',
  )
}

/** Whether a path lies at or below `prefix`, whose parameters stand for any segment. */
function prefixTest(prefix: string): (path: string) => boolean {
  const segments = prefix.split('/').map((segment) => (segment.startsWith(':') ? null : segment))
  return (path) => {
    const given = path.split('/', segments.length)
    return segments.every((segment, i) => (segment === null ? given[i] : segment === given[i]))
  }
}

function checkNames(entries: readonly Entry[]): void {
  const seen = new Map<string, Route>()
  for (const { route } of entries) {
    if (route.name === null) continue
    const twin = seen.get(route.name)
    if (twin !== undefined) {
      throw new PorticoError(
        'route-name-duplicate',
        `${twin} and ${route} are both called "${route.name}", so app.url("${route.name}") has two answers. ` +
          'Rename one, or give their mounts names: app.mount(prefix, component, { name }).',
      )
    }
    seen.set(route.name, route)
  }
}

function findNamed(entries: readonly Entry[], name: string): Route {
  const found = entries.find(({ route }) => route.name === name)
  if (found !== undefined) return found.route
  throw new PorticoError(
    'route-name-unknown',
    `No route is called ${JSON.stringify(name)}. The named routes are ` +
      `${listNames(entries.flatMap(({ route }) => route.name ?? []))}. ` +
      `Name one where it is declared: app.get(path, { name: ${JSON.stringify(name)} }, handler).`,
  )
}

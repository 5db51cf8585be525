/**
 * Compiles a tree of scopes to a router and a table of names.
 *
 * It happens once, at the first request, so that a request walks no tree, merges no hooks and looks up
 * no option. Where no route is, there is an endpoint too, so hooks and error handlers see a 404 as well.
 */
import { listNames, PorticoError } from '../internal/index.ts'
import type { RouteSurroundings } from './context.ts'
import { createEndpoint, listPlaces, stepsOf, type Endpoint } from './endpoint.ts'
import { answerMissing } from './missing-route.ts'
import { buildUrl, joinPath, pathShape } from './path.ts'
import { duplicateRoute, type Route } from './route.ts'
import { createRouter, METHODS, type Match, type Method, type Router } from './router.ts'
import type { BeforeHook, Scope } from './scope.ts'

export interface RouteTable {
  /** Always finds: where no route is, an endpoint that answers 404, 405 or OPTIONS. */
  find(method: string, path: string): Match<Endpoint>
  readonly url: RouteSurroundings['url']
}

export interface TableSettings {
  readonly defaultHeaders: readonly string[]
  readonly bodyLimitBytes: number
  readonly guards: readonly BeforeHook[]
}

interface Entry {
  readonly route: Route
  readonly path: string
  readonly endpoint: Endpoint
  /** What answers OPTIONS at this path when no route does. */
  readonly missing: Endpoint
}

/** What answers in a scope where no route does. */
interface Fallback {
  readonly covers: (path: string) => boolean
  readonly missing: Endpoint
}

const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze(Object.create(null))

/** Freezes `root` and all below it. Throws `route-duplicate` and `route-name-duplicate`. */
export function compileRoutes(root: Scope, settings: TableSettings): RouteTable {
  const router = createRouter<Endpoint>()
  const entries: Entry[] = []
  const url: RouteTable['url'] = (name, params, options) =>
    buildUrl(findNamed(entries, name).path, params, options)
  const shared = { ...settings, url }

  const fallbacks: Fallback[] = []
  for (const place of listPlaces(root, settings.guards)) {
    const missing = createEndpoint(place, [(ctx) => answerMissing(ctx, router)], shared)
    fallbacks.push({ missing, covers: prefixTest(place.path) })
    for (const route of place.scope.routes) {
      const { bodyLimitBytes = settings.bodyLimitBytes } = route.options
      const endpoint = createEndpoint(place, stepsOf(route), { ...shared, bodyLimitBytes })
      entries.push({ route, path: joinPath(place.path, route.ownPath), endpoint, missing })
    }
    place.scope.frozen = true
  }
  checkNames(entries)
  fillRouter(router, entries)
  return {
    url,
    find: (method, path) =>
      router.find(method, path) ?? { target: findMissing(fallbacks, path), params: NO_PARAMS },
  }
}

/** The endpoint of the innermost scope that covers `path`; the first covers every path, as the root. */
function findMissing(fallbacks: readonly Fallback[], path: string): Endpoint {
  return fallbacks.reduce((found, fallback) => (fallback.covers(path) ? fallback : found)).missing
}

function fillRouter(router: Router<Endpoint>, entries: readonly Entry[]): void {
  const taken = new Map<string, Route>()
  const isFree = (method: Method, { path }: Entry): boolean =>
    !taken.has(`${method} ${pathShape(path)}`)
  const add = (method: Method | 'ALL', entry: Entry, endpoint: Endpoint): void => {
    const key = `${method} ${pathShape(entry.path)}`
    const twin = taken.get(key)
    if (twin !== undefined) throw duplicateRoute(twin, entry.route)
    taken.set(key, entry.route)
    if (method !== 'ALL') router.add(method, entry.path, endpoint)
  }
  for (const entry of entries) add(entry.route.method, entry, entry.endpoint)
  for (const entry of entries) {
    if (entry.route.method === 'GET' && isFree('HEAD', entry)) add('HEAD', entry, entry.endpoint)
  }
  for (const entry of entries) {
    if (entry.route.method !== 'ALL') continue
    for (const method of METHODS) if (isFree(method, entry)) add(method, entry, entry.endpoint)
  }
  for (const entry of entries) if (isFree('OPTIONS', entry)) add('OPTIONS', entry, entry.missing)
}

/** Whether a path lies at or below `prefix`, whose parameters stand for any segment. */
function prefixTest(prefix: string): (path: string) => boolean {
  const segments = prefix.split('/')
  return (path) => {
    const given = path.split('/', segments.length)
    return segments.every(
      (segment, i) => segment === given[i] || (segment.startsWith(':') && given[i]),
    )
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

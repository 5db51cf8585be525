/**
 * All that runs for one route, in one flat list, and how the tree of scopes becomes such lists.
 */
import type { Context, RouteSurroundings } from './context.ts'
import { joinPath } from './path.ts'
import type { Route } from './route.ts'
import type { AfterHook, BeforeHook, ErrorHandler, ErrorKind, Scope } from './scope.ts'
import { bodyStep, queryStep } from './validation.ts'

export interface Endpoint extends RouteSurroundings {
  /** Hooks, parsers and last the handler. Each but the last may answer instead of it. */
  readonly steps: readonly Step[]
  /** Innermost first. */
  readonly after: readonly AfterHook[]
  /** Innermost first. */
  readonly errorHandlers: readonly ReadonlyMap<ErrorKind, ErrorHandler<never>>[]
}

export type Step = (ctx: Context) => unknown

/** A scope with all that it inherits. */
export interface Place extends Pick<Endpoint, 'after' | 'errorHandlers' | 'services'> {
  readonly scope: Scope
  /** From the root that was asked for, not from a mount above it. */
  readonly path: string
  readonly before: readonly BeforeHook[]
}

/** What the endpoints of an app have in common. */
export interface EndpointSettings extends Pick<RouteSurroundings, 'defaultHeaders' | 'url'> {
  readonly bodyLimitBytes: number
}

/** `root` and all scopes below it, each behind the one around it. `guards` run before every hook. */
export function listPlaces(root: Scope, guards: readonly BeforeHook[]): Place[] {
  const outermost: Place = {
    scope: root,
    path: '',
    before: [...guards, ...root.before],
    after: root.after,
    errorHandlers: [root.errorHandlers],
    services: root.services,
  }
  const places = [outermost]
  // The list grows while it is read: the children of a place are read after it.
  for (const place of places) {
    for (const child of place.scope.children) places.push(placeInside(place, child))
  }
  return places
}

export function createEndpoint(
  place: Place,
  steps: readonly Step[],
  settings: EndpointSettings,
): Endpoint {
  return {
    defaultHeaders: settings.defaultHeaders,
    bodyLimitBytes: settings.bodyLimitBytes,
    prefixDepth: place.path.split('/').length - 1,
    url: settings.url,
    services: place.services,
    steps: [...place.before, ...steps],
    after: place.after,
    errorHandlers: place.errorHandlers,
  }
}

/** What a route runs after the hooks: the parsers of its schemas and its handler. */
export function stepsOf({ options, handler }: Route): Step[] {
  const steps: Step[] = []
  if (options.query !== undefined) steps.push(queryStep(options.query))
  if (options.body !== undefined) steps.push(bodyStep(options.body))
  // The types of the declaration tie a handler to the params and schemas that its steps provide.
  steps.push(handler as Step)
  return steps
}

function placeInside(outer: Place, scope: Scope): Place {
  return {
    scope,
    path: joinPath(outer.path, scope.prefix),
    before: [...outer.before, ...scope.before],
    after: [...scope.after, ...outer.after],
    errorHandlers: [scope.errorHandlers, ...outer.errorHandlers],
    services: new Map([...outer.services, ...scope.services]),
  }
}

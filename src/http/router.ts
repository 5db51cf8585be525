/**
 * Finds the route of a method and a path. The one file that knows the router library (find-my-way).
 *
 * A tree for each method, so that a path that one method has and another lacks is a 405 and not a 404.
 * Static segments win over parameters, parameters over `*`, in whatever order they were declared.
 */
import createTree from 'find-my-way'

/** Methods that routes may have. TRACE echoes requests, cookies included, and CONNECT is for proxies. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

export type Method = (typeof METHODS)[number]

export interface Match<Target> {
  readonly target: Target
  /** Decoded; an object without prototype. */
  readonly params: Readonly<Record<string, string>>
}

export interface Router<Target extends object> {
  add(method: Method, path: string, target: Target): void
  /** Null when nothing matches, which includes a path whose percent-encoding is broken or has U+0000. */
  find(method: string, path: string): Match<Target> | null
  /** The methods that `path` answers to, in the order of {@link METHODS}. */
  methodsOf(path: string): Method[]
}

/** Longer parameters match no route: nothing that identifies a thing is this long. In characters. */
const MAX_PARAM_LENGTH = 512

export function createRouter<Target extends object>(): Router<Target> {
  const tree = createTree({
    maxParamLength: MAX_PARAM_LENGTH,
    // The query is parsed elsewhere, and only when somebody reads it.
    querystringParser: () => NOTHING,
  })
  const find: Router<Target>['find'] = (method, path) => {
    // U+0000 names nothing, and no database takes it: a handler need not think of it.
    if (path.includes('%00')) return null
    // The library compares methods with its own list; one it does not know simply has no tree.
    const found = tree.find(method as Method, path)
    if (found === null || (mayHaveGap(path) && hasEmptyParam(found.params))) return null
    // `add` stored the target, and every leaf of the tree has the parameters of its path.
    return { target: found.store as Target, params: found.params as Record<string, string> }
  }
  return {
    add: (method, path, target) => tree.on(method, path, noHandler, target),
    find,
    methodsOf: (path) => METHODS.filter((method) => find(method, path) !== null),
  }
}

/** `//` or a slash at the end: where the library finds a parameter without a character. */
function mayHaveGap(path: string): boolean {
  return path.charCodeAt(path.length - 1) === SLASH || path.includes('//')
}

/** The rest of a path may be empty, the name of a thing may not. */
function hasEmptyParam(params: Readonly<Record<string, string | undefined>>): boolean {
  return Object.entries(params).some(([name, value]) => value === '' && name !== '*')
}

const SLASH = 0x2f
const NOTHING = Object.freeze({})
/** The library wants a function; dispatch runs the target instead. */
const noHandler = (): undefined => undefined

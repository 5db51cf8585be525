/**
 * The paths of routes: `/hotels/:id/rooms/:room`, `/files/*`.
 *
 * A segment is plain text, a parameter (`:name`), or a final `*` that takes the rest of the path.
 * Nothing else: what a path means can be read from it, by people and by the type checker.
 */
import { PorticoError } from '../internal/index.ts'

/** The parameters of `Path`, each a decoded string; of an unknown path, any name may be there. */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string | undefined>>
  : { readonly [Name in ParamName<Path>]: string }

/** The parameters of a route `Path` in a group with `Prefix`; an unknown prefix may bring more. */
export type RouteParams<Prefix extends string, Path extends string> = string extends Prefix
  ? PathParams<Path> & PathParams<string>
  : PathParams<`${Prefix}${Path}`>

/** What `url()` takes for these parameters. */
export type UrlParams<Params> = { readonly [Name in keyof Params]: string | number }

export interface UrlOptions {
  /** Undefined and null leave a name out; a list repeats it. */
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>
}

type QueryValue = string | number | boolean | null | undefined

type ParamName<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? ParamName<Head> | ParamName<Tail>
  : Path extends `:${infer Name}`
    ? Name
    : Path extends '*'
      ? '*'
      : never

/** Throws `path-invalid` unless `path` follows the rules above. */
export function checkPath(path: string, where: string): void {
  const problem = findProblem(path)
  if (problem === null) return
  throw new PorticoError(
    'path-invalid',
    `${where} has the path ${JSON.stringify(path)}: ${problem}. A path starts with "/"; a segment is ` +
      'text, a parameter such as ":id", or a final "*". Correct it, for example "/hotels/:id".',
  )
}

/** The prefix of a group, empty for "/". Throws `path-invalid`. */
export function checkPrefix(prefix: string, where: string): string {
  if (prefix === '' || prefix === '/') return ''
  checkPath(prefix, where)
  if (!prefix.endsWith('/') && !prefix.endsWith('*')) return prefix
  throw new PorticoError(
    'path-invalid',
    `${where} ends with "${prefix.at(-1)}". A prefix is followed by the paths of its routes, which start with "/". ` +
      `Write ${JSON.stringify(prefix.replace(/\/?\*?$/, ''))}.`,
  )
}

/** Joins a prefix and a path; "/" inside a prefix is the prefix itself. */
export function joinPath(prefix: string, path: string): string {
  if (prefix === '' || prefix === '/') return path
  return path === '/' ? prefix : prefix + path
}

/** `/hotels/:id` and `/hotels/:hotel` match the same requests, so they have the same shape. */
export function pathShape(path: string): string {
  return path.replaceAll(/:[^/]+/g, ':')
}

/** Fills the parameters in, percent-encoded. Throws `url-param-invalid` for one that cannot be. */
export function buildUrl(
  path: string,
  params: Readonly<Record<string, string | number | undefined>>,
  options: UrlOptions = {},
): string {
  const names = new Set(Object.keys(params))
  const filled = path
    .split('/')
    .map((segment) => {
      if (segment !== '*' && !segment.startsWith(':')) return segment
      const name = segment === '*' ? '*' : segment.slice(1)
      names.delete(name)
      return encodeParam(path, name, params[name])
    })
    .join('/')
  if (names.size > 0) {
    throw new PorticoError(
      'url-param-unknown',
      `Path "${path}" has no parameter ${[...names].map((name) => `"${name}"`).join(', ')}. ` +
        'Only what the path names can be filled in. Put other values into the query: url(params, { query }).',
    )
  }
  return filled + buildQuery(options.query ?? {})
}

function findProblem(path: string): string | null {
  if (!path.startsWith('/')) return 'it does not start with "/"'
  if (path === '/') return null
  const segments = path.slice(1).split('/')
  const seen = new Set<string>()
  for (const [position, segment] of segments.entries()) {
    const last = position === segments.length - 1
    if (segment === '*' && last) continue
    if (segment === '' && !last) return 'it has an empty segment'
    if (/^:[A-Za-z_]\w*$/.test(segment)) {
      if (seen.has(segment)) return `it has the parameter "${segment}" twice`
      seen.add(segment)
    } else if (/[:*?#%\s]/.test(segment)) {
      return `its segment "${segment}" is neither text nor a parameter`
    }
  }
  return null
}

function encodeParam(path: string, name: string, value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value)
  const segments = name === '*' ? text.split('/') : [text]
  // A URL parser drops "." and ".." even when they are percent-encoded, and an empty parameter matches nothing.
  if (
    segments.some((segment) => segment === '.' || segment === '..') ||
    (text === '' && name !== '*')
  ) {
    throw new PorticoError(
      'url-param-invalid',
      `Parameter "${name}" of path "${path}" is ${value === undefined ? 'missing' : JSON.stringify(text)}. ` +
        'It must be text or a number that can stand in a path. Pass it to url().',
    )
  }
  return segments.map(encodeURIComponent).join('/')
}

function buildQuery(values: NonNullable<UrlOptions['query']>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) query.append(name, String(item))
    }
  }
  return query.size === 0 ? '' : `?${query}`
}

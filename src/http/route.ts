/**
 * A route as a value: what was declared, its whole path, and the way back from parameters to a URL.
 */
import { listNames, PorticoError, type StandardSchema } from '../internal/index.ts'
import type { Context } from './context.ts'
import { describeValue } from './describe-value.ts'
import { buildUrl, joinPath, type UrlOptions, type UrlParams } from './path.ts'
import type { Method } from './router.ts'
import { fullNamePrefix, fullPrefix, type Scope } from './scope.ts'

export type Handler<Params, Query, Body> = (ctx: Context<Params, Query, Body>) => unknown

export interface QueryOptions<Query> {
  /** Makes the URL available as `app.url(name, …)`. Unique within the app. */
  readonly name?: string
  /** Reads the query; what it refuses answers 400 with the names of the parameters. */
  readonly query?: StandardSchema<unknown, Query>
}

export interface RouteOptions<Query, Body> extends QueryOptions<Query> {
  /** Reads a JSON or urlencoded body before the handler; what it refuses answers 422 with JSON pointers. */
  readonly body?: StandardSchema<unknown, Body>
  /** Bytes; the app's limit (1 MiB) when not given. */
  readonly bodyLimitBytes?: number
}

/** The parameters may be left out when the path has none. */
export type UrlArguments<Params> =
  object extends UrlParams<Params>
    ? [params?: UrlParams<Params>, options?: UrlOptions]
    : [params: UrlParams<Params>, options?: UrlOptions]

/** `Params` are those of the path, the group's prefix included. */
export class Route<Params = unknown> {
  /** `ALL` answers to each method that has no route of its own at the path. */
  readonly method: Method | 'ALL'
  readonly options: RouteOptions<unknown, unknown>
  readonly handler: Handler<never, never, never>
  /** As declared, without any prefix. */
  readonly ownPath: string
  readonly #scope: Scope

  constructor(
    scope: Scope,
    method: Method | 'ALL',
    path: string,
    options: RouteOptions<unknown, unknown>,
    handler: Handler<never, never, never>,
  ) {
    this.method = method
    this.options = options
    this.handler = handler
    this.ownPath = path
    this.#scope = scope
  }

  /** With the prefixes of its groups and of the mounts above them. */
  get path(): string {
    return joinPath(fullPrefix(this.#scope), this.ownPath)
  }

  /** With the names of the mounts above; null when it was given none. */
  get name(): string | null {
    const { name } = this.options
    return name === undefined ? null : fullNamePrefix(this.#scope) + name
  }

  /** The URL of this route, percent-encoded. Throws `url-param-invalid` for a value that no URL can carry. */
  url(...[params, options]: UrlArguments<Params>): string {
    return buildUrl(this.path, params ?? {}, options)
  }

  toString(): string {
    return `${this.method} ${this.path}`
  }
}

/** The start-up error of two routes that answer the same requests. */
export function duplicateRoute(first: Route, second: Route): PorticoError {
  return new PorticoError(
    'route-duplicate',
    `${second} is declared twice${first.path === second.path ? '' : `, the first time as ${first}`}. ` +
      'The second would never run. Remove one of the two, or give it another path.',
  )
}

const OPTION_NAMES = ['name', 'query', 'body', 'bodyLimitBytes']

/** Throws `route-option-unknown` or `schema-invalid`. */
export function checkRouteOptions(
  options: unknown,
  method: Method | 'ALL',
  where: string,
): Route['options'] {
  const known = method === 'GET' || method === 'HEAD' ? OPTION_NAMES.slice(0, 2) : OPTION_NAMES
  const isObject = typeof options === 'object' && options !== null
  const unknown = isObject ? Object.keys(options).find((name) => !known.includes(name)) : ''
  if (!isObject || unknown !== undefined) {
    throw new PorticoError(
      'route-option-unknown',
      `${where} has ${isObject ? `the option "${unknown}"` : `${describeValue(options)} as its options`}. ` +
        `Its options are ${listNames(known)}. Correct the name, or remove it.`,
    )
  }
  for (const name of ['query', 'body']) {
    const schema: unknown = Reflect.get(options, name)
    if (schema === undefined || isStandardSchema(schema)) continue
    throw new PorticoError(
      'schema-invalid',
      `${where} has ${describeValue(schema)} as its ${name} schema. A schema follows Standard Schema ` +
        '(portico/schema, zod, valibot, arktype). Pass one, for example object({ limit: integer() }).',
    )
  }
  return options
}

function isStandardSchema(value: unknown): boolean {
  // arktype's schemas are functions.
  const isHolder = (typeof value === 'object' && value !== null) || typeof value === 'function'
  return isHolder && '~standard' in value
}

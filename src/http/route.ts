/**
 * A route as a value: what was declared, its whole path, and the way back from parameters to a URL.
 */
import type { StandardSchema } from '../internal/index.ts'
import type { Context } from './context.ts'
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

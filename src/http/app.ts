/**
 * An app: the outermost group, and the two ways to run it.
 *
 * It knows HTTP and no policy: `portico()` in src/app.ts gives it the security defaults. Routes are
 * compiled once, at the first request or when it is served, and from then on nothing can be declared.
 */
import type { UrlValues, Context } from './context.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { answerFetch } from './fetch.ts'
import { Group, scopeOf } from './group.ts'
import type { HttpError } from './http-error.ts'
import type { Logger } from './logger.ts'
import { startServer, type RunningServer, type ServeOptions } from './node-server.ts'
import type { UrlOptions } from './path.ts'
import { renderError } from './problem.ts'
import { compileRoutes, type RouteTable } from './route-table.ts'
import { createScope, type BeforeHook } from './scope.ts'

export interface AppSettings {
  /** Errors show their cause and the line that threw. */
  readonly isDevelopment: boolean
  /** Flat list of headers of every answer; what a handler sets wins. */
  readonly defaultHeaders: readonly string[]
  /** Run before every hook, whatever the path. Those of a mounted app give way to those of the outermost. */
  readonly guards: readonly BeforeHook[]
  /** The header that carries `ctx.id`; null for none. */
  readonly idHeader: string | null
  readonly etag: boolean
  readonly compression: boolean
  readonly bodyLimitBytes: number
  readonly logger: Logger
  readonly serve: Pick<ServeOptions, 'port' | 'host'>
  /** Renders errors in place of the built-in problem document and page; undefined leaves one to them. */
  readonly renderError: ((error: HttpError, ctx: Context) => unknown) | null
  /** Throws when the app must not answer requests as it is configured. */
  checkStart(): void
}

export class App extends Group<''> {
  readonly #settings: AppSettings
  #compiled: { readonly table: RouteTable; readonly dispatch: Dispatch } | null = null

  constructor(settings: AppSettings) {
    super(createScope('', null))
    this.#settings = settings
  }

  /** The URL of the route called `name`. Throws `route-name-unknown`, listing the names there are. */
  url(name: string, params: UrlValues = {}, options?: UrlOptions): string {
    return this.#compile().table.url(name, params, options)
  }

  /** Answers a request without a socket. Never rejects, but for a mistake that is found at the start. */
  async fetch(request: Request): Promise<Response> {
    return answerFetch(this.#compile().dispatch, request)
  }

  /** Listens until `close()`, until `signal` aborts, or without one until SIGTERM or SIGINT. Throws `port-in-use` and what start-up checks find. */
  async serve(options: Partial<ServeOptions> = {}): Promise<RunningServer> {
    const { dispatch } = this.#compile()
    const { logger, serve } = this.#settings
    const server = await startServer(dispatch, logger, { ...serve, ...options })
    logger.info('listening', { url: server.url })
    return server
  }

  #compile(): { readonly table: RouteTable; readonly dispatch: Dispatch } {
    if (this.#compiled !== null) return this.#compiled
    const settings = this.#settings
    settings.checkStart()
    const table = compileRoutes(scopeOf(this), settings)
    const dispatch = createDispatch(table, {
      ...settings,
      renderError: async (error, ctx) =>
        (await settings.renderError?.(error, ctx)) ??
        renderError(error, ctx, settings.isDevelopment),
    })
    return (this.#compiled = { table, dispatch })
  }
}

/**
 * Errors as pages of the site, for people: what happened and where to go on. Programs get the problem
 * document of the framework, and so does everybody under `/api`.
 */
import { reply, type Context, type HttpError } from 'portico'
import { stayFormView, typedValues } from './availability/stay-form.ts'
import { todayIn } from './clock.ts'
import { noticePage, type NoticeKind } from './site/notice-page.ts'
import { siteView } from './site-view.ts'

const TYPES = ['application/problem+json', 'application/json', 'text/html']

/**
 * Undefined leaves the error to the framework. `isDevelopment` leaves it our own mistakes as well: its
 * page shows the line that threw. Reads no database, which may be what failed.
 */
export function errorNotice(error: HttpError, ctx: Context, isDevelopment: boolean): unknown {
  if (ctx.path.startsWith('/api/') || ctx.accepts(TYPES) !== 'text/html') return undefined
  const kind = kindOf(error, isDevelopment)
  if (kind === null) return undefined
  const nothing = { values: typedValues(new URLSearchParams()), errors: [] }
  const page = noticePage({
    site: siteView(ctx),
    kind,
    detail: kind === 'too-late' ? error.message : null,
    steps: [],
    retry: null,
    instead: null,
    search: kind === 'error' ? null : stayFormView(ctx.url('search'), nothing, todayIn(ctx, 'UTC')),
    requestId: kind === 'error' ? ctx.id : null,
  })
  return reply(page, {
    status: error.status,
    headers: { vary: 'accept', 'cache-control': 'no-store' },
  })
}

function kindOf({ status, code }: HttpError, isDevelopment: boolean): NoticeKind | null {
  if (code === 'hold-converted' || code === 'stay-over') return 'too-late'
  if (status === 404) return 'not-found'
  return status >= 500 && !isDevelopment ? 'error' : null
}

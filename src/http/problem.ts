/**
 * Errors as answers: a problem document (RFC 9457), or a page when the client prefers HTML.
 *
 * A client error says what its HttpError says. Any other error is a 500 that says nothing of its cause
 * but in development, where it comes with the line that threw it.
 */
import { STATUS_CODES } from 'node:http'
import type { Context } from './context.ts'
import { renderErrorPage, ERROR_PAGE_POLICY } from './error-page.ts'
import { HttpError } from './http-error.ts'
import { Reply } from './reply.ts'
import { describeFailure } from './source-excerpt.ts'

/** The members that every problem document has; an error may add others, but not replace these. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
}

export function problemOf(error: HttpError): Problem {
  const problem = {
    type: `/problems/${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
  }
  // What the error adds comes after the members of RFC 9457, and cannot replace them.
  return { ...problem, ...error.extensions, ...problem }
}

/** What was thrown, as an error. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  return new TypeError(
    `A ${thrown === null ? 'null' : typeof thrown} was thrown instead of an Error.`,
    { cause: thrown },
  )
}

/** An HttpError is itself, any other a 500 that has it as its cause. */
export function toHttpError(error: Error): HttpError {
  if (error instanceof HttpError) return error
  return new HttpError(
    500,
    'internal-error',
    'The server failed to answer this request. The failure has been recorded; try again later.',
    { cause: error },
  )
}

/** The answer to an error that no handler took. */
export function renderError(error: HttpError, ctx: Context, isDevelopment: boolean): Reply {
  const problem = problemOf(error)
  const failure = isDevelopment && error.status >= 500 ? describeFailure(error) : null
  const vary = ['vary', 'accept', 'cache-control', 'no-store']
  if (ctx.accepts(TYPES) === 'text/html') {
    const headers = ['content-type', 'text/html; charset=utf-8', ...vary]
    const policy = ['content-security-policy', ERROR_PAGE_POLICY]
    return new Reply(
      error.status,
      [...headers, ...policy],
      renderErrorPage(problem, ctx.id, failure),
    )
  }
  const document = { ...problem, request_id: ctx.id, ...(failure === null ? {} : { failure }) }
  const headers = ['content-type', 'application/problem+json', ...vary]
  return new Reply(error.status, headers, JSON.stringify(document))
}

const TYPES = ['application/problem+json', 'application/json', 'text/html']

/** The answer when rendering or delivering an answer failed: nothing that could fail again. */
export function plainFailure(defaultHeaders: readonly string[], id: string): Reply {
  const body = `Internal Server Error. Request ${id}.`
  const own = ['content-type', 'text/plain; charset=utf-8', 'content-length', String(body.length)]
  return new Reply(500, [...defaultHeaders, ...own], body)
}

/**
 * What answers where no route is: 404, 405 with the methods that are there, or OPTIONS with them.
 */
import type { Context } from './context.ts'
import { HttpError } from './http-error.ts'
import { Reply } from './reply.ts'
import { METHODS, type Router } from './router.ts'

export function answerMissing(ctx: Context, router: Router<object>): Reply {
  // `OPTIONS *` asks about the server as a whole (RFC 9110 section 9.3.7).
  const methods = ctx.path === '*' ? METHODS : router.methodsOf(ctx.path)
  const allow = methods.join(', ')
  if (methods.length === 0) throw isDecodable(ctx.path) ? notFound() : pathMalformed()
  if (ctx.method === 'OPTIONS') return new Reply(204, ['allow', allow], null)
  throw new HttpError(
    405,
    'method-not-allowed',
    `This resource does not answer to ${ctx.method.slice(0, 32)}. It answers to ${allow}.`,
    { headers: { allow } },
  )
}

export function notFound(): HttpError {
  return new HttpError(
    404,
    'not-found',
    'There is nothing at this address. Check it for a typing mistake.',
  )
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURI(path).includes('\0')
  } catch {
    return false // the question was whether it throws
  }
}

function pathMalformed(): HttpError {
  return new HttpError(
    400,
    'path-malformed',
    'The path is not percent-encoded UTF-8 without U+0000. Encode each segment (encodeURIComponent) and send it again.',
  )
}

/**
 * Puts a schema before a handler: the query and the body reach it parsed, or not at all.
 *
 * A query that its schema refuses is a malformed request (400, the errors name parameters); a body that
 * is well-formed but wrong is 422 (RFC 9110 section 15.5.21; the errors have JSON pointers, RFC 6901).
 */
import type { StandardIssue, StandardResult, StandardSchema } from '../internal/index.ts'
import { parseFormBody, parseJsonBody, parseUrlEncoded } from './body-parsers.ts'
import { isJsonType, parseContentType, unsupportedType } from './content-type.ts'
import { setBody, setQuery, sourceOf, type Context } from './context.ts'
import { HttpError } from './http-error.ts'

/** A part of what runs before a handler; it answers nothing. */
export type Step = (ctx: Context) => undefined | Promise<undefined>

const BODY_TYPES = ['application/json', 'application/x-www-form-urlencoded']

/** Reads and checks the query. Throws HttpError 400 `query-invalid` with the parameters at fault. */
export function queryStep(schema: StandardSchema): Step {
  const { validate } = textSchemaOf(schema)['~standard']
  const take = (ctx: Context, result: StandardResult<unknown>): undefined => {
    if (result.issues !== undefined) throw queryInvalid(result.issues)
    setQuery(ctx, result.value)
  }
  return (ctx) => {
    const result = validate(parseUrlEncoded(sourceOf(ctx).search))
    return result instanceof Promise ? result.then((late) => take(ctx, late)) : take(ctx, result)
  }
}

/** Reads and checks the body. Throws HttpError 422 `body-invalid`, and 400, 413, 415 as its parsers do. */
export function bodyStep(schema: StandardSchema): Step {
  const { validate } = schema['~standard']
  const { validate: validateText } = textSchemaOf(schema)['~standard']
  const take = (ctx: Context, result: StandardResult<unknown>): undefined => {
    if (result.issues !== undefined) throw bodyInvalid(result.issues)
    setBody(ctx, result.value)
  }
  return (ctx) => {
    const header = ctx.header('content-type')
    const type = parseContentType(header)
    const isJson = type !== null && isJsonType(type.type)
    if (type === null || (!isJson && type.type !== BODY_TYPES[1])) {
      throw unsupportedType(header, BODY_TYPES)
    }
    return ctx.bytes().then((bytes) => {
      const result = isJson
        ? validate(parseJsonBody(bytes, type))
        : validateText(parseFormBody(bytes, type))
      return result instanceof Promise ? result.then((late) => take(ctx, late)) : take(ctx, result)
    })
  }
}

/** The schema for values that are all text; one that has no such face validates the text itself. */
function textSchemaOf(schema: StandardSchema): StandardSchema {
  return 'fromText' in schema ? (schema.fromText as StandardSchema) : schema
}

function queryInvalid(issues: readonly StandardIssue[]): HttpError {
  const errors = issues.map((issue) => ({
    parameter: keysOf(issue).join('.'),
    detail: issue.message,
  }))
  return new HttpError(400, 'query-invalid', `The query is not acceptable: ${summary(issues)}.`, {
    extensions: { errors },
  })
}

function bodyInvalid(issues: readonly StandardIssue[]): HttpError {
  const errors = issues.map((issue) => ({
    pointer: keysOf(issue)
      .map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join(''),
    detail: issue.message,
  }))
  return new HttpError(422, 'body-invalid', `The body is not acceptable: ${summary(issues)}.`, {
    extensions: { errors },
  })
}

function summary(issues: readonly StandardIssue[]): string {
  return issues.length === 1
    ? 'one value is wrong, see errors'
    : `${issues.length} values are wrong, see errors`
}

function keysOf(issue: StandardIssue): string[] {
  return (issue.path ?? []).map((key) => String(typeof key === 'object' ? key.key : key))
}

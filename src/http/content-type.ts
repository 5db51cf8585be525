/**
 * The type of a body (RFC 9110 section 8.3): what it is, and in which charset.
 *
 * A header that does not parse is null, never a guess: a server and a proxy that guess differently are
 * how a `text/plain` form passes for JSON.
 */
import { readParameters } from './header-parameters.ts'
import { HttpError } from './http-error.ts'

export interface ContentType {
  /** Type and subtype in lower case, such as `application/json`. */
  readonly type: string
  /** Names in lower case, values as sent. */
  readonly parameters: ReadonlyMap<string, string>
}

const MAX_LENGTH = 512 // characters; a boundary has 70 at most
const TYPE = /[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)/y
const JSON_TYPE: ContentType = { type: 'application/json', parameters: new Map() }

/** Parses a Content-Type header; null when there is none or it is malformed. */
export function parseContentType(header: string | null): ContentType | null {
  if (header === 'application/json') return JSON_TYPE
  if (header === null || header.length > MAX_LENGTH) return null
  TYPE.lastIndex = 0
  const type = TYPE.exec(header)?.[1]
  if (type === undefined) return null
  const parameters = readParameters(header, TYPE.lastIndex)
  if (parameters === null || header.slice(parameters.end).trim() !== '') return null
  return { type: type.toLowerCase(), parameters: parameters.values }
}

/** Whether `type` is JSON: `application/json`, or a type with the suffix `+json` (RFC 6839 section 3.1). */
export function isJsonType(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json')
}

/**
 * The 415 for a body that is none of `expected`, which it lists in `Accept` (RFC 9110 section 12.5.1),
 * for a client that cannot read the sentence.
 */
export function unsupportedType(header: string | null, expected: readonly string[]): HttpError {
  const sent =
    header === null ? 'no Content-Type' : `the type ${JSON.stringify(header.slice(0, 32))}`
  return new HttpError(
    415,
    'content-type-unsupported',
    `The body has ${sent}. This resource reads ${expected.join(', ')}. Send one of them and name it in Content-Type.`,
    { headers: { accept: expected.join(', ') } },
  )
}

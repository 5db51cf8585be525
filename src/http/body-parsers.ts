/**
 * From bytes to values: JSON, urlencoded forms and text, each strict.
 *
 * A body that can be read in two ways is refused: invalid UTF-8 (a replacement character in a name
 * or a password is a different name), a key `__proto__`, a charset that the parser does not know.
 */
import { isUtf8 } from 'node:buffer'
import { parseJson } from '../internal/index.ts'
import type { ContentType } from './content-type.ts'
import { HttpError } from './http-error.ts'

/** Fields of a form or a query string by name; a name that repeats gives a list. No brackets, no nesting. */
export type FormFields = Record<string, string | string[]>

const MAX_FIELDS = 1000
const BYTE_ORDER_MARK = 0xfeff // dropped, as RFC 8259 section 8.1 allows
const CHARSETS: ReadonlyMap<string, 'utf-8' | 'us-ascii' | 'latin1'> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'us-ascii'],
  ['iso-8859-1', 'latin1'],
  ['latin1', 'latin1'],
])

/** Parses JSON (RFC 8259). Throws HttpError `json-invalid`, `charset-invalid` (400), `charset-unsupported` (415). */
export function parseJsonBody(bytes: Uint8Array, type: ContentType): unknown {
  requireUtf8(type)
  const text = decodeUtf8(bytes)
  try {
    return parseJson(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HttpError(400, 'json-invalid', `The body is not acceptable JSON: ${reason}.`, {
      cause: error,
    })
  }
}

/** Parses `application/x-www-form-urlencoded`. Throws as {@link parseUrlEncoded} and for a charset. */
export function parseFormBody(bytes: Uint8Array, type: ContentType): FormFields {
  requireUtf8(type)
  return parseUrlEncoded(decodeUtf8(bytes))
}

/**
 * Parses `a=1&b=2&b=3` (WHATWG URL section 5.1) to an object without a prototype. Throws HttpError 400
 * `form-invalid` for an escape that is not UTF-8 and for the name `__proto__`, 413 `too-many-fields`.
 */
export function parseUrlEncoded(text: string): FormFields {
  // The shape that Object.create promises: no prototype, so no name is taken yet.
  const fields = Object.create(null) as FormFields
  let count = 0
  for (let start = 0; start < text.length;) {
    let end = text.indexOf('&', start)
    if (end === -1) end = text.length
    if (end > start) {
      if (++count > MAX_FIELDS) throw tooManyFields()
      const equals = text.indexOf('=', start)
      const split = equals === -1 || equals > end ? end : equals
      addField(fields, decodePart(text.slice(start, split)), decodePart(text.slice(split + 1, end)))
    }
    start = end + 1
  }
  return fields
}

/** Adds one value; a second of the same name makes a list. Throws HttpError 400 `form-invalid` for `__proto__`. */
export function addField<Value>(
  fields: Record<string, Value | Value[]>,
  name: string,
  value: Value,
): void {
  // Harmless here, but not once the fields are copied onto an ordinary object with Object.assign.
  if (name === '__proto__') throw formInvalid('a field is called "__proto__"')
  const known = fields[name]
  if (known === undefined) fields[name] = value
  else if (Array.isArray(known)) known.push(value)
  else fields[name] = [known, value]
}

/** Decodes text in UTF-8 (the default), US-ASCII or Latin-1. Throws `charset-invalid`, `charset-unsupported`. */
export function parseTextBody(bytes: Uint8Array, type: ContentType): string {
  const charset = charsetOf(type)
  if (charset === 'latin1') {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  }
  if (charset === 'us-ascii' && bytes.some((byte) => byte > 0x7f)) throw charsetInvalid('US-ASCII')
  return decodeUtf8(bytes)
}

function requireUtf8(type: ContentType): void {
  if (type.parameters.size > 0 && charsetOf(type) === 'latin1')
    throw charsetUnsupported(type, 'utf-8')
}

function charsetOf(type: ContentType): 'utf-8' | 'us-ascii' | 'latin1' {
  const name = type.parameters.get('charset')
  const charset = name === undefined ? 'utf-8' : CHARSETS.get(name.toLowerCase())
  if (charset === undefined) throw charsetUnsupported(type, 'utf-8, us-ascii, iso-8859-1')
  return charset
}

function decodeUtf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw charsetInvalid('UTF-8')
  // Checked first and then decoded by Buffer: a fifth of what a fatal TextDecoder takes for 1 KB.
  const text = (
    bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  ).toString()
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text
}

function decodePart(part: string): string {
  const text = part.includes('+') ? part.replaceAll('+', ' ') : part
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch (error) {
    throw formInvalid(`${JSON.stringify(part.slice(0, 32))} is not percent-encoded UTF-8`, error)
  }
}

function formInvalid(reason: string, cause?: unknown): HttpError {
  return new HttpError(400, 'form-invalid', `The form cannot be read: ${reason}.`, { cause })
}

function tooManyFields(): HttpError {
  return new HttpError(
    413,
    'too-many-fields',
    `The form has more than ${MAX_FIELDS} fields. Send fewer, or send them as JSON.`,
  )
}

function charsetInvalid(charset: string, cause?: unknown): HttpError {
  return new HttpError(
    400,
    'charset-invalid',
    `The body is not valid ${charset}. Encode it so, or name its charset in Content-Type.`,
    { cause },
  )
}

function charsetUnsupported(type: ContentType, known: string): HttpError {
  const name = JSON.stringify(type.parameters.get('charset')?.slice(0, 32))
  return new HttpError(
    415,
    'charset-unsupported',
    `The body has the charset ${name}. For ${type.type}, this server reads ${known}.`,
  )
}

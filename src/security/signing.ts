/**
 * Signed text: what leaves the server and comes back unchanged, such as a session id or a link in a mail.
 *
 *   base64url(value) "." seconds in base 36 "." base64url(HMAC-SHA256(key, purpose NUL everything before))
 *
 * Signed, not secret: whoever holds it can read it. The purpose keeps a text that was signed for one use from
 * passing in another, as Django's salt does. RFC 2104; comparison in constant time.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { PorticoError } from '../internal/index.ts'

export interface SigningOptions {
  /** At least 32 bytes of chance, as text. Several: the first signs, all of them verify, so keys can be replaced. */
  readonly key: string | readonly string[]
  /** What the text is for, such as `session`; signatures of other purposes are not accepted. */
  readonly purpose: string
  /** Milliseconds since 1970, for tests. */
  readonly now?: number
}

export interface UnsignOptions extends SigningOptions {
  /** Texts signed longer ago are not accepted; any age when not given. */
  readonly maxAgeSeconds?: number
}

const MIN_KEY_BYTES = 32 // the length of the hash, RFC 2104 section 3
const SIGNED = /^([\w-]*)\.([\da-z]{1,9})\.([\w-]{43})$/

/** Signs `value`. The result is safe in cookies and URLs. Throws PorticoError `key-weak`, `purpose-invalid`. */
export function sign(value: string, options: SigningOptions): string {
  const [key] = checkOptions(options)
  const seconds = Math.floor((options.now ?? Date.now()) / 1000)
  const text = `${Buffer.from(value).toString('base64url')}.${seconds.toString(36)}`
  return `${text}.${mac(text, key, options.purpose)}`
}

/** The value that was signed; null for a text that is not ours, was changed, is too old, or is for another purpose. */
export function unsign(signed: string, options: UnsignOptions): string | null {
  const keys = checkOptions(options)
  const match = SIGNED.exec(signed)
  if (match === null) return null
  const [, payload = '', time = '', signature = ''] = match
  const given = Buffer.from(signature)
  const text = `${payload}.${time}`
  // As text: base64url of 32 bytes has two spare bits, so several texts decode to the same bytes.
  const isOurs = (key: string): boolean =>
    timingSafeEqual(given, Buffer.from(mac(text, key, options.purpose)))
  if (!keys.some(isOurs)) return null
  const age = (options.now ?? Date.now()) / 1000 - Number.parseInt(time, 36)
  if (options.maxAgeSeconds !== undefined && age > options.maxAgeSeconds) return null
  return Buffer.from(payload, 'base64url').toString()
}

function mac(text: string, key: string, purpose: string): string {
  return createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url')
}

function checkOptions(options: SigningOptions): readonly [string, ...string[]] {
  const [first, ...others] = typeof options.key === 'string' ? [options.key] : options.key
  if (
    first === undefined ||
    [first, ...others].some((key) => Buffer.byteLength(key) < MIN_KEY_BYTES)
  ) {
    throw new PorticoError(
      'key-weak',
      `A signing key has fewer than ${MIN_KEY_BYTES} bytes, or there is none, so signatures could be guessed. ` +
        `Make one: node -p "crypto.randomBytes(32).toString('base64url')"`,
    )
  }
  if (options.purpose === '' || options.purpose.includes('\0')) {
    throw new PorticoError(
      'purpose-invalid',
      `The purpose of a signature is ${JSON.stringify(options.purpose)}. Name what the text is for, such as "session".`,
    )
  }
  return [first, ...others]
}

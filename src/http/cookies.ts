/**
 * Cookies (RFC 6265bis): reads one by its name without parsing the others, writes with safe defaults.
 *
 * A value is percent-encoded on the way out and decoded on the way in, so that any text survives and
 * none can add an attribute or a header. What a browser would silently drop is an error here.
 */
import { PorticoError } from '../internal/index.ts'

export interface CookieOptions {
  /** Seconds from now; 0 deletes it. Without it the cookie lasts as long as the browser's session. */
  readonly maxAgeSeconds?: number
  /** `/` when not given. */
  readonly path?: string
  /** Not given: this host alone. Given: this domain and every host below it. */
  readonly domain?: string
  /** True when not given: scripts of the page cannot read it. */
  readonly httpOnly?: boolean
  /** True when not given: only sent over https (and to localhost by most browsers). */
  readonly secure?: boolean
  /** `lax` when not given: other sites' forms and images do not carry it. */
  readonly sameSite?: 'strict' | 'lax' | 'none'
  /** A jar for each top-level site, for pages that are framed by others. */
  readonly partitioned?: boolean
}

/** The options with every default in its place. */
type Attributes = CookieOptions &
  Required<Pick<CookieOptions, 'httpOnly' | 'partitioned' | 'path' | 'sameSite' | 'secure'>>

const MAX_LENGTH = 4096 // bytes of name and value; browsers ignore longer ones
const PREFIX = /^__(?:host|secure)-/i // browsers compare it without case
const SAME_SITE = {
  strict: '; SameSite=Strict',
  lax: '; SameSite=Lax',
  none: '; SameSite=None',
} as const
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const SAFE_VALUE = /^[\x21\x23-\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/ // cookie-octet without %
const UNSAFE_CHARACTER = /[^\x21\x23-\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+/g
const PATH = /^\/[\x20-\x3a\x3c-\x7e]*$/
const DOMAIN = /^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i

/**
 * The value of the cookie `name` in a Cookie header, null when it is not there. Of several the first
 * counts, the one with the longest path. A value whose escapes are broken is returned as sent.
 */
export function readCookie(header: string | null, name: string): string | null {
  if (header === null) return null
  for (let start = 0; start < header.length;) {
    while (header.charCodeAt(start) === 0x20 || header.charCodeAt(start) === 0x09) start++
    if (header.startsWith(name, start) && header.charCodeAt(start + name.length) === 0x3d) {
      const end = header.indexOf(';', start)
      return decode(header.slice(start + name.length + 1, end === -1 ? undefined : end))
    }
    const next = header.indexOf(';', start)
    if (next === -1) return null
    start = next + 1
  }
  return null
}

/**
 * A Set-Cookie value: `HttpOnly; Secure; SameSite=Lax; Path=/` unless `options` say otherwise; `defaults`
 * stand in for options that are not given. Throws PorticoError `cookie-invalid` for what browsers refuse:
 * a bad name, path or domain, more than 4096 bytes, a prefix `__Host-` or `__Secure-` whose rules are broken,
 * SameSite=None or Partitioned without Secure.
 */
export function serializeCookie(
  name: string,
  value: string,
  options: CookieOptions = {},
  defaults: CookieOptions = {},
): string {
  const prefix = PREFIX.exec(name)?.[0].toLowerCase() ?? null
  const cookie: Attributes = {
    ...{ httpOnly: true, sameSite: 'lax', path: '/', partitioned: false },
    ...defaults,
    ...options,
    // A prefix asks for Secure, so a default that is off in development gives way to it.
    secure: options.secure ?? (prefix !== null || (defaults.secure ?? true)),
  }
  const pair = `${name}=${encode(name, value)}`
  const fault = findFault(name, pair, prefix, cookie)
  if (fault !== null) throw cookieInvalid(name, fault)
  return pair + formatAttributes(cookie)
}

function findFault(
  name: string,
  pair: string,
  prefix: string | null,
  cookie: Attributes,
): string | null {
  const { path, domain, maxAgeSeconds, secure } = cookie
  if (!NAME.test(name)) return "its name may have letters, digits and !#$%&'*+-.^_`|~ only"
  if (pair.length - 1 > MAX_LENGTH) return `it has ${pair.length - 1} bytes, browsers keep 4096`
  if (!PATH.test(path)) return 'its path must start with / and have no ; or control characters'
  if (domain !== undefined && !DOMAIN.test(domain)) return 'its domain is not a host name'
  if (maxAgeSeconds !== undefined && !Number.isSafeInteger(maxAgeSeconds)) {
    return `maxAgeSeconds is ${maxAgeSeconds}, not a whole number`
  }
  if (prefix !== null && !secure) return `the prefix ${prefix} needs secure: true`
  if (prefix === '__host-' && (path !== '/' || domain !== undefined)) {
    return 'the prefix __Host- needs path: "/" and no domain'
  }
  if (cookie.sameSite === 'none' && !secure) return 'sameSite: "none" needs secure: true'
  if (cookie.partitioned && !secure) return 'partitioned needs secure: true'
  return null
}

function formatAttributes(cookie: Attributes): string {
  let text = `; Path=${cookie.path}`
  if (cookie.domain !== undefined) text += `; Domain=${cookie.domain}`
  if (cookie.maxAgeSeconds !== undefined) text += `; Max-Age=${cookie.maxAgeSeconds}`
  if (cookie.httpOnly) text += '; HttpOnly'
  if (cookie.secure) text += '; Secure'
  text += SAME_SITE[cookie.sameSite]
  return cookie.partitioned ? `${text}; Partitioned` : text
}

function decode(value: string): string {
  const text = value.trimEnd()
  const bare =
    text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text
  if (!bare.includes('%')) return bare
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare // set by another program, with a percent sign that means itself
  }
}

function encode(name: string, value: string): string {
  if (SAFE_VALUE.test(value)) return value
  try {
    return value.replaceAll(UNSAFE_CHARACTER, encodeURIComponent)
  } catch (cause) {
    throw cookieInvalid(name, 'its value is not well-formed Unicode', cause)
  }
}

function cookieInvalid(name: string, reason: string, cause?: unknown): PorticoError {
  return new PorticoError(
    'cookie-invalid',
    `Cookie ${JSON.stringify(name.slice(0, 32))} would be dropped by the browser: ${reason}. ` +
      'Change the options, or keep large values on the server.',
    { cause },
  )
}

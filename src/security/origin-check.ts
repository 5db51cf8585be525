/**
 * Refuses requests that another site makes a browser send (cross-site request forgery).
 *
 * Without tokens: browsers say themselves where a request comes from. Order of trust: a method that changes
 * nothing; a bearer token alone, which no other site can make a browser send; an origin that is trusted;
 * Sec-Fetch-Site, which no page can set; Origin against Host, for older browsers and plain http. A
 * request with none of these is no browser's: it may pass unless it carries cookies. The algorithm is that
 * of Go 1.25 (net/http CrossOriginProtection) but for the last rule, which is stricter, and the bearer's.
 */
import { HttpError, type RequestHead } from '../http/index.ts'
import { PorticoError } from '../internal/index.ts'

export interface OriginCheckOptions {
  /** Other sites whose pages may send requests with cookies, such as `https://app.example.com`. */
  readonly trustedOrigins?: readonly string[]
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']) // RFC 9110 section 9.2.1

/**
 * A guard that answers 403 `origin-forbidden` to a request of another site. Throws PorticoError
 * `origin-invalid` for a trusted origin that is none.
 */
export function originCheck(options: OriginCheckOptions = {}): (request: RequestHead) => void {
  const trusted = new Set(options.trustedOrigins)
  for (const origin of trusted) checkOrigin(origin)
  return (request) => {
    if (!isFromOwnSite(request, trusted)) throw forbidden(request)
  }
}

/** The decision alone. `trusted` holds origins as browsers write them: scheme, host, port unless it is the default. */
export function isFromOwnSite(request: RequestHead, trusted: ReadonlySet<string>): boolean {
  if (SAFE_METHODS.has(request.method)) return true
  const hasCookie = request.header('cookie') !== null
  // Bearer, not any Authorization: browsers repeat Basic credentials by themselves, as they do cookies.
  if (!hasCookie && /^bearer /i.test(request.header('authorization') ?? '')) return true
  const origin = request.header('origin')
  if (origin !== null && trusted.has(origin)) return true
  const site = request.header('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  return origin === null ? !hasCookie : isSameHost(origin, request.header('host'))
}

/** Compares host and port. Not the scheme: behind a proxy that ends TLS the app does not know its own. */
function isSameHost(origin: string, host: string | null): boolean {
  const url = URL.parse(origin)
  if (url === null || url.origin !== origin || host === null) return false // `null` among others
  return url.host === URL.parse(`${url.protocol}//${host}`)?.host
}

function forbidden(request: RequestHead): HttpError {
  const origin = request.header('origin')
  const from = origin === null ? 'an unknown site' : JSON.stringify(origin.slice(0, 32))
  return new HttpError(
    403,
    'origin-forbidden',
    `A ${request.method} from ${from} may not act for a visitor of this one. Send it from a page of this site, or ` +
      'with a bearer token and no cookies, or add the origin to the trusted ones of the app.',
  )
}

function checkOrigin(origin: string): void {
  const url = URL.parse(origin)
  if (url !== null && url.origin === origin && /^https?:[^*]*$/.test(origin)) return
  throw new PorticoError(
    'origin-invalid',
    `${JSON.stringify(origin.slice(0, 64))} is not an origin. An origin has a scheme and a host, in lower case, and ` +
      'no path: write it like https://app.example.com.',
  )
}

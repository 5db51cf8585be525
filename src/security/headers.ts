/**
 * The security headers of every answer, as a list that is made once.
 *
 * The policy is strict and still works for pages that keep scripts and styles in files of their own. It
 * has no nonces: an answer with one could be neither cached nor shared. Sources: OWASP HTTP Headers cheat
 * sheet, CSP Level 3, RFC 6797 (HSTS).
 */
import { PorticoError } from '../internal/index.ts'

export interface SecurityHeaderOptions {
  /**
   * Directives that replace those of the default policy, such as `{ 'img-src': ["'self'", 'https://cdn.example'] }`;
   * null leaves one out. Chromium applies `form-action` to redirects after a form as well, so a
   * payment page on another host has to be in it.
   */
  readonly contentSecurityPolicy?: Readonly<Record<string, readonly string[] | null>>
  /**
   * True when every page of this host is served over https, now and for a year: browsers will refuse
   * http from then on (Strict-Transport-Security). False when not given.
   */
  readonly isHttpsOnly?: boolean
}

const POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
}

const FIXED: readonly string[] = [
  'x-content-type-options',
  'nosniff',
  'referrer-policy',
  'same-origin',
  'cross-origin-opener-policy',
  'same-origin',
  'cross-origin-resource-policy',
  'same-origin',
  'permissions-policy',
  'camera=(), display-capture=(), geolocation=(), microphone=(), usb=()',
]

/** Name, value, name, value; names in lower case. Throws PorticoError `csp-invalid` for what would end a directive. */
export function securityHeaders(options: SecurityHeaderOptions = {}): readonly string[] {
  const policy = formatPolicy({ ...POLICY, ...options.contentSecurityPolicy })
  const headers = policy === '' ? [...FIXED] : ['content-security-policy', policy, ...FIXED]
  if (options.isHttpsOnly === true) headers.push('strict-transport-security', 'max-age=31536000')
  return headers
}

function formatPolicy(directives: Readonly<Record<string, readonly string[] | null>>): string {
  const parts: string[] = []
  for (const [name, sources] of Object.entries(directives)) {
    if (sources === null) continue
    const directive = [name, ...sources].join(' ')
    if (!/^[a-z-]+$/.test(name) || !/^[\x21-\x2b\x2d-\x3a\x3c-\x7e ]+$/.test(directive)) {
      throw new PorticoError(
        'csp-invalid',
        `The directive ${JSON.stringify(directive.slice(0, 64))} cannot be part of a Content-Security-Policy: a comma, ` +
          'a semicolon or a line break would begin another. Give one source per item of the list, "\'self\'" with its quotes.',
      )
    }
    parts.push(directive)
  }
  return parts.join('; ')
}

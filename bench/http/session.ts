/** The session cookie and the security headers of the last work, by hand. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const secret = 'benchmark-secret-0123456789-0123456789'

export const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

export const sessionCookie: string = `theme=dark; session=${sign('u-1024')}`

/** The user whose signed session the cookies carry, or null. */
export function sessionUser(cookies: string): string | null {
  const start = cookies.indexOf('session=')
  if (start === -1) return null
  const end = cookies.indexOf(';', start)
  const signed = cookies.slice(start + 8, end === -1 ? undefined : end)
  const value = signed.slice(0, signed.lastIndexOf('.'))
  const expected = Buffer.from(sign(value))
  const given = Buffer.from(signed)
  return expected.length === given.length && timingSafeEqual(expected, given) ? value : null
}

function sign(value: string): string {
  return `${value}.${createHmac('sha256', secret).update(value).digest('base64url')}`
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { securityHeaders } from './headers.ts'

function policyOf(options: Parameters<typeof securityHeaders>[0]): string | undefined {
  const headers = securityHeaders(options)
  const index = headers.indexOf('content-security-policy')
  return index === -1 ? undefined : headers[index + 1]
}

describe('securityHeaders', () => {
  it('has these by default', () => {
    assert.deepEqual(securityHeaders(), [
      'content-security-policy',
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'",
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
    ])
  })

  it('promises https only when told to', () => {
    assert.deepEqual(securityHeaders({ isHttpsOnly: true }).slice(-2), [
      'strict-transport-security',
      'max-age=31536000',
    ])
  })

  it('replaces, adds and leaves out directives', () => {
    const contentSecurityPolicy = {
      'form-action': ["'self'", 'https://checkout.stripe.com'],
      'img-src': null,
      'upgrade-insecure-requests': [],
    }
    assert.equal(
      policyOf({ contentSecurityPolicy }),
      "default-src 'self'; base-uri 'none'; form-action 'self' https://checkout.stripe.com; frame-ancestors 'none'; object-src 'none'; upgrade-insecure-requests",
    )
  })

  it('leaves the header out when no directive is left', () => {
    const names = [
      'default-src',
      'base-uri',
      'form-action',
      'frame-ancestors',
      'img-src',
      'object-src',
    ]
    assert.equal(
      policyOf({ contentSecurityPolicy: Object.fromEntries(names.map((name) => [name, null])) }),
      undefined,
    )
  })

  for (const source of ["'self'; script-src *", 'a, b', 'a\r\nset-cookie: x=1', 'é']) {
    it(`refuses the source ${JSON.stringify(source)}`, () => {
      assert.throws(() => securityHeaders({ contentSecurityPolicy: { 'img-src': [source] } }), {
        code: 'csp-invalid',
      })
    })
  }
})

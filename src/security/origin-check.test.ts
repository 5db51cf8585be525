import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RequestHead } from '../http/index.ts'
import { isFromOwnSite, originCheck } from './origin-check.ts'

function request(headers: Record<string, string>, method = 'POST'): RequestHead {
  const all: Record<string, string> = { host: 'example.com', ...headers }
  return { method, header: (name) => all[name] ?? null }
}

describe('isFromOwnSite', () => {
  const own = 'https://example.com'
  const cookie = { cookie: 'sid=1' }
  const cases: [name: string, headers: Record<string, string>, expected: boolean][] = [
    ['a page of this site', { ...cookie, origin: own, 'sec-fetch-site': 'same-origin' }, true],
    ['a visitor who typed it', { ...cookie, 'sec-fetch-site': 'none' }, true],
    [
      'another site',
      { ...cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      false,
    ],
    [
      'a neighbour',
      { ...cookie, origin: 'https://a.example.com', 'sec-fetch-site': 'same-site' },
      false,
    ],
    ['a neighbour that hides its origin', { ...cookie, 'sec-fetch-site': 'same-site' }, false],
    ['a value of the future', { ...cookie, 'sec-fetch-site': 'same-planet' }, false],
    ['two values', { ...cookie, 'sec-fetch-site': 'same-origin, cross-site' }, false],
    ['a login from another site', { 'sec-fetch-site': 'cross-site' }, false],
    ['an older browser', { ...cookie, origin: own }, true],
    ['an older browser, another site', { origin: 'https://evil.example' }, false],
    ['another port', { ...cookie, origin: 'https://example.com:8443' }, false],
    ['an opaque origin', { ...cookie, origin: 'null' }, false],
    ['an extension', { ...cookie, origin: 'chrome-extension://abc' }, false],
    ['an origin with a path', { ...cookie, origin: 'https://example.com/' }, false],
    ['an origin with a user', { ...cookie, origin: 'https://example.com@evil.example' }, false],
    [
      'an origin that begins alike',
      { ...cookie, origin: 'https://example.com.evil.example' },
      false,
    ],
    ['a program', {}, true],
    ['a program with cookies', { ...cookie }, false],
    ['a program with a token', { authorization: 'Bearer x' }, true],
    [
      'a token from another site',
      { authorization: 'bearer x', 'sec-fetch-site': 'cross-site' },
      true,
    ],
    [
      'a token beside a cookie',
      { ...cookie, authorization: 'Bearer x', 'sec-fetch-site': 'cross-site' },
      false,
    ],
    ['Basic credentials', { authorization: 'Basic x', 'sec-fetch-site': 'cross-site' }, false],
    [
      'a trusted origin',
      { ...cookie, origin: 'https://app.example', 'sec-fetch-site': 'cross-site' },
      true,
    ],
    [
      'a trusted host over http',
      { ...cookie, origin: 'http://app.example', 'sec-fetch-site': 'cross-site' },
      false,
    ],
  ]
  const trusted = new Set(['https://app.example'])
  for (const [name, headers, expected] of cases) {
    it(`${name}: ${expected}`, () =>
      assert.equal(isFromOwnSite(request(headers), trusted), expected))
  }

  const hosts: [origin: string, host: string, expected: boolean][] = [
    ['http://127.0.0.1:8000', '127.0.0.1:8000', true],
    ['http://localhost:8000', 'localhost:8000', true],
    ['http://example.com', 'example.com:80', true],
    ['https://example.com', 'EXAMPLE.com:443', true],
    ['http://example.com', 'example.com:443', false],
    ['http://[::1]:8000', '[::1]:8000', true],
    ['http://example.com', '', false],
  ]
  for (const [origin, host, expected] of hosts) {
    it(`${origin} against ${host}: ${expected}`, () => {
      assert.equal(isFromOwnSite(request({ ...cookie, origin, host }), trusted), expected)
    })
  }

  it('lets every origin read', () => {
    const headers = { ...cookie, 'sec-fetch-site': 'cross-site' }
    const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']
    assert.deepEqual(
      methods.map((method) => isFromOwnSite(request(headers, method), trusted)),
      [true, true, true, false, false, false, false, false],
    )
  })
})

describe('originCheck', () => {
  it('answers 403 with where the request came from', () => {
    const check = originCheck()
    const evil = request({ origin: 'https://evil.example' }, 'DELETE')
    assert.throws(() => check(evil), {
      status: 403,
      code: 'origin-forbidden',
      message: /^A DELETE from "https:\/\/evil\.example" may not act for a visitor of this one\. /,
    })
    check(request({}))
  })

  for (const origin of [
    'app.example',
    'https://app.example/',
    'HTTPS://app.example',
    'null',
    'https://*.example',
    'ftp://a.example',
  ]) {
    it(`refuses to trust ${JSON.stringify(origin)}`, () => {
      assert.throws(() => originCheck({ trustedOrigins: [origin] }), { code: 'origin-invalid' })
    })
  }
})

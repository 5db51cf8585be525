import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readCookie, serializeCookie, type CookieOptions } from './cookies.ts'

describe('readCookie', () => {
  const cases: [header: string | null, name: string, value: string | null][] = [
    [null, 'a', null],
    ['', 'a', null],
    ['a=1', 'a', '1'],
    ['a=', 'a', ''],
    ['a=1; b=2', 'b', '2'],
    ['xa=1; a=2', 'a', '2'],
    ['b=a=1; a=2', 'a', '2'],
    ['a=1; a=2', 'a', '1'],
    ['aa=1', 'a', null],
    ['A=1', 'a', null],
    ['a=1;b=2', 'b', '2'],
    ['a=1;\t b=2 ; c=3', 'b', '2'],
    ['a=b=c', 'a', 'b=c'],
    ['a="quoted"', 'a', 'quoted'],
    ['a="', 'a', '"'],
    ['a=J%C3%B6', 'a', 'Jö'],
    ['a=100%', 'a', '100%'],
    ['a', 'a', null],
    ['; ;a=1', 'a', '1'],
    ['__proto__=1', '__proto__', '1'],
  ]
  for (const [header, name, value] of cases) {
    it(`${name} of ${JSON.stringify(header)} is ${JSON.stringify(value)}`, () => {
      assert.equal(readCookie(header, name), value)
    })
  }

  it('reads a hostile header in linear time', () => {
    const started = process.cpuUsage()
    for (const unit of [';', ' ', 'a', 'aa;', '; ']) readCookie(unit.repeat(8000), 'aaaaaaaa')
    assert.ok(process.cpuUsage(started).user < 50_000) // microseconds
  })
})

describe('serializeCookie', () => {
  const cases: [name: string, options: CookieOptions, expected: string][] = [
    ['safe defaults', {}, 'a=1; Path=/; HttpOnly; Secure; SameSite=Lax'],
    ['a life', { maxAgeSeconds: 60 }, 'a=1; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax'],
    ['deletion', { maxAgeSeconds: 0 }, 'a=1; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax'],
    ['scripts', { httpOnly: false }, 'a=1; Path=/; Secure; SameSite=Lax'],
    ['http', { secure: false }, 'a=1; Path=/; HttpOnly; SameSite=Lax'],
    ['strict', { sameSite: 'strict' }, 'a=1; Path=/; HttpOnly; Secure; SameSite=Strict'],
    [
      'an embedded page',
      { sameSite: 'none', partitioned: true },
      'a=1; Path=/; HttpOnly; Secure; SameSite=None; Partitioned',
    ],
    [
      'a place',
      { path: '/admin', domain: 'example.com' },
      'a=1; Path=/admin; Domain=example.com; HttpOnly; Secure; SameSite=Lax',
    ],
  ]
  for (const [name, options, expected] of cases) {
    it(`writes ${name}`, () => assert.equal(serializeCookie('a', '1', options), expected))
  }

  it('takes defaults where no option is given', () => {
    const written = serializeCookie('a', '1', { path: '/x' }, { secure: false, path: '/y' })
    assert.equal(written, 'a=1; Path=/x; HttpOnly; SameSite=Lax')
  })

  it('makes a prefixed cookie Secure even where the default is not', () => {
    assert.match(serializeCookie('__Host-a', '1', {}, { secure: false }), /; Secure;/)
  })

  for (const value of [
    '',
    'plain',
    'a b',
    '"',
    'x;y=z',
    'x,y',
    '\\',
    '100%',
    'Jö 🙂',
    'a\r\nSet-Cookie: b=1',
    '\0',
  ]) {
    it(`carries ${JSON.stringify(value)} there and back in one safe pair`, () => {
      const written = serializeCookie('a', value)
      assert.match(written, /^a=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*; Path=\//)
      assert.equal(readCookie(written, 'a'), value)
    })
  }

  const refused: [name: string, cookie: [string, string, CookieOptions?], reason: RegExp][] = [
    ['an empty name', ['', '1'], /its name may have letters/],
    ['a name with a space', ['a b', '1'], /its name may have letters/],
    ['a name with =', ['a=b', '1'], /its name may have letters/],
    ['a name with a line break', ['a\r\nb', '1'], /its name may have letters/],
    ['half a character', ['a', '\ud800'], /its value is not well-formed Unicode/],
    ['4097 bytes', ['a', 'b'.repeat(4096)], /it has 4097 bytes, browsers keep 4096/],
    ['a relative path', ['a', '1', { path: 'x' }], /its path must start with \//],
    ['a path with ;', ['a', '1', { path: '/;Domain=evil' }], /its path must start with \//],
    ['a domain with ;', ['a', '1', { domain: 'a;b' }], /its domain is not a host name/],
    ['a fraction of a second', ['a', '1', { maxAgeSeconds: 1.5 }], /maxAgeSeconds is 1\.5/],
    ['__Host- with a domain', ['__Host-a', '1', { domain: 'a.b' }], /__Host- needs path/],
    ['__host- with a path', ['__host-a', '1', { path: '/x' }], /__Host- needs path/],
    ['__Secure- over http', ['__Secure-a', '1', { secure: false }], /__secure- needs secure: true/],
    [
      'SameSite=None over http',
      ['a', '1', { sameSite: 'none', secure: false }],
      /sameSite: "none" needs/,
    ],
    [
      'Partitioned over http',
      ['a', '1', { partitioned: true, secure: false }],
      /partitioned needs/,
    ],
  ]
  for (const [name, cookie, message] of refused) {
    it(`refuses ${name}`, () => {
      assert.throws(() => serializeCookie(...cookie), { code: 'cookie-invalid', message })
    })
  }

  it('accepts exactly 4096 bytes', () => {
    assert.ok(serializeCookie('a', 'b'.repeat(4095)).startsWith('a=bb'))
  })
})

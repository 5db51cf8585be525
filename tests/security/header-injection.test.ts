/**
 * Nothing that a client sends adds a header, a cookie attribute or a log line to what it was put into.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { portico, redirect, reply } from 'portico'
import { serializeCookie } from '../../src/http/index.ts'

const ATTACKS = [
  'a\r\nset-cookie: evil=1',
  'a\nset-cookie: evil=1',
  'a\rset-cookie: evil=1',
  'a\r\n\r\n<script>alert(1)</script>',
  'a\u0000b',
  'a\u000bb',
  'a\u2028set-cookie: evil=1',
  'a\u560d\u560aset-cookie: evil=1', // its low bytes are CR and LF
  'a\u010d\u010aset-cookie: evil=1',
  '\r\n',
]

function appWith(handler: (value: string) => unknown): ReturnType<typeof portico> {
  const app = portico({ log: false })
  app.get('/', (ctx) => handler(ctx.query.get('v') ?? ''))
  return app
}

async function answer(app: ReturnType<typeof portico>, value: string): Promise<Response> {
  return app.fetch(new Request(`http://localhost/?v=${encodeURIComponent(value)}`))
}

describe('headers against injection', () => {
  for (const attack of ATTACKS) {
    it(`a value ${JSON.stringify(attack)} makes an error, not a header`, async () => {
      const response = await answer(
        appWith((value) => reply('x', { headers: { 'x-value': value } })),
        attack,
      )
      assert.equal(response.status, 500)
      assert.equal(response.headers.get('set-cookie'), null)
      assert.equal(response.headers.get('x-value'), null)
    })

    it(`a redirect to ${JSON.stringify(attack)} stays one header`, async () => {
      const response = await answer(
        appWith((value) => redirect(`/${value}`)),
        attack,
      )
      assert.equal(response.status, 303)
      assert.match(response.headers.get('location') ?? '', /^[\x21-\x7e]+$/)
      assert.equal(response.headers.get('set-cookie'), null)
    })

    it(`a cookie ${JSON.stringify(attack)} stays a value`, () => {
      assert.match(
        serializeCookie('a', attack),
        /^a=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      )
      assert.throws(() => serializeCookie(attack, 'a'), { code: 'cookie-invalid' })
      assert.throws(() => serializeCookie('a', 'b', { path: `/${attack}` }), {
        code: 'cookie-invalid',
      })
      assert.throws(() => serializeCookie('a', 'b', { domain: attack }), { code: 'cookie-invalid' })
    })
  }

  for (const value of [
    'a; Domain=evil.example',
    'a; Path=/admin',
    'a, b=1',
    'a"; Secure',
    'a;HttpOnly=false',
  ]) {
    it(`a cookie ${JSON.stringify(value)} adds no attribute`, () => {
      assert.equal(serializeCookie('a', value).split(';').length, 5)
    })
  }
})

describe('the log against injection', () => {
  for (const attack of [...ATTACKS, 'a\u001b[2J', 'a\u009b31m', '{"level":"error"}', '"},{"a":"']) {
    it(`keeps ${JSON.stringify(attack)} on its line`, async () => {
      const writes: string[] = []
      const app = portico({ log: { write: (lines) => writes.push(lines) } })
      app.get('/*', () => null)
      await app.fetch(
        new Request(
          `http://localhost/${encodeURIComponent(attack)}?token=${encodeURIComponent(attack)}`,
        ),
      )
      await turn()
      const lines = writes.join('').split('\n')
      assert.equal(lines.length, 2)
      assert.match(lines[0] ?? '', /^[\x20-\x7e]+$/)
      assert.equal(Object(JSON.parse(lines[0] ?? '')).msg, 'request')
      assert.equal(lines[0]?.includes('token'), false)
    })
  }
})

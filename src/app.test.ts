import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLogger } from './http/index.ts'
import { portico, type PorticoOptions } from './app.ts'
import { describeBothWays, pick } from '../tests/http/both-ways.ts'
import type { Config } from './config.ts'

const PRODUCTION: Config = {
  mode: 'production',
  port: 0,
  host: '127.0.0.1',
  hosts: [],
  databaseUrl: null,
  secretKey: null,
}

describeBothWays('the six-line app', (open) => {
  it('sends the security headers with every answer, errors included', async () => {
    const send = await open((app) => app.get('/', () => 'x'))
    for (const path of ['/', '/none']) {
      const names = ['content-security-policy', 'x-content-type-options', 'referrer-policy']
      assert.deepEqual(pick(await send('GET', path), ...names), [
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'",
        'nosniff',
        'same-origin',
      ])
    }
  })

  it('answers for this machine and for no other host', async () => {
    const send = await open((app) => app.get('/', () => 'x'))
    for (const host of [
      'localhost',
      'localhost:8000',
      'shop.localhost',
      '127.0.0.1:1',
      '[::1]:8000',
    ]) {
      assert.equal((await send('GET', '/', { headers: { host } })).status, 200, host)
    }
    const refused = await send('GET', '/', { headers: { host: 'evil.example' } })
    assert.deepEqual(
      [refused.status, JSON.parse(refused.text).type],
      [400, '/problems/host-unknown'],
    )
  })

  it('refuses what another site makes a browser send', async () => {
    const send = await open((app) => app.post('/', () => 'x'))
    const from = (headers: Record<string, string>) => send('POST', '/', { headers })
    assert.equal((await from({ 'sec-fetch-site': 'same-origin', cookie: 'a=b' })).status, 200)
    assert.equal((await from({})).status, 200)
    const refused = await from({ 'sec-fetch-site': 'cross-site', cookie: 'a=b' })
    assert.deepEqual(
      [refused.status, JSON.parse(refused.text).type],
      [403, '/problems/origin-forbidden'],
    )
    assert.equal((await from({ origin: 'https://evil.example', cookie: 'a=b' })).status, 403)
  })

  it('lets a handler replace a default header', async () => {
    const send = await open((app) =>
      app.get('/', (ctx) => ctx.setHeader('Referrer-Policy', 'no-referrer')),
    )
    assert.equal((await send('GET', '/')).headers.get('referrer-policy'), 'no-referrer')
  })
})

describeBothWays('the defaults', (open) => {
  it('are configured by options', async () => {
    const options: PorticoOptions = {
      config: PRODUCTION,
      hosts: ['.example.com', '127.0.0.1'],
      trustedOrigins: ['https://partner.example'],
      securityHeaders: { isHttpsOnly: true, contentSecurityPolicy: { 'img-src': null } },
    }
    const send = await open((app) => app.post('/', () => 'x'), options)
    const headers = { host: 'shop.example.com', origin: 'https://partner.example', cookie: 'a=b' }
    const answer = await send('POST', '/', { headers })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('strict-transport-security'), 'max-age=31536000')
    assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /img-src/)
    assert.equal((await send('POST', '/', { headers: { host: 'localhost' } })).status, 400)
  })

  it('are switched off by name', async () => {
    const dangerouslyWithout = ['security-headers', 'host-check', 'origin-check'] as const
    const send = await open((app) => app.post('/', () => 'x'), {
      config: PRODUCTION,
      dangerouslyWithout,
    })
    const headers = { host: 'evil.example', 'sec-fetch-site': 'cross-site', cookie: 'a=b' }
    const answer = await send('POST', '/', { headers })
    assert.deepEqual([answer.status, answer.headers.get('content-security-policy')], [200, null])
  })
})

describe('portico', () => {
  it('does not start in production without its hosts, and says what to write', async () => {
    const app = portico({ config: PRODUCTION, log: false })
    const expected = {
      code: 'hosts-missing',
      message:
        'The app does not know its own host names, and in production it would have to believe those of its clients. ' +
        "Declare them: portico({ hosts: ['example.com'] }), or HOSTS=example.com",
    }
    await assert.rejects(app.serve(), expected)
    await assert.rejects(app.fetch(new Request('http://localhost/')), expected)
  })

  it('does not start in production with a key that could be guessed', async () => {
    for (const secretKey of ['short', 'ab'.repeat(32)]) {
      const config = { ...PRODUCTION, hosts: ['localhost'], secretKey }
      await assert.rejects(portico({ config, log: false }).serve(), {
        code: 'secret-key-weak',
        message:
          /^SECRET_KEY has fewer than 32 bytes or fewer than 5 different characters, .* Make one: node -p /,
      })
    }
  })

  it('names the options that it knows', () => {
    const option: unknown = { host: 'example.com' }
    assert.throws(() => portico(option as PorticoOptions), {
      code: 'app-option-unknown',
      message:
        /^portico\(\) was given the option "host"\. It knows hosts, trustedOrigins, .* Correct the name, or remove it\.$/,
    })
    const off: unknown = { dangerouslyWithout: ['csrf'] }
    assert.throws(() => portico(off as PorticoOptions), {
      message:
        /the security default "csrf"\. It knows security-headers, host-check, origin-check\./,
    })
  })

  it('logs one line for each request, and the cause of each failure, but no query', async () => {
    const lines: string[] = []
    const app = portico({ log: { write: (text) => void lines.push(...text.trim().split('\n')) } })
    app.get('/x', () => 'hello')
    app.get('/boom', () => {
      throw new Error('boom', { cause: new Error('below') })
    })
    const found = await app.fetch(new Request('http://localhost/x?token=secret'))
    await app.fetch(new Request('http://localhost/boom'))
    await new Promise((resolve) => setImmediate(resolve))
    const [access, failure, last] = lines.map((line) => JSON.parse(line))
    const { time, ms, ...rest } = access
    assert.equal(Date.parse(time) > 0 && ms >= 0, true)
    assert.deepEqual(rest, {
      level: 'info',
      msg: 'request',
      request: found.headers.get('x-request-id'),
      method: 'GET',
      path: '/x',
      status: 200,
      bytes: 5,
    })
    assert.deepEqual(
      [failure.msg, failure.code, failure.stacks.length],
      ['request failed', 'internal-error', 2],
    )
    assert.deepEqual([last.status, last.level, last.request], [500, 'error', failure.request])
    assert.doesNotMatch(lines.join(''), /secret/)
  })

  it('takes a logger that is there already', async () => {
    const lines: string[] = []
    const app = portico({ log: createLogger({ write: (text) => void lines.push(text) }) })
    await using server = await app.serve({ port: 0, idleGraceSeconds: 0 })
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(JSON.parse(lines[0] ?? '').url, server.url)
  })
})

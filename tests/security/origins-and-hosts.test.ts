/**
 * The whole matrix of where a request may come from, through an app as it is by default: what Sec-Fetch-Site
 * says x what Origin says x what the request carries x the method. And the hosts that it may be for.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { portico } from 'portico'
import { sendRaw, statusOf } from './raw-client.ts'

const SITES = ['same-origin', 'none', 'same-site', 'cross-site', null] as const
const ORIGINS = {
  own: 'http://localhost',
  evil: 'https://evil.example',
  opaque: 'null',
  absent: null,
} as const
const CREDENTIALS = {
  cookie: { cookie: 'sid=1' },
  bearer: { authorization: 'Bearer x' },
  both: { cookie: 'sid=1', authorization: 'Bearer x' },
  basic: { authorization: 'Basic eDp5' },
  none: {},
} as const

const app = portico({ log: false })
let changes = 0
app.all('/', () => {
  changes++
  return null
})

/** The rules, written a second time and in another order than the code has them. */
function isAllowed(
  site: (typeof SITES)[number],
  origin: keyof typeof ORIGINS,
  credentials: keyof typeof CREDENTIALS,
): boolean {
  if (credentials === 'bearer') return true
  if (site === 'cross-site' || site === 'same-site') return false
  if (site === 'same-origin' || site === 'none') return true
  if (origin === 'absent') return credentials === 'none' || credentials === 'basic'
  return origin === 'own'
}

interface Sender {
  readonly name: string
  readonly headers: Headers
  readonly isAllowed: boolean
}

const senders: Sender[] = SITES.flatMap((site) =>
  Object.entries(ORIGINS).flatMap(([origin, value]) =>
    Object.entries(CREDENTIALS).map(([credentials, carried]) => {
      const headers = new Headers({ host: 'localhost', ...carried })
      if (site !== null) headers.set('sec-fetch-site', site)
      if (value !== null) headers.set('origin', value)
      return {
        name: `${site} ${origin} ${credentials}`,
        headers,
        // The names of the two tables, which Object.entries widens to text.
        isAllowed: isAllowed(
          site,
          origin as keyof typeof ORIGINS,
          credentials as keyof typeof CREDENTIALS,
        ),
      }
    }),
  ),
)

describe('the origin check', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    it(`decides ${senders.length} kinds of ${method} as the rules say`, async () => {
      for (const { name, headers, isAllowed } of senders) {
        const before = changes
        const { status } = await app.fetch(new Request('http://localhost/', { method, headers }))
        assert.equal(status, isAllowed ? 200 : 403, name)
        assert.equal(changes - before, isAllowed ? 1 : 0)
      }
    })
  }

  it('lets every site read', async () => {
    const headers = {
      cookie: 'sid=1',
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    }
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const { status } = await app.fetch(new Request('http://localhost/', { method, headers }))
      assert.ok(status < 300, method)
    }
  })

  it('is not fooled by bodies that forms can send', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=B',
    ]) {
      const headers = { cookie: 'sid=1', origin: 'https://evil.example', 'content-type': type }
      const request = new Request('http://localhost/', { method: 'POST', headers, body: '{"a":1}' })
      assert.equal((await app.fetch(request)).status, 403)
    }
  })
})

describe('the host check', () => {
  let server: Awaited<ReturnType<typeof app.serve>>
  before(async () => {
    server = await app.serve({ port: 0 })
  })
  after(() => server.close())

  const accepted = [
    'localhost',
    'LOCALHOST:1',
    'shop.localhost',
    '127.0.0.1:8000',
    '[::1]',
    'localhost.',
  ]
  for (const host of accepted) {
    it(`accepts ${host}`, async () => {
      const answer = await sendRaw(
        server.url,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      )
      assert.equal(statusOf(answer), 200)
    })
  }

  const refused: [name: string, request: string][] = [
    ['another host', 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
    ['a host that ends alike', 'GET / HTTP/1.1\r\nHost: evil-localhost\r\n\r\n'],
    ['a host that begins alike', 'GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n'],
    ['a user before the host', 'GET / HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n'],
    ['a path in the host', 'GET / HTTP/1.1\r\nHost: localhost/x\r\n\r\n'],
    ['a space in the host', 'GET / HTTP/1.1\r\nHost: a b@c/d\r\n\r\n'],
    ['an empty host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n'],
    [
      'two hosts, the other way round',
      'GET / HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n',
    ],
    ['another host in the target', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    [
      'X-Forwarded-Host beside a wrong host',
      'GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n',
    ],
  ]
  for (const [name, request] of refused) {
    it(`refuses ${name}`, async () => {
      const before = changes
      assert.equal(
        statusOf(
          await sendRaw(server.url, request.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')),
        ),
        400,
      )
      assert.equal(changes, before)
    })
  }
})

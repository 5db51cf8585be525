/** Fastify 5 with the last work's batteries written by hand, as the raw server does them. */
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import Fastify from 'fastify'
import { report } from '../report.ts'
import { profile } from '../works.ts'

const secret = 'benchmark-secret-0123456789-0123456789'
const app = Fastify({ genReqId: () => randomUUID() })

app.addHook('onRequest', (request, reply, done) => {
  reply.headers({
    'content-security-policy':
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': request.id,
  })
  done()
})
app.addHook('onSend', (request, reply, payload, done) => {
  const tag = `"${createHash('sha1').update(String(payload)).digest('base64url')}"`
  reply.header('etag', tag)
  if (request.headers['if-none-match'] === tag) reply.code(304)
  done(null, reply.statusCode === 304 ? null : payload)
})
app.get('/profile', (request, reply) => {
  if (sessionUser(request.headers.cookie ?? '') === null)
    return reply.code(401).send({ error: 'session' })
  return reply.send(profile)
})

function sign(value: string): string {
  return `${value}.${createHmac('sha256', secret).update(value).digest('base64url')}`
}

function sessionUser(cookies: string): string | null {
  const start = cookies.indexOf('session=')
  if (start === -1) return null
  const end = cookies.indexOf(';', start)
  const signed = cookies.slice(start + 8, end === -1 ? undefined : end)
  const value = signed.slice(0, signed.lastIndexOf('.'))
  const expected = Buffer.from(sign(value))
  const given = Buffer.from(signed)
  return expected.length === given.length && timingSafeEqual(expected, given) ? value : null
}

const address = await app.listen({ port: 0, host: '127.0.0.1' })
report({ port: Number(new URL(address).port), cookie: `theme=dark; session=${sign('u-1024')}` })

/** Fastify 5 with the last work's batteries written by hand, as the raw server does them. */
import { createHash, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { report } from '../report.ts'
import { securityHeaders, sessionCookie, sessionUser } from '../session.ts'
import { profile } from '../works.ts'

const app = Fastify({ genReqId: () => randomUUID() })

app.addHook('onRequest', (request, reply, done) => {
  reply.headers({ ...securityHeaders, 'x-request-id': request.id })
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

const address = await app.listen({ port: 0, host: '127.0.0.1' })
report({ port: Number(new URL(address).port), cookie: sessionCookie })

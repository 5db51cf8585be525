/** Fastify 5 as its guides write it; the last work with its own plugins. */
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import etag from '@fastify/etag'
import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import { bookingSchema } from '../booking-schema.ts'
import { report, workName } from '../report.ts'
import { items, profile, ROUTES, small } from '../works.ts'

const app = Fastify({ genReqId: () => randomUUID() })

if (workName === 'full') {
  await app.register(helmet)
  await app.register(cookie, { secret: 'benchmark-secret-0123456789-0123456789' })
  await app.register(etag)
  app.get('/profile', (request, reply) => {
    const session = request.unsignCookie(request.cookies.session ?? '')
    if (!session.valid) return reply.code(401).send({ error: 'session' })
    reply.header('x-request-id', request.id)
    return reply.send(profile)
  })
}

app.get('/json', () => small)
app.get('/list', () => items)
for (let group = 0; group < ROUTES; group++) {
  app.get<{ Params: { id: string }; Querystring: { limit: number; offset: number } }>(
    `/group${group}/hotels/:id/rooms`,
    {
      schema: {
        querystring: {
          type: 'object',
          required: ['limit', 'offset'],
          properties: {
            limit: { type: 'integer', minimum: 1, maximum: 100 },
            offset: { type: 'integer', minimum: 0 },
          },
        },
      },
    },
    async ({ params, query }) => ({
      group,
      hotel: params.id,
      limit: query.limit,
      offset: query.offset,
    }),
  )
}
app.post('/bookings', { schema: { body: bookingSchema } }, async (request) => request.body)

const address = await app.listen({ port: 0, host: '127.0.0.1' })
const signed = workName === 'full' ? app.signCookie('u-1024') : ''
report({
  port: Number(new URL(address).port),
  cookie: `theme=dark; session=${encodeURIComponent(signed)}`,
})

/** Hono 4 on its Node server, with its own middleware and its validator's hook for zod. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { generateSignedCookie, getSignedCookie } from 'hono/cookie'
import { etag } from 'hono/etag'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { validator } from 'hono/validator'
import { bookingZod, pageZod } from '../booking-zod.ts'
import { report, workName } from '../report.ts'
import { items, profile, ROUTES, small } from '../works.ts'

const secret = 'benchmark-secret-0123456789-0123456789'
const app = new Hono()

if (workName === 'full') app.use(secureHeaders(), requestId(), etag())
app.get('/profile', async (context) => {
  const session = await getSignedCookie(context, secret, 'session')
  return session ? context.json(profile) : context.json({ error: 'session' }, 401)
})
app.get('/json', (context) => context.json(small))
app.get('/list', (context) => context.json(items))
for (let group = 0; group < ROUTES; group++) {
  app.get(
    `/group${group}/hotels/:id/rooms`,
    validator('query', (value, context) => {
      const page = pageZod.safeParse(value)
      return page.success ? page.data : context.json({ error: 'query' }, 400)
    }),
    (context) =>
      context.json({ group, hotel: context.req.param('id'), ...context.req.valid('query') }),
  )
}
app.post(
  '/bookings',
  validator('json', (value, context) => {
    const booking = bookingZod.safeParse(value)
    return booking.success ? booking.data : context.json({ error: 'booking' }, 422)
  }),
  (context) => context.json(context.req.valid('json')),
)

const cookie = await generateSignedCookie('session', 'u-1024', secret)
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  report({ port, cookie: `theme=dark; ${cookie.split(';')[0] ?? ''}` })
})

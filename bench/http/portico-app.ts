/** The five works on Portico, with whatever defaults the server wants. */
import { HttpError, portico } from 'portico'
import { boolean, date, email, integer, list, object, text } from 'portico/schema'
import { sign, unsign } from 'portico/security'
import { report } from './report.ts'
import { items, profile, ROUTES, small } from './works.ts'

const signing = { key: 'benchmark-secret-0123456789-0123456789', purpose: 'session' }

const page = object({ limit: integer({ min: 1, max: 100 }), offset: integer({ min: 0 }) })

const booking = object({
  hotel: integer(),
  checkIn: date(),
  checkOut: date(),
  contact: object({ name: text({ max: 120 }), email: email(), phone: text({ max: 40 }) }),
  guests: list(
    object({
      name: text({ max: 120 }),
      age: integer(),
      email: email(),
      requests: text({ max: 500 }),
    }),
    { max: 8 },
  ),
  rooms: integer(),
  newsletter: boolean(),
  note: text({ max: 1000 }),
})

export async function serve(options: Parameters<typeof portico>[0]): Promise<void> {
  const app = portico({ ...options, hosts: ['127.0.0.1'], log: false })
  app.get('/json', () => small)
  app.get('/list', () => items)
  for (let group = 0; group < ROUTES; group++) {
    app.get(`/group${group}/hotels/:id/rooms`, { query: page }, ({ params, query }) => ({
      group,
      hotel: params.id,
      limit: query.limit,
      offset: query.offset,
    }))
  }
  app.post('/bookings', { body: booking }, (ctx) => ctx.body)
  app.get('/profile', (ctx) => {
    const session = ctx.cookie('session')
    if (session !== null && unsign(session, signing) !== null) return profile
    throw new HttpError(401, 'session-missing', 'Log in first.')
  })
  const server = await app.serve({ port: 0, host: '127.0.0.1' })
  const { port } = new URL(server.url)
  report({ port: Number(port), cookie: `theme=dark; session=${sign('u-1024', signing)}` })
}

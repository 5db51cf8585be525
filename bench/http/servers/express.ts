/** Express 5 with the middleware that its guides name. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import cookieParser from 'cookie-parser'
import signature from 'cookie-signature'
import express from 'express'
import helmet from 'helmet'
import { bookingZod, pageZod } from '../booking-zod.ts'
import { report, workName } from '../report.ts'
import { items, profile, ROUTES, small } from '../works.ts'

const secret = 'benchmark-secret-0123456789-0123456789'
const app = express()

if (workName === 'full') {
  app.use(helmet(), cookieParser(secret))
  app.use((_request, response, next) => {
    response.set('x-request-id', randomUUID())
    next()
  })
} else {
  app.disable('etag')
}
app.get('/profile', (request, response) => {
  if (!request.signedCookies.session) response.status(401).json({ error: 'session' })
  else response.json(profile)
})
app.get('/json', (_request, response) => void response.json(small))
app.get('/list', (_request, response) => void response.json(items))
for (let group = 0; group < ROUTES; group++) {
  app.get(`/group${group}/hotels/:id/rooms`, (request, response) => {
    const page = pageZod.safeParse(request.query)
    if (page.success) response.json({ group, hotel: request.params.id, ...page.data })
    else response.status(400).json({ error: 'query' })
  })
}
app.post('/bookings', express.json(), (request, response) => {
  const booking = bookingZod.safeParse(request.body)
  if (booking.success) response.json(booking.data)
  else response.status(422).json({ error: 'booking' })
})

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  const signed = encodeURIComponent(`s:${signature.sign('u-1024', secret)}`)
  report({ port, cookie: `theme=dark; session=${signed}` })
})

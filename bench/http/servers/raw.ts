/** node:http by hand: no abstraction, only what the five works need. This is 1.00. */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { report } from '../report.ts'
import { securityHeaders, sessionCookie, sessionUser } from '../session.ts'
import { isBooking } from '../validate-booking.ts'
import { items, profile, ROUTES, small } from '../works.ts'

const groups = new Map<string, number>()
for (let i = 0; i < ROUTES; i++) groups.set(`group${i}`, i)

const server = createServer((request, response) => {
  const target = request.url ?? '/'
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  if (request.method === 'POST' && path === '/bookings') return echoBooking(request, response)
  if (request.method !== 'GET') return sendJson(response, 405, { error: 'method' })
  if (path === '/json') return sendJson(response, 200, small)
  if (path === '/list') return sendJson(response, 200, items)
  if (path === '/profile') return sendProfile(request, response)
  return sendRooms(path, mark === -1 ? '' : target.slice(mark + 1), response)
})

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

function sendRooms(path: string, query: string, response: ServerResponse): void {
  const parts = path.split('/')
  const group = groups.get(parts[1] ?? '')
  if (group === undefined || parts[2] !== 'hotels' || parts[4] !== 'rooms') {
    return sendJson(response, 404, { error: 'not found' })
  }
  const values = new URLSearchParams(query)
  const limit = Number(values.get('limit'))
  const offset = Number(values.get('offset'))
  if (!Number.isInteger(limit) || limit < 1 || limit > 100 || !Number.isInteger(offset)) {
    return sendJson(response, 400, { error: 'query' })
  }
  const hotel = decodeURIComponent(parts[3] ?? '')
  sendJson(response, 200, { group, hotel, limit, offset })
}

function echoBooking(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > 1_048_576) request.destroy()
    chunks.push(chunk)
  })
  request.on('end', () => {
    let value: unknown
    try {
      value = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    } catch {
      return sendJson(response, 400, { error: 'json' })
    }
    sendJson(
      response,
      isBooking(value) ? 200 : 422,
      isBooking(value) ? value : { error: 'booking' },
    )
  })
}

function sendProfile(request: IncomingMessage, response: ServerResponse): void {
  const host = request.headers.host
  if (host === undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) {
    return sendJson(response, 400, { error: 'host' })
  }
  const user = sessionUser(request.headers.cookie ?? '')
  if (user === null) return sendJson(response, 401, { error: 'session' })
  const body = JSON.stringify(profile)
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`
  const requestId = randomUUID()
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ...securityHeaders, etag, 'x-request-id': requestId })
    response.end()
    return
  }
  response.writeHead(200, {
    ...securityHeaders,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    etag,
    'x-request-id': requestId,
  })
  response.end(body)
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  report({ port, cookie: sessionCookie })
})

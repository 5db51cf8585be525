import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { App } from 'portico'
import type { Database } from 'portico/db'
import { instantOf, type Instant } from 'portico/schema'
import { hotelApp } from './app.ts'
import { checkInvariants } from './invariants.ts'
import { DOUBLE, HOUSE, inDays, NOW, openTestHouse, SUITE, TAX } from './testing/house.ts'

let db: Database
let app: App
let time: Instant

beforeEach(async () => {
  db = await openTestHouse()
  time = NOW
  app = hotelApp(db, { clock: () => time })
})

afterEach(async () => {
  const broken = (await checkInvariants(db)).flatMap((invariant) => invariant.violations)
  await db.close()
  assert.deepEqual(broken, [])
})

interface Answer {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- JSON whose shape the assertions check
  readonly body: any
}

async function request(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await app.fetch(
    new Request(`http://localhost/api/v1${path}`, {
      method,
      headers: { ...json, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  )
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : JSON.parse(text),
  }
}

const get = (path: string, headers?: Record<string, string>): Promise<Answer> =>
  request('GET', path, undefined, headers)

const stay = `check_in=${inDays(10)}&check_out=${inDays(12)}`

function holdOf(quantity = 1, roomType = DOUBLE) {
  return {
    items: [{ room_type: roomType, quantity }],
    check_in: inDays(10),
    check_out: inDays(12),
    adults: 2,
    children: [],
  }
}

const guest = { name: 'Ada Example', email: 'ada@example.com' }

function book(hold: string, key: string | null, name = guest.name): Promise<Answer> {
  const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key }
  return request('POST', '/bookings', { hold, guest: { ...guest, name } }, headers)
}

describe('GET /places', () => {
  it('forgives accents and typing errors, and says what a place is', async () => {
    for (const q of ['lyon', 'LYÓN', 'lyno', 'ly']) {
      const { status, body } = await get(`/places?q=${encodeURIComponent(q)}`)
      assert.equal(status, 200)
      assert.deepEqual(body.items, [
        { id: 1, slug: 'lyon', name: 'Lyon', country: 'FR', kind: 'city' },
      ])
    }
  })
})

describe('GET /search', () => {
  it('answers with the cheapest room of each hotel, tax included', async () => {
    const { status, body } = await get(`/search?place=lyon&${stay}&adults=2`)
    assert.equal(status, 200)
    assert.deepEqual(body, {
      count: 1,
      stay: {
        check_in: inDays(10),
        check_out: inDays(12),
        nights: 2,
        adults: 2,
        children: [],
        rooms: 1,
      },
      facets: { stars: { 3: 1 } },
      items: [
        {
          hotel: {
            id: HOUSE,
            slug: 'maison-du-quai',
            name: 'Maison du Quai',
            stars: 3,
            city: { id: 1, name: 'Lyon' },
          },
          room_type: { id: DOUBLE, name: 'Double room', max_guests: 3 },
          available: 2,
          total: { amount: 2 * 10_000 + 2 * 2 * TAX, currency: 'EUR' },
        },
      ],
      next_cursor: null,
    })
  })

  it('gives a party what it fits into', async () => {
    const suite = await get(`/search?place=lyon&${stay}&adults=3&children=5`)
    assert.equal(suite.body.items[0].room_type.id, SUITE)
    const twoDoubles = await get(`/search?place=lyon&${stay}&adults=4&rooms=2`)
    assert.equal(twoDoubles.body.items[0].room_type.id, DOUBLE)
    assert.deepEqual(twoDoubles.body.items[0].total, {
      amount: 2 * 2 * 10_000 + 4 * 2 * TAX,
      currency: 'EUR',
    })
    assert.equal((await get(`/search?place=lyon&${stay}&adults=5`)).body.count, 0)
  })

  it('counts for each facet exactly what a click on it gives', async () => {
    const all = await get(`/search?place=lyon&${stay}`)
    for (const [stars, count] of Object.entries(all.body.facets.stars)) {
      assert.equal((await get(`/search?place=lyon&${stay}&stars=${stars}`)).body.count, count)
    }
    const other = await get(`/search?place=lyon&${stay}&stars=5`)
    assert.equal(other.body.count, 0)
    assert.deepEqual(other.body.facets, { stars: { 3: 1 } })
  })

  it('leaves out what is too dear', async () => {
    const total = 2 * 10_000 + 2 * 2 * TAX
    assert.equal((await get(`/search?place=lyon&${stay}&max_total=${total}`)).body.count, 1)
    assert.equal((await get(`/search?place=lyon&${stay}&max_total=${total - 1}`)).body.count, 0)
  })

  const refused: [name: string, query: string, status: number, type: string][] = [
    ['no place', stay, 400, '/problems/query-invalid'],
    ['an unknown place', `place=atlantis&${stay}`, 404, '/problems/place-unknown'],
    [
      'a date that is none',
      `place=lyon&check_in=2027-02-30&check_out=2027-03-20`,
      400,
      '/problems/query-invalid',
    ],
    ['an unknown parameter', `place=lyon&${stay}&colour=red`, 400, '/problems/query-invalid'],
    [
      'a check-out before the check-in',
      `place=lyon&check_in=${inDays(5)}&check_out=${inDays(5)}`,
      422,
      '/problems/invalid-stay',
    ],
    [
      'a check-in in the past',
      `place=lyon&check_in=${inDays(-1)}&check_out=${inDays(5)}`,
      422,
      '/problems/invalid-stay',
    ],
    [
      '31 nights',
      `place=lyon&check_in=${inDays(0)}&check_out=${inDays(31)}`,
      422,
      '/problems/invalid-stay',
    ],
    [
      'a stay too far ahead',
      `place=lyon&check_in=${inDays(364)}&check_out=${inDays(366)}`,
      422,
      '/problems/invalid-stay',
    ],
    ['no adults', `place=lyon&${stay}&adults=0`, 400, '/problems/query-invalid'],
    ['a child of 18', `place=lyon&${stay}&children=18`, 400, '/problems/query-invalid'],
    ['a forged cursor', `place=lyon&${stay}&cursor=AAAA`, 400, '/problems/cursor-invalid'],
  ]
  for (const [name, query, status, type] of refused) {
    it(`refuses ${name}`, async () => {
      const answer = await get(`/search?${query}`)
      assert.equal(answer.status, status)
      assert.equal(answer.headers.get('content-type'), 'application/problem+json')
      assert.equal(answer.body.type, type)
    })
  }

  it('names the parameters it knows to whoever sends another', async () => {
    const { body } = await get(`/search?place=lyon&${stay}&colour=red`)
    assert.match(JSON.stringify(body), /colour.*place.*check_in.*cursor/s)
  })
})

describe('GET /hotels/:id/rooms', () => {
  it('prices each type of room for the stay, cheapest first', async () => {
    const { status, body } = await get(`/hotels/${HOUSE}/rooms?${stay}`)
    assert.equal(status, 200)
    assert.deepEqual(
      body.items.map((item: Answer['body']) => [
        item.room_type.id,
        item.available,
        item.total.amount,
        item.fits,
      ]),
      [
        [DOUBLE, 2, 20_600, true],
        [SUITE, 1, 36_600, true],
      ],
    )
  })

  it('says which rooms do not sleep the whole party', async () => {
    const { body } = await get(`/hotels/${HOUSE}/rooms?${stay}&adults=3`)
    assert.deepEqual(
      body.items.map((item: Answer['body']) => [item.room_type.id, item.fits]),
      [
        [DOUBLE, false],
        [SUITE, true],
      ],
    )
  })

  it('does not know other hotels', async () => {
    for (const id of ['2', 'x', '1e0', '99999999999999999999']) {
      assert.equal((await get(`/hotels/${id}/rooms?${stay}`)).body.type, '/problems/hotel-unknown')
    }
  })
})

describe('/holds', () => {
  it('holds rooms, shows the hold, and gives them back as often as asked', async () => {
    const { status, headers, body } = await request('POST', '/holds', holdOf(2))
    assert.equal(status, 201)
    assert.equal(headers.get('location'), `/api/v1/holds/${body.id}`)
    assert.equal(body.state, 'active')
    assert.equal(body.expires_at, '2027-03-01T12:10:00.000Z')
    assert.deepEqual(body.total, { amount: 40_600, currency: 'EUR' })
    assert.deepEqual((await get(`/holds/${body.id}`)).body, body)
    assert.equal((await get(`/search?place=lyon&${stay}`)).body.items[0].room_type.id, SUITE)
    for (let i = 0; i < 2; i++) {
      const gone = await request('DELETE', `/holds/${body.id}`)
      assert.equal(gone.status, 204)
      assert.equal(gone.body, null)
    }
    assert.equal((await get(`/holds/${body.id}`)).body.state, 'released')
    assert.equal((await get(`/search?place=lyon&${stay}`)).body.items[0].room_type.id, DOUBLE)
  })

  it('gives exactly two of fifty requests at once the two rooms', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => request('POST', '/holds', holdOf())),
    )
    const statuses = answers.map((answer) => answer.status).toSorted((a, b) => a - b)
    assert.deepEqual(statuses, [201, 201, ...Array.from({ length: 48 }, () => 409)])
    const refusal = answers.find((answer) => answer.status === 409)
    assert.equal(refusal?.body.type, '/problems/sold-out')
    assert.equal(refusal?.body.night, inDays(10))
  })

  it('expires by the clock, in the answer and in the search', async () => {
    const { body } = await request('POST', '/holds', holdOf(2))
    time = instantOf('2027-03-01T12:10:00Z')
    assert.equal((await get(`/holds/${body.id}`)).body.state, 'expired')
    assert.equal((await get(`/search?place=lyon&${stay}`)).body.items[0].available, 2)
    const late = await book(body.id, 'late-key')
    assert.equal(late.status, 409)
    assert.equal(late.body.type, '/problems/hold-expired')
  })

  it('refuses what is no hold', async () => {
    const bodies: [body: unknown, status: number, type: string][] = [
      [{}, 422, '/problems/body-invalid'],
      [{ ...holdOf(), items: [] }, 422, '/problems/body-invalid'],
      [{ ...holdOf(0) }, 422, '/problems/body-invalid'],
      [{ ...holdOf(), total: 1 }, 422, '/problems/body-invalid'],
      [{ ...holdOf(1, 999) }, 404, '/problems/room-unknown'],
      [{ ...holdOf(), check_out: inDays(10) }, 422, '/problems/invalid-stay'],
      [{ ...holdOf(), adults: 3 }, 422, '/problems/party-too-large'],
      [{ ...holdOf(3) }, 409, '/problems/sold-out'],
    ]
    for (const [body, status, type] of bodies) {
      const answer = await request('POST', '/holds', body)
      assert.deepEqual([answer.status, answer.body.type], [status, type])
    }
    assert.equal((await get('/holds/nothing')).status, 404)
    assert.equal((await request('DELETE', '/holds/nothing')).status, 404)
  })
})

describe('/bookings', () => {
  it('books a hold once for a key, and answers the same again', async () => {
    const hold = (await request('POST', '/holds', holdOf())).body
    const first = await book(hold.id, 'key-1')
    assert.equal(first.status, 201)
    assert.equal(first.body.state, 'confirmed')
    assert.equal(first.body.payment, 'pay_at_hotel')
    assert.deepEqual(first.body.total, hold.total)
    assert.deepEqual(
      first.body.lines.reduce((sum: number, line: Answer['body']) => sum + line.amount.amount, 0),
      hold.total.amount,
    )
    const again = await book(hold.id, 'key-1')
    assert.equal(again.status, 201)
    assert.deepEqual(again.body, first.body)
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
    assert.equal(again.headers.get('location'), first.headers.get('location'))
  })

  it('wants a key, and one for each booking', async () => {
    const hold = (await request('POST', '/holds', holdOf())).body
    const without = await book(hold.id, null)
    assert.deepEqual(
      [without.status, without.body.type],
      [400, '/problems/idempotency-key-missing'],
    )
    assert.equal((await book(hold.id, 'key-1')).status, 201)
    const reused = await book(hold.id, 'key-1', 'Bob Example')
    assert.deepEqual([reused.status, reused.body.type], [422, '/problems/idempotency-key-reused'])
    const twice = await book(hold.id, 'key-2')
    assert.deepEqual([twice.status, twice.body.type], [409, '/problems/hold-converted'])
  })

  it('makes one booking of a key that comes twenty times at once', async () => {
    const hold = (await request('POST', '/holds', holdOf())).body
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(hold.id, 'key-1')))
    assert.deepEqual(new Set(answers.map((answer) => answer.body.ref)).size, 1)
  })

  it('shows and cancels a booking for the holder of its token alone', async () => {
    const hold = (await request('POST', '/holds', holdOf())).body
    const { ref, manage_token: token } = (await book(hold.id, 'key-1')).body
    const bearer = { authorization: `Bearer ${token}` }
    const unknown = await get('/bookings/AAAAAAAAAA', bearer)
    for (const path of [`/bookings/${ref}`, `/bookings/${ref}?manage_token=${token}x`]) {
      const answer = await get(path)
      assert.equal(answer.status, 404)
      assert.equal(answer.body.type, unknown.body.type)
      assert.equal(answer.body.detail, unknown.body.detail)
    }
    const own = await get(`/bookings/${ref}`, bearer)
    assert.equal(own.status, 200)
    assert.equal(own.headers.get('cache-control'), 'private, no-store')
    assert.equal(own.body.manage_token, undefined)
    assert.deepEqual((await get(`/bookings/${ref}?manage_token=${token}`)).body, own.body)
    assert.equal((await request('DELETE', `/bookings/${ref}`)).status, 404)
    for (let i = 0; i < 2; i++) {
      assert.equal((await request('DELETE', `/bookings/${ref}`, undefined, bearer)).status, 204)
    }
    assert.equal((await get(`/bookings/${ref}`, bearer)).body.state, 'cancelled')
    assert.equal((await get(`/search?place=lyon&${stay}`)).body.items[0].available, 2)
  })

  it('refuses names that no guest has', async () => {
    const hold = (await request('POST', '/holds', holdOf())).body
    for (const name of ['', '   ', 'a\0b', '\ud800', 'x'.repeat(121)]) {
      const answer = await book(hold.id, 'key-1', name)
      assert.deepEqual([answer.status, answer.body.type], [422, '/problems/body-invalid'], name)
      assert.equal(answer.body.errors[0].pointer, '/guest/name')
    }
    assert.equal((await book(hold.id, 'key-1', '  Ada  ')).body.guest.name, 'Ada')
  })

  it('refuses a hold that is not there', async () => {
    const answer = await book('00000000-0000-4000-8000-000000000000', 'key-1')
    assert.deepEqual([answer.status, answer.body.type], [404, '/problems/hold-unknown'])
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { App } from 'portico'
import type { Database } from 'portico/db'
import { dayNumber, instantOf, type Instant } from 'portico/schema'
import { hotelApp } from '../app.ts'
import { Inventory } from '../availability/models.ts'
import { checkInvariants } from '../invariants.ts'
import { DOUBLE, inDays, NOW, openTestHouse, SUITE } from '../testing/house.ts'
import { attributeOf, linkTo, open, post, send, type Page } from '../testing/page.ts'
import { addNeighbour } from '../testing/town.ts'
import { Booking, Hold } from './models.ts'

const GUEST = { name: 'Ada Example', email: 'ada@example.com' }
const ROOMS = `/h/maison-du-quai?check_in=${inDays(10)}&check_out=${inDays(12)}&adults=2`

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

/** The page that asks who is coming, for a double room. */
async function choose(url = ROOMS): Promise<Page> {
  return send(app, await open(app, url), '/holds')
}

async function book(): Promise<Page> {
  return send(app, await choose(), '/book/', GUEST)
}

function assertPrivate({ headers, html }: Page): void {
  assert.equal(headers.get('cache-control'), 'private, no-store')
  assert.equal(headers.get('referrer-policy'), 'same-origin')
  assert.match(html, /<meta name="robots" content="noindex" \/>/)
}

describe('POST /holds', () => {
  it('holds the room and asks who is coming, at the price that was shown', async () => {
    const page = await choose()
    assert.match(page.url, /^\/book\/[0-9a-f-]{36}$/)
    assert.equal(page.status, 200)
    assertPrivate(page)
    assert.equal(page.title, 'Your details for Maison du Quai – Halte')
    assert.match(page.text, /Held for you until 13:10 \(Europe\/Paris\), for 10 more minutes/)
    assert.match(page.text, /Thu 11 March 2027, from 15:00/)
    assert.match(page.text, /Double room Price 1 × Double room, Thu 11 Mar 100\.00 EUR/)
    assert.match(
      page.text,
      /Tourist tax, 2 adults × 2 nights 6\.00 EUR Total at the hotel 206\.00 EUR/,
    )
    const [hold] = await db.all(Hold.all)
    assert.equal(hold?.state, 'active')
  })

  it('says who was faster, and what is free instead', async () => {
    await addNeighbour(db, 100)
    const suite = await open(app, ROOMS)
    const last = suite.forms.find((form) => form.fields[0]?.[1] === String(SUITE))?.fields ?? []
    const body = new URLSearchParams(Object.fromEntries(last))
    await post(app, '/holds', body)
    const page = await post(app, '/holds', body)
    assert.equal(page.status, 409)
    assertPrivate(page)
    assert.equal(page.heading, 'Somebody was faster')
    assert.match(
      page.text,
      /“Suite” of Maison du Quai is sold out on the night of Thu 11 March 2027/,
    )
    const rooms = await open(app, linkTo(page, 'Rooms of Maison du Quai'))
    assert.equal(rooms.status, 200)
    assert.match(rooms.text, /Double room/)
    assert.match((await open(app, linkTo(page, 'Hotel 100'))).text, /100\.00 EUR/)
  })

  it('asks again when the price has changed, and holds nothing meanwhile', async () => {
    const rooms = await open(app, ROOMS)
    await db.update(
      Inventory.where((row) => row.night.eq(dayNumber(inDays(10)))),
      { price: 12_000 },
    )
    const page = await send(app, rooms, '/holds')
    assert.equal(page.status, 409)
    assert.equal(page.heading, 'The price has changed')
    assert.match(page.text, /You saw 206\.00 EUR; it is 226\.00 EUR now/)
    assert.deepEqual(
      (await db.all(Hold.all)).map((hold) => hold.state),
      ['released'],
    )
    const accepted = await send(app, page, '/holds')
    assert.match(accepted.text, /Total at the hotel 226\.00 EUR/)
  })

  const stay = { check_in: inDays(10), check_out: inDays(12), adults: '2' }
  const refused: [name: string, form: Record<string, string>, status: number, heading: RegExp][] = [
    ['nothing', {}, 422, /This stay is not possible/],
    ['no dates', { room_type: '11', adults: '2' }, 422, /This stay is not possible/],
    ['an unknown field', { room_type: '11', ...stay, x: '1' }, 422, /This stay is not possible/],
    [
      'a night in the past',
      { room_type: '11', ...stay, check_in: inDays(-1) },
      422,
      /not possible/,
    ],
    [
      'too many adults',
      { room_type: '11', ...stay, adults: '9' },
      422,
      /This stay is not possible/,
    ],
    ['an unknown room', { room_type: '99', ...stay }, 404, /There is nothing at this address/],
    ['a room of text', { room_type: "1'--", ...stay }, 422, /This stay is not possible/],
  ]
  for (const [name, form, status, heading] of refused) {
    it(`refuses ${name} and offers to look again`, async () => {
      const page = await post(app, '/holds', new URLSearchParams(form))
      assert.equal(page.status, status)
      assert.match(page.heading, heading)
      assert.ok(page.forms.some((each) => each.action === '/search'))
      assert.equal(await db.count(Hold.all), 0)
    })
  }

  it('keeps what was asked for in the form to look again', async () => {
    const page = await post(
      app,
      '/holds',
      new URLSearchParams({ room_type: '11', ...stay, adults: '9', children: '4' }),
    )
    assert.match(page.text, /A party of 10 with 9 adults does not fit/)
    const fields = page.forms.find((form) => form.action === '/search')?.fields
    assert.deepEqual(Object.fromEntries(fields ?? []), {
      place: 'Lyon',
      ...stay,
      adults: '9',
      children: '4',
      rooms: '1',
    })
  })

  it('is refused to other sites', async () => {
    const request = new Request('http://localhost/holds', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ room_type: String(DOUBLE), ...stay }),
    })
    assert.equal((await app.fetch(request)).status, 403)
    assert.equal(await db.count(Hold.all), 0)
  })
})

describe('POST /book/:hold', () => {
  it('books, and shows the confirmation with all that was agreed', async () => {
    const page = await book()
    assert.match(page.url, /^\/b\/[2-9A-HJ-NP-Z]{10}\?t=[\w-]{43}&new=1$/)
    assert.equal(page.status, 200)
    assertPrivate(page)
    assert.equal(page.heading, 'Maison du Quai is expecting you')
    assert.match(page.text, /Ada Example/)
    assert.match(page.text, /ada@example\.com/)
    assert.match(page.text, /To pay at the hotel 206\.00 EUR/)
    assert.match(page.text, /Nothing has been charged/)
  })

  it('says what is missing beside the field, and keeps the rest', async () => {
    const form = await choose()
    const page = await send(app, form, '/book/', { name: '  Ada  ', email: 'ada@' })
    assert.equal(page.status, 422)
    assert.equal(page.url, form.url)
    assertPrivate(page)
    const [invalid, ...others] = page.elements.filter((each) => attributeOf(each, 'aria-invalid'))
    assert.ok(invalid)
    assert.deepEqual(others, [])
    assert.equal(attributeOf(invalid, 'name'), 'email')
    assert.equal(attributeOf(invalid, 'value'), 'ada@')
    assert.ok(page.html.includes('name="name" value="Ada"'))
    assert.equal(
      page.links.filter((link) => link.href === '#email')[0]?.text,
      'Complete the e-mail address, such as ada@example.com.',
    )
    const booked = await send(app, page, '/book/', GUEST)
    assert.equal(booked.heading, 'Maison du Quai is expecting you')
  })

  it('books once for a form that is sent twice, one after the other or at once', async () => {
    const form = await choose()
    const pages = await Promise.all(
      Array.from({ length: 5 }, () => send(app, form, '/book/', GUEST)),
    )
    const late = await send(app, form, '/book/', GUEST)
    assert.equal(await db.count(Booking.all), 1)
    assert.deepEqual(new Set([...pages, late].map((page) => page.url)).size, 1)
    assert.equal(late.heading, 'Maison du Quai is expecting you')
  })

  it('shows the booking to nobody who merely knows the hold', async () => {
    const form = await choose()
    const copy = await open(app, form.url) // another copy of the form has another key
    const booked = await send(app, form, '/book/', GUEST)
    const { t: token } = Object.fromEntries(new URLSearchParams(booked.url.split('?')[1]))
    assert.ok(token)
    const attempts = [
      await open(app, form.url),
      await send(app, copy, '/book/', GUEST),
      await send(app, copy, '/book/', { name: '', email: '' }),
      await send(app, form, '/book/', { ...GUEST, name: 'Eve Example' }),
      await send(app, form, '/book/', { ...GUEST, key: '' }),
      await send(app, form, '/book/', { ...GUEST, key: 'a'.repeat(43) }),
    ]
    for (const page of attempts) {
      assert.equal(page.status, 409)
      assert.match(page.text, /This hold has become a booking/)
      assert.ok(!page.html.includes(token) && !page.html.includes('Ada Example'))
      assertPrivate({ ...page })
    }
    assert.equal(await db.count(Booking.all), 1)
  })

  it('offers the room again when the ten minutes are over', async () => {
    const form = await choose()
    time = instantOf('2027-03-01T12:10:00Z')
    for (const page of [await open(app, form.url), await send(app, form, '/book/', GUEST)]) {
      assert.equal(page.status, 409)
      assert.equal(page.heading, 'The ten minutes are over')
      assert.match(page.text, /Hold it again for 206\.00 EUR/)
    }
    const again = await send(app, await open(app, form.url), '/holds')
    assert.match(again.url, /^\/book\//)
    assert.notEqual(again.url, form.url)
    assert.match(again.text, /for 10 more minutes/)
  })

  it('tells the minutes that are left, the last one as one', async () => {
    const form = await choose()
    time = instantOf('2027-03-01T12:08:30Z')
    assert.match((await open(app, form.url)).text, /for 1 more minute\./)
    time = instantOf('2027-03-01T12:09:59Z')
    assert.match((await open(app, form.url)).text, /for 1 more minute\./)
  })

  it('gives the room back on request', async () => {
    const form = await choose()
    const rooms = await send(app, form, `${form.url}/release`)
    assert.match(rooms.url, /^\/h\/maison-du-quai\?/)
    assert.match(rooms.text, /Double room .*2 left for these dates/)
    assert.equal((await open(app, form.url)).url, rooms.url)
    assert.equal((await send(app, form, '/book/', GUEST)).url, rooms.url)
    assert.equal(await db.count(Booking.all), 0)
  })

  it('does not know other holds', async () => {
    const ids = ['0f0f0f0f-0000-4000-8000-000000000000', 'x', "'", 'a'.repeat(500)]
    for (const id of ids) {
      assert.equal((await open(app, `/book/${id}`)).status, 404)
      const body = new URLSearchParams(GUEST)
      assert.equal((await post(app, `/book/${id}`, body)).status, 404)
      assert.equal((await post(app, `/book/${id}/release`, body)).status, 404)
    }
  })
})

describe('/b/:ref', () => {
  it('shows the booking to who has its token, and to nobody else', async () => {
    const confirmation = await book()
    const own = await open(app, linkTo(confirmation, 'View or cancel the booking'))
    assert.equal(own.status, 200)
    assertPrivate(own)
    const [ref] = /[2-9A-Z]{10}/.exec(own.url) ?? []
    assert.equal(own.title, `Booking ${ref} – Halte`)
    assert.match(own.text, /Confirmed/)
    const [path = '', query = ''] = own.url.split('?')
    const unknown = await open(app, `/b/AAAAAAAAAA?${query}`)
    for (const url of [path, `${path}?t=`, `${path}?t=${'x'.repeat(43)}`, `${path}?${query}x`]) {
      const page = await open(app, url)
      assert.equal(page.status, 404)
      assert.equal(page.text, unknown.text)
      assertPrivate(page)
    }
    assert.equal((await open(app, `${path}/stay.ics?t=x`)).status, 404)
    const forged = new URLSearchParams({ t: 'x' })
    assert.equal((await post(app, `${path}/cancel`, forged)).status, 404)
    assert.match((await open(app, own.url)).text, /Confirmed/)
  })

  it('cancels, as often as asked, and frees the rooms', async () => {
    const own = await open(app, linkTo(await book(), 'View or cancel the booking'))
    assert.match(own.text, /Cancelling costs nothing/)
    for (let i = 0; i < 2; i++) {
      const cancelled = await send(app, own, '/b/')
      assert.equal(cancelled.url, own.url)
      assert.match(cancelled.text, /Cancelled\. The rooms are free again/)
      assert.match(cancelled.text, /No longer due 206\.00 EUR/)
      assert.deepEqual(cancelled.forms, [])
    }
    assert.match((await open(app, ROOMS)).text, /Double room .*2 left for these dates/)
    assert.match((await open(app, `${own.url}&new=1`)).text, /Cancelled/)
  })

  it('says what is left to cancel of a stay that has begun, and nothing of one that is over', async () => {
    const own = await open(app, linkTo(await book(), 'View or cancel the booking'))
    time = instantOf(`${inDays(11)}T12:00:00Z`)
    assert.match((await open(app, own.url)).text, /nights from today on go back on sale/)
    time = instantOf(`${inDays(12)}T12:00:00Z`)
    assert.deepEqual((await open(app, own.url)).forms, [])
  })

  it('gives the stay as a calendar file', async () => {
    const confirmation = await book()
    const response = await app.fetch(
      new Request(`http://localhost${linkTo(confirmation, 'Add to a calendar')}`),
    )
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'text/calendar; charset=utf-8')
    assert.match(
      response.headers.get('content-disposition') ?? '',
      /^attachment; filename="[2-9A-Z]{10}\.ics"$/,
    )
    assert.equal(response.headers.get('cache-control'), 'private, no-store')
    const file = await response.text()
    assert.match(file, /\r\nDTSTART:20270311T140000Z\r\nDTEND:20270313T100000Z\r\n/)
    assert.match(file, /\r\nSUMMARY:Maison du Quai\r\n/)
    const token = new URLSearchParams(confirmation.url.split('?')[1]).get('t') ?? '?'
    assert.ok(!file.includes(token))
  })
})

describe('hostile guests', () => {
  it('stay text on every page, whatever they are called', async () => {
    const vectors = readFileSync(
      new URL('../../../tests/security/xss-vectors.txt', import.meta.url),
      'utf8',
    )
      .split('\n')
      .filter((line) => line !== '')
    const form = await choose()
    for (const name of vectors) {
      const page = await send(app, form, '/book/', { name, email: name })
      assert.equal(page.status, 422)
      assertNoScript(page)
      const input = page.elements.find((each) => attributeOf(each, 'name') === 'name')
      assert.equal(input && attributeOf(input, 'value'), name.replaceAll(/\p{Cc}+/gu, ' ').trim())
    }
    const name = '"><script>alert(1)</script>\r\nBEGIN:VALARM\u0000'
    const confirmation = await send(app, form, '/book/', { ...GUEST, name })
    assertNoScript(confirmation)
    assert.match(confirmation.text, /Guest "><script>alert\(1\)<\/script> BEGIN:VALARM/)
    assertNoScript(await open(app, linkTo(confirmation, 'View or cancel the booking')))
  })

  it('are answered when what they send is long, repeated or of another type', async () => {
    const form = await choose()
    const long = await send(app, form, '/book/', {
      name: 'é'.repeat(20_000),
      email: 'a'.repeat(9000),
    })
    assert.equal(long.status, 422)
    assert.ok(long.html.includes('é'.repeat(20_000)))
    const twice = await send(app, form, '/book/', { name: ['A', 'B'], email: ['x', GUEST.email] })
    assert.match(twice.text, /Guest B /)
    const json = await app.fetch(
      new Request(`http://localhost${form.url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: '{}',
      }),
    )
    assert.equal(json.status, 415)
  })
})

function assertNoScript(page: Page): void {
  for (const { tagName, attrs } of page.elements) {
    assert.notEqual(tagName, 'script')
    assert.ok(!attrs.some(({ name }) => name.startsWith('on')))
  }
}

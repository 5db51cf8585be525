import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { App } from 'portico'
import type { Database } from 'portico/db'
import { hotelApp } from '../app.ts'
import { inDays, NOW, TAX } from '../testing/house.ts'
import { attributeOf, linkTo, open, send, type Page } from '../testing/page.ts'
import { openTestTown } from '../testing/town.ts'

const DATES = `check_in=${inDays(10)}&check_out=${inDays(12)}`
const LYON = `/search?place=lyon&${DATES}&adults=2`

let db: Database
let app: App

before(async () => {
  db = await openTestTown()
  app = hotelApp(db, { clock: () => NOW })
})

after(() => db.close())

function cards(page: Page): string[] {
  return page.links.filter((link) => link.href.startsWith('/h/')).map((link) => link.text)
}

describe('GET /search', () => {
  it('lists the hotels that are free, each with the whole price of the stay', async () => {
    const page = await open(app, LYON)
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
    assert.equal(page.title, 'Lyon: Thu 11 Mar – Sat 13 Mar, 2 nights – Halte')
    assert.equal(page.heading, '25 hotels free in Lyon')
    assert.deepEqual(cards(page).slice(0, 3), ['Hotel 100', 'Hotel 101', 'Hotel 102'])
    assert.match(page.text, /100\.00 EUR 2 nights, taxes included 50\.00 EUR a night/)
    assert.match(page.text, /Lyon, 0\.3 km from the centre Double room: 1 double bed, sleeps 2/)
    assert.match(page.text, /1 left for these dates/)
  })

  it('pages through every hotel once', async () => {
    const first = await open(app, LYON)
    const second = await open(app, linkTo(first, 'More hotels'))
    assert.equal(cards(first).length, 20)
    assert.equal(new Set([...cards(first), ...cards(second)]).size, 25)
    assert.equal(second.heading, '25 hotels free in Lyon')
    assert.deepEqual(cards(await open(app, linkTo(second, 'First page'))), cards(first))
  })

  it('counts for each filter exactly what choosing it gives', async () => {
    const page = await open(app, LYON)
    const boxes = page.elements.filter((each) => attributeOf(each, 'name') === 'stars')
    assert.equal(boxes.length, 5)
    for (const box of boxes) {
      const stars = attributeOf(box, 'value') ?? ''
      const noun = stars === '1' ? 'star' : 'stars'
      const told = new RegExp(`${stars} ${noun} (\\d+)`).exec(page.text)?.[1]
      const chosen = await send(app, page, '/search', { stars })
      assert.equal(chosen.heading.split(' ')[0], told, `${stars} ${noun}`)
    }
    const both = await send(app, page, '/search', { stars: ['1', '5'], max_total: '150' })
    assert.match(both.url, /stars=1&stars=5/)
    const three = await send(app, await open(app, LYON), '/search', { max_total: '150' })
    assert.equal(three.heading, '3 hotels free in Lyon')
    assert.equal(both.heading, '1 hotel free in Lyon')
  })

  it('takes each filter back by a link', async () => {
    const page = await open(app, `${LYON}&stars=4,5&max_total=200`)
    assert.equal(page.heading, '2 hotels free in Lyon')
    const labels = page.links.filter((link) => link.text.startsWith('Remove the filter'))
    assert.deepEqual(
      labels.map((link) => link.text),
      ['4 stars', '5 stars', 'up to 200.00 EUR'].map((label) => `Remove the filter ${label} ×`),
    )
    const counts = await Promise.all(
      labels.map(async ({ href }) => (await open(app, href)).heading),
    )
    assert.deepEqual(counts, [
      '1 hotel free in Lyon',
      '1 hotel free in Lyon',
      '9 hotels free in Lyon',
    ])
    assert.equal((await open(app, linkTo(page, 'Clear all'))).heading, '25 hotels free in Lyon')
  })

  it('orders as the links say', async () => {
    const page = await open(app, `${LYON}&stars=4,5`)
    const byStars = await open(app, linkTo(page, 'Most stars'))
    assert.deepEqual(cards(byStars).slice(0, 2), ['Hotel 104', 'Hotel 109'])
    assert.match(byStars.text, /By stars, the most first/)
    const byName = await open(app, linkTo(byStars, 'Name'))
    assert.deepEqual(cards(byName).slice(0, 2), ['Hotel 103', 'Hotel 104'])
    assert.match(byName.url, /stars=4%2C5&sort=name$/)
  })

  it('has one address for each list, whatever was typed', async () => {
    for (const typed of ['Lyon', ' LYÓN ', 'lyon']) {
      const page = await open(app, `/search?place=${encodeURIComponent(typed)}&${DATES}&adults=2`)
      assert.equal(page.url.startsWith('/search?place='), true)
      assert.equal(page.heading, '25 hotels free in Lyon')
    }
    const moved = await open(app, `/search?place=LYON&${DATES}&stars=5&utm_source=mail`)
    assert.equal(moved.url, `/search?place=lyon&${DATES}&stars=5`)
  })

  it('shows a name in the form that finds the same place again', async () => {
    const page = await open(app, `/search?place=springfield-illinois&${DATES}`)
    assert.equal(page.heading, 'No hotel is free in Springfield')
    const again = await send(app, page, '/search')
    assert.match(again.url, /place=springfield-illinois&/)
    assert.match(page.html, /value="Springfield, Illinois"/)
  })

  it('asks what was meant by a name that is no place, and keeps the rest', async () => {
    const page = await open(app, `/search?place=lyno&${DATES}&adults=3&children=5&stars=4`)
    assert.equal(page.status, 200)
    assert.match(
      page.text,
      /No place is called “lyno”\. Did you mean … Lyon Auvergne-Rhône-Alpes, France, 25 hotels/,
    )
    const lyon = await open(app, linkTo(page, 'Lyon'))
    assert.equal(lyon.url, `/search?place=lyon&${DATES}&adults=3&children=5&stars=4`)
  })

  it('asks for the stay where none is given, and finds no fault', async () => {
    for (const url of ['/search', '/search?place=lyon']) {
      const page = await open(app, url)
      assert.equal(page.status, 200)
      assert.equal(page.forms.length, 1)
      assert.doesNotMatch(page.html, /role="alert"/)
    }
    assert.match((await open(app, '/search?place=lyon')).html, /name="place" value="Lyon"/)
  })

  const faults: [name: string, query: string, fields: string[]][] = [
    ['nothing filled in', 'place=&check_in=&check_out=', ['place', 'check_in', 'check_out']],
    ['no dates', 'place=lyon&check_in=&check_out=', ['check_in', 'check_out']],
    ['an unknown place', `place=xqzwv&${DATES}`, ['place']],
    ['a date that is none', `place=lyon&check_in=2027-02-30&check_out=${inDays(12)}`, ['check_in']],
    [
      'an arrival in the past',
      `place=lyon&check_in=2027-02-28&check_out=${inDays(2)}`,
      ['check_in'],
    ],
    [
      'a stay of no night',
      `place=lyon&check_in=${inDays(5)}&check_out=${inDays(5)}`,
      ['check_out'],
    ],
    ['31 nights', `place=lyon&check_in=${inDays(0)}&check_out=${inDays(31)}`, ['check_out']],
    ['two years ahead', 'place=lyon&check_in=2029-03-01&check_out=2029-03-02', ['check_in']],
    ['no adults and too many rooms', `place=lyon&${DATES}&adults=0&rooms=9`, ['adults', 'rooms']],
    ['an age that is none', `place=lyon&${DATES}&children=5,abc`, ['children']],
    ['nine children', `place=lyon&${DATES}&children=1,1,1,1,1,1,1,1,1`, ['children']],
    ['a limit that is none', `place=lyon&${DATES}&max_total=cheap`, ['max_total']],
  ]
  for (const [name, query, fields] of faults) {
    it(`says beside the field what is wrong with ${name}, and keeps what was typed`, async () => {
      const page = await open(app, `/search?${query}`)
      assert.equal(page.status, 422)
      const invalid = page.elements.filter((each) => attributeOf(each, 'aria-invalid') === 'true')
      assert.deepEqual(
        invalid.map((each) => attributeOf(each, 'name')),
        fields,
      )
      const typed = new URLSearchParams(query)
      for (const each of invalid) {
        assert.equal(attributeOf(each, 'value'), typed.get(attributeOf(each, 'name') ?? ''))
        assert.ok(attributeOf(each, 'aria-describedby')?.includes('-error'))
      }
      const linked = page.links.filter((link) => fields.includes(link.href.slice(1)))
      assert.equal(linked.length, name.includes('limit') ? 0 : fields.length)
    })
  }

  it('reads ages and amounts as people write them', async () => {
    const page = await open(app, `/search?place=lyon&${DATES}&children=+5+,+9&adults=2&rooms=2`)
    assert.match(page.text, /2 adults, 2 children \(ages 5 and 9\), 2 rooms/)
    assert.deepEqual(cards(page), ['Maison du Quai'])
  })

  it('falls back to the first page for a cursor that is none', async () => {
    for (const cursor of ['AAAA', '%00', 'WzFd']) {
      assert.equal(cards(await open(app, `${LYON}&cursor=${cursor}`)).length, 20)
    }
  })

  it('offers near what is empty, each with the number that it gives', async () => {
    const five = `/search?place=lyon&check_in=${inDays(57)}&check_out=${inDays(62)}&adults=2&stars=1`
    const page = await open(app, five)
    assert.equal(page.heading, 'No hotel is free in Lyon')
    const offers = page.links.filter((link) => / hotels?$/.test(noteOf(page, link.text) ?? ''))
    assert.deepEqual(
      offers.map((link) => [link.text, noteOf(page, link.text)]),
      [
        ['Without “1 star”', '1 hotel'],
        ['Sun 25 Apr – Fri 30 Apr, 5 nights', '5 hotels'],
        ['Tue 20 Apr – Sun 25 Apr, 5 nights', '5 hotels'],
        ['Tue 13 Apr – Sun 18 Apr, 5 nights', '5 hotels'],
      ],
    )
    for (const { text, href } of offers) {
      assert.equal(`${(await open(app, href)).heading.split(' free')[0]}`, noteOf(page, text))
    }
  })

  it('offers towns nearby', async () => {
    const page = await open(
      app,
      `/search?place=bron&check_in=${inDays(70)}&check_out=${inDays(71)}`,
    )
    assert.match(page.text, /Lyon 1 hotel, 5 km away/)
    assert.equal((await open(app, linkTo(page, 'Lyon'))).heading, '1 hotel free in Lyon')
  })
})

function noteOf(page: Page, label: string): string | null {
  const at = page.text.indexOf(`${label} `)
  return /^\d+ hotels?/.exec(page.text.slice(at + label.length + 1))?.[0] ?? null
}

describe('GET /h/:slug', () => {
  const house = '/h/maison-du-quai'

  it('asks when, where no stay is given', async () => {
    const page = await open(app, house)
    assert.equal(page.status, 200)
    assert.equal(page.title, 'Maison du Quai, Lyon – Halte')
    assert.match(page.text, /3 rooms/)
    assert.match(page.text, /1\.50 EUR for each adult and night/)
    assert.deepEqual(
      page.forms.map((form) => [form.method, form.action]),
      [['get', house]],
    )
  })

  it('prices each type of room for the stay, and leads back to the list', async () => {
    const page = await open(app, `${house}?${DATES}&adults=2`)
    const total = 2 * 10_000 + 2 * 2 * TAX
    assert.equal(total, 20_600)
    assert.match(
      page.text,
      /Double room .*2 left for these dates 206\.00 EUR 2 nights, taxes included 103\.00 EUR a night/,
    )
    assert.match(page.text, /Suite .*366\.00 EUR/)
    assert.equal(
      (await open(app, linkTo(page, '← Hotels in Lyon'))).heading,
      '25 hotels free in Lyon',
    )
    assert.deepEqual(page.forms.find((form) => form.action === '/holds')?.fields, [
      ['room_type', '11'],
      ['check_in', inDays(10)],
      ['check_out', inDays(12)],
      ['adults', '2'],
      ['total', '20600'],
    ])
  })

  it('offers rooms that the party fits into, and no others', async () => {
    const four = await open(app, `${house}?${DATES}&adults=3&children=7`)
    assert.deepEqual(
      four.forms.filter((form) => form.action === '/holds').map((form) => form.fields[0]),
      [['room_type', '12']],
    )
  })

  it('shows the neighbours that are free where it is full', async () => {
    const page = await open(app, `${house}?${DATES}&adults=2&rooms=3`)
    assert.match(page.text, /No room that fits is free on every night of this stay/)
    const hotel = await open(
      app,
      `/h/hotel-100?check_in=${inDays(10)}&check_out=${inDays(12)}&rooms=2`,
    )
    assert.deepEqual(cards(hotel), ['Maison du Quai'])
  })

  it('says what is wrong with a stay, and keeps it', async () => {
    const page = await open(app, `${house}?check_in=${inDays(4)}&check_out=${inDays(3)}&adults=2`)
    assert.equal(page.status, 422)
    assert.match(page.text, /Check-out 2027-03-04 is not after check-in 2027-03-05/)
    assert.ok(page.html.includes(`name="check_out" value="${inDays(3)}"`))
  })

  it('does not know other hotels', async () => {
    for (const slug of ['none', 'MAISON-DU-QUAI', "a'b", 'a'.repeat(3000), '%F0%9F%8F%A8']) {
      const page = await open(app, `/h/${slug}`)
      assert.equal(page.status, 404, slug)
      assert.match(page.text, /There is nothing at this address/)
    }
  })
})

describe('hostile input', () => {
  const vectors = readFileSync(
    new URL('../../../tests/security/xss-vectors.txt', import.meta.url),
    'utf8',
  )
    .split('\n')
    .filter((line) => line !== '')

  it('stays text in every parameter of the search', async () => {
    assert.ok(vectors.length > 100)
    for (const vector of vectors) {
      const text = encodeURIComponent(vector)
      const urls = [
        `/search?place=${text}&${DATES}`,
        `/search?place=${text}&check_in=${text}&check_out=${text}&adults=${text}&children=${text}&rooms=${text}`,
        `${LYON}&stars=${text}&max_total=${text}&sort=${text}&cursor=${text}`,
        `/h/maison-du-quai?check_in=${text}&adults=${text}`,
      ]
      for (const url of urls) {
        const page = await open(app, url)
        assert.ok(page.status < 500, `${page.status} for ${url}`)
        assertHarmless(page)
      }
    }
  })

  it('is answered when it is long, repeated, malformed or of another script', async () => {
    const queries = [
      `place=${'a'.repeat(8000)}&${DATES}`,
      `place=${'%F0%9F%8F%A8'.repeat(200)}`,
      `place=東京&${DATES}`,
      'place=%ff%fe',
      'place=%',
      `place=lyon&place=paris&${DATES}&${DATES}`,
      `place=lyon&${DATES}&children=${'1,'.repeat(2000)}`,
      `place=lyon&${DATES}&adults=1e9&rooms=-1`,
      `place=lyon&${DATES}&max_total=${'9'.repeat(400)}`,
      'place=lyon&check_in=9999-12-31&check_out=9999-12-31',
      'place=lyon&check_in=0001-01-01&check_out=9999-12-31',
      'place=,&check_in=,',
      '__proto__=1&constructor=2',
    ]
    for (const query of queries) {
      const page = await open(app, `/search?${query}`)
      assert.ok(page.status < 500, `${page.status} for ${query.slice(0, 60)}`)
      assert.ok(page.html.length < 100_000)
    }
  })
})

/** Nothing that the site does not have itself: no script, no handler, no frame, no odd link. */
function assertHarmless(page: Page): void {
  for (const element of page.elements) {
    assert.ok(!['script', 'iframe', 'object', 'embed', 'style'].includes(element.tagName), page.url)
    for (const { name, value } of element.attrs) {
      assert.ok(!name.startsWith('on') && name !== 'style' && name !== 'srcdoc', page.url)
      if (['href', 'src', 'action'].includes(name)) assert.match(value, /^(?:\/|#|https:\/\/)/)
    }
  }
}

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { App } from 'portico'
import type { Database } from 'portico/db'
import { instantOf, type Instant } from 'portico/schema'
import { hotelApp } from '../app.ts'
import { Inventory } from '../availability/models.ts'
import { ATTRIBUTIONS } from '../data/attributions.ts'
import { NOW } from '../testing/house.ts'
import { attributeOf, linkTo, open, send } from '../testing/page.ts'
import { openTestTown } from '../testing/town.ts'

let db: Database
let app: App
let time: Instant = NOW

before(async () => {
  db = await openTestTown()
  app = hotelApp(db, { clock: () => time })
})

after(() => db.close())

describe('GET /', () => {
  it('begins with places, each at the lowest total that its list then shows', async () => {
    const page = await open(app, '/')
    assert.equal(page.status, 200)
    assert.equal(page.title, 'A room for the night, at its whole price – Halte')
    assert.match(page.text, /26 hotels in 2 towns/)
    assert.match(page.text, /Lowest totals for two, Fri 19 Mar, 1 night, taxes included/)
    assert.match(page.text, /Lyon Auvergne-Rhône-Alpes, France 25 hotels, from 50\.00 EUR/)
    assert.match(page.text, /Bron Auvergne-Rhône-Alpes, France 1 hotel, from 50\.00 EUR/)
    const lyon = await open(app, linkTo(page, 'Lyon'))
    assert.equal(lyon.heading, '25 hotels free in Lyon')
    assert.match(lyon.text, /50\.00 EUR 1 night, taxes included/)
  })

  it('computes its prices anew after five minutes', async () => {
    await open(app, '/')
    await db.update(Inventory.all, { price: 7000 })
    assert.match((await open(app, '/')).text, /Lyon .* 25 hotels, from 50\.00 EUR/)
    time = instantOf('2027-03-01T12:05:00Z')
    assert.match((await open(app, '/')).text, /Lyon .* 25 hotels, from 70\.00 EUR/)
    time = NOW
  })

  it('asks the question of the whole site', async () => {
    const page = await send(app, await open(app, '/'), '/search', {
      place: 'Lyon',
      check_in: '2027-03-19',
      check_out: '2027-03-20',
    })
    assert.equal(page.heading, '25 hotels free in Lyon')
  })
})

describe('the site around the pages', () => {
  it('serves style sheet, icon and fonts under names that say their content', async () => {
    const page = await open(app, '/how-it-works')
    const files = page.elements
      .filter((each) => each.tagName === 'link')
      .map((each) => attributeOf(each, 'href') ?? '')
    assert.equal(files.length, 4)
    for (const file of files) {
      assert.match(file, /^\/static\/\w+\.[\w-]{10}\.(?:css|svg|woff2)$/)
      const response = await app.fetch(new Request(`http://localhost${file}`))
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    }
    const css = await (await app.fetch(new Request(`http://localhost${files.at(-2)}`))).text()
    const fonts = [...css.matchAll(/url\(['"]?([^'")]+)/g)].map((match) => `/static/${match[1]}`)
    assert.deepEqual(fonts.toSorted(), files.filter((file) => file.endsWith('.woff2')).toSorted())
  })

  it('is guarded by the strict policy on every page', async () => {
    for (const url of ['/', '/search', '/data', '/how-it-works', '/h/maison-du-quai', '/none']) {
      const { headers } = await open(app, url)
      assert.match(
        headers.get('content-security-policy') ?? '',
        /^default-src 'self'; base-uri 'none'; form-action 'self'/,
      )
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('referrer-policy'), 'same-origin')
    }
  })

  it('names every source of its data with its licence', async () => {
    const page = await open(app, '/data')
    for (const { title, author, licence, source, licenceUrl } of ATTRIBUTIONS) {
      for (const text of [title, author, licence]) assert.ok(page.text.includes(text), text)
      assert.equal(linkTo(page, title), source)
      assert.equal(linkTo(page, licence), licenceUrl)
    }
    assert.match(
      page.text,
      /Names, prices, types of room, amenities and taxes of all hotels are invented/,
    )
  })

  it('says how long a room is held and how long a stay may be', async () => {
    const { text } = await open(app, '/how-it-works')
    assert.match(text, /10 minutes from the moment you choose it/)
    assert.match(text, /A stay has at most 30 nights/)
  })
})

describe('GET /art/:file', () => {
  it('draws a hotel as a file that caches may keep for a day', async () => {
    const response = await app.fetch(new Request('http://localhost/art/1.svg'))
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'image/svg+xml')
    assert.equal(response.headers.get('cache-control'), 'public, max-age=86400')
    assert.match(await response.text(), /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  })

  it('draws nothing else', async () => {
    for (const file of ['2.svg', '1', '1.png', 'x.svg', '-1.svg', '1e1.svg']) {
      const response = await app.fetch(new Request(`http://localhost/art/${file}`))
      assert.equal(response.status, 404, file)
    }
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { hotelArtFile } from './art/hotel-art.ts'
import { guestPage } from './guest-page.ts'
import { hotelPage } from './hotel-page.ts'
import { resultsPage } from './results-page.ts'
import { samplePages } from './sample-pages.ts'
import * as bookings from './sample-booking-views.ts'
import * as samples from './sample-views.ts'

/** Without the white space that templates are laid out with; no-break spaces stay. */
function textOf(page: unknown): string {
  return String(page)
    .replace(/[\n ]+/g, ' ')
    .replaceAll(/(?<=>) | (?=<)/g, '')
}

/** As assert.match, whose message would be the whole page. */
function has(page: string, pattern: RegExp): void {
  assert.ok(pattern.test(page), `no ${pattern}`)
}

describe('every page', () => {
  for (const [name, render] of Object.entries(samplePages)) {
    it(`${name} has one heading, a title, a main part, no script and no inline style`, () => {
      const page = textOf(render())
      assert.equal(page.match(/<h1[ >]/g)?.length, 1)
      has(page, /<title>[^<]+ – Halte<\/title>/)
      has(page, /<a class="skip" href="#main">.*<main id="main"/)
      assert.equal(/<script|<style|style=|\son\w+=/.exec(page), null)
      assert.equal(/undefined|\[object|NaN|#blocked/.exec(page), null)
    })

    it(`${name} gives no id twice, and every label and description finds its element`, () => {
      const page = textOf(render())
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '')
      assert.deepEqual(ids, [...new Set(ids)])
      const references = page.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)
      for (const [, reference = ''] of references) {
        for (const id of reference.split(' ')) assert.ok(ids.includes(id), id)
      }
    })
  }

  it('keeps the pages of a guest out of search engines', () => {
    const isPrivate = (name: string) => textOf(samplePages[name]?.()).includes('content="noindex"')
    assert.deepEqual(Object.keys(samplePages).filter(isPrivate), [
      'guest',
      'guest-with-errors',
      'confirmation',
      'booking',
      'booking-cancelled',
      'notice-sold-out',
      'notice-hold-expired',
      'notice-not-found',
      'notice-error',
    ])
  })

  it('stays under its budget of bytes with the style sheet, compressed as a server does', () => {
    const css = compressed(readFileSync(new URL('static/site.css', import.meta.url), 'utf8'))
    const kilobytes = { home: 45, results: 60, hotel: 60, guest: 40, confirmation: 35, booking: 40 }
    for (const [name, budget] of Object.entries(kilobytes)) {
      const size = compressed(String(samplePages[name]?.())) + css
      assert.ok(size <= budget * 1024, `${name}: ${size} bytes`)
    }
  })
})

describe('resultsPage', () => {
  const page = textOf(resultsPage(samples.results))

  it('shows the whole price first, then what it covers', () => {
    has(
      page,
      /266\.40\u00a0EUR<\/p><p class="price-note">3 nights, taxes included<\/p><p class="price-note">88\.80\u00a0EUR a night/,
    )
  })

  it('tells how many rooms are left only when they are three or fewer', () => {
    assert.deepEqual(page.match(/\d+ left for these dates/g), [
      '2 left for these dates',
      '1 left for these dates',
    ])
  })

  it('brings the first four pictures along and lets the others load when they are near', () => {
    assert.equal(page.match(/<svg class="art"/g)?.length, 4)
    assert.equal(
      page.match(/<img class="art" src="\/art\/\d+\.svg"[^>]* loading="lazy"/g)?.length,
      2,
    )
  })

  it('counts each filter and keeps the stay when one is chosen', () => {
    has(
      page,
      /name="stars" value="3" checked \/><label for="stars-3">3 stars ?<span class="count">21</,
    )
    has(page, /<input type="hidden" name="place" value="saint-malo" \/>/)
  })

  it('says how the list is ranked and which order is chosen', () => {
    has(page, /aria-current="true">Lowest total</)
    has(page, /No hotel pays for its rank\./)
  })

  it('offers what is close when nothing is free', () => {
    const empty = textOf(resultsPage(samples.emptyResults))
    has(empty, /<h1 id="count"> ?No hotel is free in Saint-Malo/)
    has(empty, /<a href="\/search\?e">Dinard<\/a> ?<span class="quiet">6 hotels, 9 km away</)
  })

  it('links from the summary of errors to each field, which keeps what was typed', () => {
    const again = textOf(resultsPage(samples.unansweredResults))
    has(again, /role="alert"><h2>2 things need another look<\/h2>/)
    has(again, /<a href="#check_out">Choose a check-out date after 12 June 2026\.<\/a>/)
    has(
      again,
      /<input id="check_out" name="check_out" value="2026-06-12" type="date" required [^>]*aria-invalid="true" aria-describedby="check_out-error"/,
    )
  })
})

describe('hotelPage', () => {
  it('has a form for each room that holds it', () => {
    const page = textOf(hotelPage(samples.hotel))
    assert.equal(page.match(/<form action="\/holds" method="post">/g)?.length, 4)
    has(
      page,
      /name="room_type" value="3" \/><button class="button">Choose<span class="hidden">: Family room</,
    )
  })

  it('asks for the stay first when it is not known', () => {
    has(textOf(hotelPage(samples.hotelWithoutStay)), /When would you like to stay\?/)
  })
})

describe('guestPage', () => {
  it('says until when the room is held, in the zone of the hotel', () => {
    has(
      textOf(guestPage(bookings.guest)),
      /Held for you until ?<time datetime="2026-06-01T12:32:00\.000Z">14:32 \(Europe\/Paris\)<\/time>, for 10 more minutes\./,
    )
  })

  it('carries the key that makes a double click one booking, and the browser fills the fields', () => {
    const page = textOf(guestPage(bookings.guest))
    has(page, /<input type="hidden" name="idempotency_key" value="0b6e5c1e" \/>/)
    has(page, /name="name"[^>]* autocomplete="name"/)
    has(page, /name="email"[^>]* type="email"[^>]* autocomplete="email"/)
  })

  it('keeps what was typed, whatever it is', () => {
    has(
      textOf(guestPage(bookings.guestWithErrors)),
      /name="name" value="Ada &quot;Countess&quot; Lovelace"/,
    )
  })
})

describe('hotelArtFile', () => {
  const facts = { id: 7, stars: 4, rooms: 60, country: 'FR', latitude: 45, scene: 'hills' } as const

  it('is the same picture every time, and small', () => {
    assert.equal(hotelArtFile(facts), hotelArtFile({ ...facts }))
    assert.ok(compressed(hotelArtFile(facts)) < 2048)
  })

  it('has a pennant for each star', () => {
    const pennants = (stars: number) => hotelArtFile({ ...facts, stars }).match(/l-4 9z/g)?.length
    assert.deepEqual([1, 2, 3, 4, 5].map(pennants), [1, 2, 3, 4, 5])
  })
})

function compressed(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
}

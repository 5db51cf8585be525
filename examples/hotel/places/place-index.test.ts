import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPlaceIndex, type IndexedPlace } from './place-index.ts'
import { readPlaces } from './place.ts'

/** Places with hotels, as many as the whole seed gives them; all others have none. */
const HOTELS = new Map<string, number>(
  Object.entries({
    paris: 1212,
    nice: 124,
    lyon: 84,
    toulouse: 75,
    marseille: 71,
    'saint-malo': 49,
    strasbourg: 49,
    'juan-les-pins': 34,
    'chamonix-mont-blanc': 34,
    'la-rochelle': 28,
    'val-d-isere': 22,
    'le-havre': 14,
    'sainte-maxime': 13,
    barcelona: 10,
    lisbon: 8,
    tokyo: 8,
    'saint-denis': 7,
    'saint-denis-reunion': 6,
    'kuwait-city': 6,
    'l-isle-adam': 2,
    'font-romeu-odeillo-via': 1,
  }),
)
const places = readPlaces().map((place) => ({ ...place, hotels: HOTELS.get(place.slug) ?? 0 }))
const index = createPlaceIndex(places)
const slugs = (query: string, limit: number): string[] =>
  index.search(query, limit).map((place) => place.slug)

describe('createPlaceIndex', () => {
  const first: [query: string, slug: string, why: string][] = [
    ['lyon', 'lyon', 'the name'],
    ['LYON', 'lyon', 'capitals'],
    ['  lyon ', 'lyon', 'blanks around'],
    ['mars', 'marseille', 'a beginning'],
    ['malo', 'saint-malo', 'a later word'],
    ['havre', 'le-havre', 'a name without its article'],
    ['rochelle', 'la-rochelle', 'hotels before a namesake without'],
    ['l’isle', 'l-isle-adam', 'an apostrophe of another kind'],
    ['lisle', 'l-isle-adam', 'no apostrophe'],
    ['juan les pins', 'juan-les-pins', 'blanks for hyphens'],
    ['saintmalo', 'saint-malo', 'nothing for hyphens'],
    ['st malo', 'saint-malo', 'St for Saint'],
    ['Ste-Maxime', 'sainte-maxime', 'Ste for Sainte'],
    ['st', 'strasbourg', 'st as the beginning of a word'],
    ['val d isere', 'val-d-isere', 'no accents'],
    ['tolouse', 'toulouse', 'a missing letter'],
    ['lyno', 'lyon', 'swapped letters'],
    ['chamonx', 'chamonix-mont-blanc', 'an error in a beginning'],
    ['strassburg', 'strasbourg', 'two errors in a long word'],
    ['barcelone', 'barcelona', 'an error, though Barceloneta begins so'],
    ['tokio', 'tokyo', 'a foreign spelling'],
    ['rome', 'rome', 'a known city without hotels, though Romeu begins so'],
    ['lyon, france', 'lyon', 'a country after the name'],
    ['paris, texas', 'paris-texas', 'a region after the name'],
    ['saint denis, re', 'saint-denis-reunion', 'a country code after the name'],
  ]
  for (const [query, slug, why] of first) {
    it(`puts ${slug} first for ${JSON.stringify(query)}: ${why}`, () => {
      assert.equal(slugs(query, 5)[0], slug)
    })
  }

  it('gives the places with most hotels for an empty query', () => {
    assert.deepEqual(slugs('', 3), ['paris', 'nice', 'lyon'])
    assert.deepEqual(slugs(' - \u0000\uD800', 1), ['paris'])
  })

  it('orders equal matches by hotels, then by population', () => {
    assert.deepEqual(slugs('saint-denis', 2), ['saint-denis', 'saint-denis-reunion'])
    assert.deepEqual(
      index.search('springfield', 3).map((place) => place.region),
      ['Missouri', 'Massachusetts', 'Illinois'],
    )
  })

  it('names a place once, though several of its words match', () => {
    assert.equal(slugs('baden', 50).filter((slug) => slug === 'baden-baden').length, 1)
  })

  const nothing: [query: string, why: string][] = [
    ['zzzzzz', 'no such letters'],
    ['xqj', 'too short for errors'],
    ['東京', 'another script'],
    ['a'.repeat(100_000), 'a hundred thousand letters'],
  ]
  for (const [query, why] of nothing) {
    it(`finds nothing for ${why}`, () => {
      assert.deepEqual(slugs(query, 10), [])
    })
  }

  const limits: [limit: number, count: number][] = [
    [1, 1],
    [7, 7],
    [50, 50],
    [1000, 50],
    [0, 1],
    [-3, 1],
  ]
  for (const [limit, count] of limits) {
    it(`gives ${count} for a limit of ${limit}`, () => {
      assert.equal(slugs('s', limit).length, count)
    })
  }

  it('is indifferent to the order of the places', () => {
    const reversed = createPlaceIndex(places.toReversed())
    for (const query of ['', 's', 'saint', 'marsile']) {
      assert.deepEqual(
        reversed.search(query, 10).map((place) => place.slug),
        slugs(query, 10),
      )
    }
  })

  it('answers from nothing with nothing', () => {
    const none: IndexedPlace[] = []
    assert.deepEqual(createPlaceIndex(none).search('lyon', 5), [])
    assert.deepEqual(createPlaceIndex(none).search('', 5), [])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPlaces } from './place.ts'

const places = readPlaces()
const bySlug = new Map(places.map((place) => [place.slug, place]))

describe('readPlaces', () => {
  it('reads 26,491 places with unique slugs and the line as id', () => {
    assert.equal(places.length, 26_491)
    assert.equal(bySlug.size, 26_491)
    assert.deepEqual([places[0]?.id, places.at(-1)?.id], [1, 26_491])
  })

  it('knows everything about a city', () => {
    assert.deepEqual(bySlug.get('lisbon'), {
      id: 19_720,
      slug: 'lisbon',
      name: 'Lisbon',
      kind: 'city',
      country: 'PT',
      region: 'Lisbon',
      lat: 38.7167,
      lon: -9.1333,
      population: 517_802,
      timeZone: 'Europe/Lisbon',
      coast: true,
      ski: false,
      capital: true,
    })
  })

  it('has the small towns of the French register, in their region', () => {
    const town = bySlug.get('chamonix-mont-blanc')
    assert.deepEqual(
      [town?.name, town?.region, town?.population, town?.ski, town?.coast],
      ['Chamonix-Mont-Blanc', 'Auvergne-Rhône-Alpes', 0, true, false],
    )
  })

  const slugs: [slug: string, country: string, region: string][] = [
    ['valence', 'FR', 'Auvergne-Rhône-Alpes'],
    ['valence-occitanie', 'FR', 'Occitanie'],
    ['saint-denis', 'FR', 'Île-de-France'],
    ['saint-denis-reunion', 'RE', 'Reunion'],
    ['paris', 'FR', 'Île-de-France'],
    ['paris-texas', 'US', 'Texas'],
  ]
  for (const [slug, country, region] of slugs) {
    it(`calls the one in ${region} ${slug}`, () => {
      assert.deepEqual([bySlug.get(slug)?.country, bySlug.get(slug)?.region], [country, region])
    })
  }

  it('counts arrondissements to their city', () => {
    assert.deepEqual(
      places
        .filter((place) => /^(Paris|Lyon|Marseille)\b/.test(place.name))
        .map((place) => place.slug),
      ['lyon', 'lyon-saint-exupery', 'marseille', 'paris', 'paris-texas'],
    )
  })

  it('has only places on earth and zones that this Node knows', () => {
    for (const place of places) {
      assert.ok(Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180, place.slug)
      assert.match(place.slug, /^[a-z0-9]+(-[a-z0-9]+)*$/)
      assert.match(place.country, /^[A-Z]{2}$/)
    }
    for (const zone of new Set(places.map((place) => place.timeZone))) {
      assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone)
    }
  })
})

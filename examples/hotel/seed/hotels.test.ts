import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPlaces } from '../places/place.ts'
import { AMENITIES } from './amenities.ts'
import { demoHotels } from './demo-hotels.ts'
import { nameCore } from './french-names.ts'
import { parseStars, type HotelSeed } from './hotel-seed.ts'
import { hotelsOfFrance } from './hotels-of-france.ts'

const places = readPlaces()
const france = hotelsOfFrance(places)
const demo = demoHotels(places)

describe('hotelsOfFrance', () => {
  it('has 10,702 hotels with 451,375 rooms of 52,186 types in 3,684 towns', () => {
    assert.equal(france.length, 10_702)
    assert.equal(
      total(france, (hotel) => hotel.rooms),
      451_375,
    )
    assert.equal(
      total(france, (hotel) => hotel.roomTypes.length),
      52_186,
    )
    assert.equal(new Set(france.map((hotel) => hotel.place.id)).size, 3_684)
  })

  it('has as many hotels of each class as the register', () => {
    const byStars = Map.groupBy(france, (hotel) => hotel.stars)
    assert.deepEqual(
      ([1, 2, 3, 4, 5] as const).map((stars) => byStars.get(stars)?.length),
      [334, 3621, 4774, 1656, 317],
    )
  })

  it('counts the arrondissements to Paris, Lyon and Marseille', () => {
    const byTown = Map.groupBy(france, (hotel) => hotel.place.slug)
    assert.deepEqual(
      ['paris', 'lyon', 'marseille'].map((slug) => byTown.get(slug)?.length),
      [1212, 84, 71],
    )
  })

  it('gives the first hotel of Lyon this name, these hours and these rooms', () => {
    const hotel = france.find(({ place }) => place.slug === 'lyon')
    const { place, roomTypes, ...facts } = hotel ?? assert.fail()
    assert.equal(place.name, 'Lyon')
    assert.deepEqual(facts, {
      id: 762,
      slug: 'hotel-de-l-alouette-bleue-lyon',
      name: "Hôtel de l'Alouette Bleue",
      lat: 45.754,
      lon: 4.8245,
      stars: 2,
      rooms: 17,
      currency: 'EUR',
      checkInFrom: '15:00',
      checkOutUntil: '11:00',
      amenities: ['wifi', 'breakfast', 'lift', 'air-conditioning', 'pets'],
    })
    assert.deepEqual(
      roomTypes.map(({ id, name, count }) => [id, name, count]),
      [
        [7621, 'Single room', 3],
        [7622, 'Double room', 6],
        [7623, 'Twin room', 5],
        [7624, 'Family room', 3],
      ],
    )
  })

  it('names no two hotels of a town alike, not even but for the kind of house', () => {
    const names = france.map((hotel) => `${hotel.place.id} ${nameCore(hotel.name)}`)
    assert.equal(new Set(names).size, france.length)
  })

  it('leaves every hotel near its town', () => {
    for (const { name, lat, lon, place } of france) {
      const km = Math.hypot(lat - place.lat, (lon - place.lon) * 0.7) * 111
      assert.ok(km < 25, `${name} is ${km.toFixed()} km from ${place.name}`)
    }
  })
})

describe('demoHotels', () => {
  it('has 74 hotels with 392 room types in nine towns and three currencies', () => {
    assert.equal(demo.length, 74)
    assert.equal(
      total(demo, (hotel) => hotel.roomTypes.length),
      392,
    )
    const count = (key: (hotel: HotelSeed) => string): Record<string, number> =>
      Object.fromEntries([...Map.groupBy(demo, key)].map(([name, all]) => [name, all.length]))
    assert.deepEqual(
      count((hotel) => hotel.place.slug),
      {
        'chamonix-mont-blanc': 6,
        lyon: 12,
        'saint-malo': 6,
        nice: 6,
        paris: 12,
        barcelona: 10,
        lisbon: 8,
        tokyo: 8,
        'kuwait-city': 6,
      },
    )
    assert.deepEqual(
      count((hotel) => hotel.currency),
      { EUR: 60, JPY: 8, KWD: 6 },
    )
  })

  it('takes its French hotels from those of France', () => {
    for (const hotel of demo.filter(({ id }) => id < 20_000)) {
      assert.deepEqual(hotel, france[hotel.id - 1])
    }
  })

  it('has hotels of all classes in Paris', () => {
    const paris = demo.filter((hotel) => hotel.place.slug === 'paris')
    assert.deepEqual(new Set(paris.map((hotel) => hotel.stars)), new Set([1, 2, 3, 4, 5]))
  })

  it('begins the ids of other countries at 20,001', () => {
    const { id, name, slug } = demo.find((hotel) => hotel.id > 20_000) ?? assert.fail()
    assert.deepEqual(
      [id, name, slug],
      [20_001, 'Hostal del Gat Blau', 'hostal-del-gat-blau-barcelona'],
    )
  })
})

describe('every hotel', () => {
  const all = [...france, ...demo.filter(({ id }) => id > 20_000)]

  it('has a slug of its own', () => {
    for (const { slug } of all) assert.match(slug, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.equal(new Set(all.map((hotel) => hotel.slug)).size, all.length)
  })

  it('sells all its rooms by type, none empty, each for at least one adult', () => {
    for (const { name, rooms, roomTypes } of all) {
      assert.equal(
        total(roomTypes, (type) => type.count),
        rooms,
        name,
      )
      assert.ok(roomTypes.length >= 3 && roomTypes.length <= 6, name)
      for (const { count, maxAdults, maxChildren, maxGuests } of roomTypes) {
        assert.ok(count >= 1 && maxAdults >= 1 && maxGuests >= maxAdults, name)
        assert.ok(maxGuests <= maxAdults + maxChildren, name)
      }
    }
  })

  it('has room types with ids of their own', () => {
    const ids = all.flatMap((hotel) => hotel.roomTypes.map((type) => type.id))
    assert.equal(new Set(ids).size, ids.length)
  })

  it('offers known amenities, and each is offered somewhere', () => {
    const offered = new Set(all.flatMap((hotel) => hotel.amenities))
    assert.deepEqual(
      AMENITIES.filter((amenity) => offered.has(amenity)),
      [...AMENITIES],
    )
    assert.equal(offered.size, AMENITIES.length)
  })
})

describe('parseStars', () => {
  for (const text of ['0', '6', '', '2.5', 'x']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseStars(text), {
        message: `"${text}" is not a number of stars from 1 to 5.`,
      })
    })
  }
})

function total<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0)
}

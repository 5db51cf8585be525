/**
 * The hotels that a first start shows at once: 42 French ones of five towns by a river, the sea and
 * the mountains, and 32 in cities whose currencies have 2, 0 and 3 decimals.
 *
 * The French ones are hotels of `hotelsOfFrance` with the same ids, so seeding France later adds the
 * rest to them.
 */
import type { Place } from '../places/place.ts'
import { DEMO_CITIES, type DemoCity } from './demo-cities.ts'
import type { HotelSeed } from './hotel-seed.ts'
import { hotelSeed, hotelsOfFrance } from './hotels-of-france.ts'

/** How many hotels of which French town. */
const FRENCH_TOWNS: readonly (readonly [slug: string, count: number])[] = [
  ['paris', 12],
  ['lyon', 12],
  ['nice', 6],
  ['saint-malo', 6],
  ['chamonix-mont-blanc', 6],
]

const FIRST_FOREIGN_ID = 20_001

/** The 74 hotels of the demo in the order of their ids. `places` is what `readPlaces` gives. */
export function demoHotels(places: readonly Place[]): HotelSeed[] {
  const byTown = Map.groupBy(hotelsOfFrance(places), (hotel) => hotel.place.slug)
  const french = FRENCH_TOWNS.flatMap(([slug, count]) => varied(byTown.get(slug) ?? [], count))
  return [...french.toSorted((a, b) => a.id - b.id), ...foreignHotels(places)]
}

/** `count` of the hotels, of each number of stars in turn as long as there are any. */
function varied(hotels: readonly HotelSeed[], count: number): HotelSeed[] {
  const byStars = Map.groupBy(hotels, (hotel) => hotel.stars)
  const turns = ([3, 4, 2, 5, 1] as const).map((stars) => byStars.get(stars) ?? [])
  const longest = Math.max(...turns.map((turn) => turn.length))
  const order = Array.from({ length: longest }, (_, i) => turns.flatMap((turn) => turn[i] ?? []))
  return order.flat().slice(0, count)
}

function foreignHotels(places: readonly Place[]): HotelSeed[] {
  const rows = DEMO_CITIES.flatMap((city) => city.hotels.map((hotel) => ({ city, hotel })))
  return rows.map(({ city, hotel: [name, lat, lon, stars, rooms] }, i) =>
    hotelSeed({
      id: FIRST_FOREIGN_ID + i,
      name,
      place: placeOf(city, places),
      lat,
      lon,
      stars,
      rooms,
      currency: city.currency,
    }),
  )
}

function placeOf(city: DemoCity, places: readonly Place[]): Place {
  const place = places.find((candidate) => candidate.slug === city.place)
  if (place === undefined) throw new Error(`The list of places has no "${city.place}".`)
  return place
}

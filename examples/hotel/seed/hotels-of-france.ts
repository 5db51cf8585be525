/**
 * The hotels of France: where the French register of 2017 has one, with its stars and its rooms, but
 * under an invented name and up to 200 m beside the real house.
 */
import { readTable } from '../data/read-table.ts'
import { slugify } from '../places/fold.ts'
import type { Place } from '../places/place.ts'
import { amenitiesOf } from './amenities.ts'
import { frenchHotelName } from './french-names.ts'
import { parseStars, type HotelSeed } from './hotel-seed.ts'
import { pick } from './random.ts'
import { roomTypesOf } from './room-types.ts'

/** The cells of a line; `nameAttempt` is the argument of `frenchHotelName`. */
const HOTEL_COLUMNS = ['place', 'lat', 'lon', 'stars', 'rooms', 'nameAttempt'] as const

/**
 * All 10,702 hotels in the order of their ids, which is by place. `places` is what `readPlaces`
 * gives. About 150 ms.
 */
export function hotelsOfFrance(places: readonly Place[]): HotelSeed[] {
  return readTable('hotels-of-france.tsv.br', HOTEL_COLUMNS).map((row, i) => {
    const [placeId, lat, lon, stars, rooms, nameAttempt] = row
    const place = places[Number(placeId) - 1]
    if (place === undefined) {
      throw new Error(`Hotel ${i + 1} is in place ${placeId}, which the list of places has not.`)
    }
    const hotel = {
      id: i + 1,
      place,
      lat: Number(lat),
      lon: Number(lon),
      stars: parseStars(stars),
      rooms: Number(rooms),
    }
    const name = frenchHotelName(hotel, Number(nameAttempt))
    return hotelSeed({ ...hotel, name, currency: 'EUR' })
  })
}

/** Completes the facts of a hotel with what follows from them: slug, hours, amenities, room types. */
export function hotelSeed(
  facts: Pick<HotelSeed, 'id' | 'name' | 'place' | 'lat' | 'lon' | 'stars' | 'rooms' | 'currency'>,
): HotelSeed {
  const { id, stars } = facts
  return {
    ...facts,
    slug: `${slugify(facts.name)}-${facts.place.slug}`,
    checkInFrom: pick(stars < 4 ? ['15:00', '16:00', '17:00'] : ['14:00', '15:00'], id, 300),
    checkOutUntil: pick(stars < 4 ? ['10:00', '11:00'] : ['11:00', '12:00'], id, 301),
    amenities: amenitiesOf(id, stars),
    roomTypes: roomTypesOf(id, stars, facts.rooms),
  }
}

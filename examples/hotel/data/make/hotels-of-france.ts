/**
 * Makes the list of French hotels: moves each up to 200 m, puts the few that were geocoded far from
 * their town into its centre, and finds for each the first invented name that no other house has.
 */
import { frenchHotelName, nameCore } from '../../seed/french-names.ts'
import { hash } from '../../seed/random.ts'
import type { Place } from '../../places/place.ts'
import type { RegisteredHotel, RegisteredTown } from './french-register.ts'
import { kilometres } from './places.ts'

const JITTER_KM = 0.2
const ASTRAY_KM = 20
const KM_PER_DEGREE = 111.2

export interface TownOfPlace {
  readonly place: Place
  readonly town: RegisteredTown
}

/** The rows of the file, by place; `realNames` by department and town key. */
export function hotelRows(
  towns: readonly TownOfPlace[],
  realNames: ReadonlyMap<string, ReadonlySet<string>>,
): (string | number)[][] {
  const rows: (string | number)[][] = []
  for (const { place, town } of towns.toSorted((a, b) => a.place.id - b.place.id)) {
    const real = realNames.get(`${town.department} ${town.key}`) ?? new Set()
    const taken = new Set([...real].map(nameCore))
    for (const hotel of town.hotels) {
      const id = rows.length + 1
      const { lat, lon } = moved(kilometres(hotel, place) > ASTRAY_KM ? place : hotel, id)
      rows.push([place.id, lat, lon, hotel.stars, hotel.rooms, freeName(place, hotel, id, taken)])
    }
  }
  return rows
}

/** The number of the first attempt that is free, which it then takes. */
function freeName(place: Place, hotel: RegisteredHotel, id: number, taken: Set<string>): number {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const { stars, rooms } = hotel
    const core = nameCore(frenchHotelName({ id, place, stars, rooms }, attempt))
    if (taken.has(core)) continue
    taken.add(core)
    return attempt
  }
  throw new Error(`${place.name} has more hotels than names. Add nouns to french-names.ts.`)
}

/** Somewhere in the disc around `point`, every spot of it as likely as any other. */
function moved(
  point: { readonly lat: number; readonly lon: number },
  id: number,
): { lat: string; lon: string } {
  const angle = (hash(id, 400) / 2 ** 32) * 2 * Math.PI
  const km = JITTER_KM * Math.sqrt(hash(id, 401) / 2 ** 32)
  const shrink = Math.cos((point.lat * Math.PI) / 180)
  return {
    lat: (point.lat + (km * Math.sin(angle)) / KM_PER_DEGREE).toFixed(4),
    lon: (point.lon + (km * Math.cos(angle)) / (KM_PER_DEGREE * shrink)).toFixed(4),
  }
}

/**
 * Makes the list of French hotels: moves each up to 200 m, puts the few that were geocoded far from
 * their town into its centre, and finds for each the first invented name that no other house has.
 */
import { foldName } from '../../places/fold.ts'
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

/**
 * The rows of the file, by place. `realNames` are by department and town key: no name of the town may
 * look like another, and no whole name may be a real one anywhere in the country.
 */
export function hotelRows(
  towns: readonly TownOfPlace[],
  realNames: ReadonlyMap<string, ReadonlySet<string>>,
): (string | number)[][] {
  const realAnywhere = new Set([...realNames.values()].flatMap((names) => [...names].map(foldName)))
  const rows: (string | number)[][] = []
  for (const { place, town } of towns.toSorted((a, b) => a.place.id - b.place.id)) {
    const real = realNames.get(`${town.department} ${town.key}`) ?? new Set()
    const taken = new Set([...real].map(nameCore))
    const isFree = (name: string): boolean =>
      !taken.has(nameCore(name)) && !realAnywhere.has(foldName(name))
    for (const registered of town.hotels) {
      const { stars, rooms } = registered
      const hotel = { id: rows.length + 1, place, stars, rooms }
      const { lat, lon } = moved(centred(registered, place), hotel.id)
      const attempt = firstAttempt((n) => isFree(frenchHotelName(hotel, n)))
      taken.add(nameCore(frenchHotelName(hotel, attempt)))
      rows.push([place.id, lat, lon, stars, rooms, attempt])
    }
  }
  return rows
}

function firstAttempt(isFree: (attempt: number) => boolean): number {
  for (let attempt = 0; attempt < 1000; attempt++) if (isFree(attempt)) return attempt
  throw new Error('A town has more hotels than there are names. Add nouns to french-names.ts.')
}

/** The hotel itself, or the middle of its town when it was geocoded far from there. */
function centred(hotel: RegisteredHotel, place: Place): RegisteredHotel | Place {
  return kilometres(hotel, place) > ASTRAY_KM ? place : hotel
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

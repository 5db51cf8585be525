/**
 * What to offer where nothing is free: the same search with a filter less, on the nearest other dates,
 * or in the nearest other towns. Each comes with the number of hotels that it gives.
 */
import { count, type Database } from 'portico/db'
import { addDays, type Instant, type LocalDate } from 'portico/schema'
import { RuleError } from '../booking/rule-error.ts'
import { stayOf, type Stay } from '../booking/stay.ts'
import { Hotel, Place } from '../catalogue/models.ts'
import type { PlaceRow } from '../catalogue/named-place.ts'
import { distanceKm } from '../site/art/locator.ts'
import { searchStays, type Criteria } from './search.ts'

export interface Alternative {
  readonly criteria: Criteria
  readonly count: number
}

export interface NearbyPlace extends Alternative {
  readonly place: PlaceRow
  readonly km: number
}

const SHIFTS: readonly number[] = [-1, 1, -2, 2, -7, 7, -14, 14] // days, the nearest first
const MAX_SHIFTED = 3
const NEARBY_DEGREES = 300_000 // millionths: some 33 km to the north, less to the east
const MAX_NEARBY = 3
const MAX_TRIED = 8 // searches for towns

/** The search without its stars, and without its limit of the total, where that gives any. */
export async function withoutFilters(
  db: Database,
  criteria: Criteria,
  now: Instant,
): Promise<readonly Alternative[]> {
  const wider: Criteria[] = []
  if (criteria.stars.length > 0) wider.push({ ...criteria, stars: [] })
  if (criteria.maxTotal !== null) wider.push({ ...criteria, maxTotal: null })
  if (wider.length === 2) wider.push({ ...criteria, stars: [], maxTotal: null })
  return countEach(db, wider, wider.length, now)
}

/** Stays of as many nights that begin a few days sooner or later. `today` is the hotel's date. */
export async function otherDates(
  db: Database,
  criteria: Criteria,
  today: LocalDate,
  now: Instant,
): Promise<readonly Alternative[]> {
  const stays = SHIFTS.flatMap((days) => shifted(criteria.stay, days, today))
  return countEach(
    db,
    stays.map((stay) => ({ ...criteria, stay })),
    MAX_SHIFTED,
    now,
  )
}

/** The nearest towns that have a room for the same search. Costs a look at every hotel, once. */
export async function nearbyPlaces(
  db: Database,
  criteria: Criteria,
  from: PlaceRow,
  now: Instant,
): Promise<readonly NearbyPlace[]> {
  const found: NearbyPlace[] = []
  for (const { place, km } of (await townsAround(db, from)).slice(0, MAX_TRIED)) {
    const other = { ...criteria, place: place.id }
    const { offers } = await searchStays(db, other, now)
    if (offers.length > 0) found.push({ criteria: other, count: offers.length, place, km })
    if (found.length === MAX_NEARBY) break
  }
  return found
}

async function countEach(
  db: Database,
  searches: readonly Criteria[],
  max: number,
  now: Instant,
): Promise<readonly Alternative[]> {
  const found: Alternative[] = []
  for (const criteria of searches) {
    const { offers } = await searchStays(db, criteria, now)
    if (offers.length > 0) found.push({ criteria, count: offers.length })
    if (found.length === max) break
  }
  return found
}

function shifted(stay: Stay, days: number, today: LocalDate): Stay[] {
  try {
    return [stayOf(addDays(stay.checkIn, days), addDays(stay.checkOut, days), today)]
  } catch (error) {
    if (error instanceof RuleError) return [] // in the past, or not yet on sale
    throw error
  }
}

async function townsAround(
  db: Database,
  from: PlaceRow,
): Promise<readonly { readonly place: PlaceRow; readonly km: number }[]> {
  const near = Hotel.where((hotel) =>
    hotel.latitude
      .between(from.latitude - NEARBY_DEGREES, from.latitude + NEARBY_DEGREES)
      .and(
        hotel.longitude.between(from.longitude - NEARBY_DEGREES, from.longitude + NEARBY_DEGREES),
      )
      .and(hotel.city.ne(from.id)),
  )
  const towns = await db.all(near.groupBy('city').aggregate(() => ({ hotels: count() })))
  const ids = towns.map((town) => town.city)
  const places = await db.all(Place.where((place) => place.id.in(ids)))
  return places
    .map((place) => ({ place, km: distanceKm(degreesOf(from), degreesOf(place)) }))
    .toSorted((a, b) => a.km - b.km || a.place.id - b.place.id)
}

function degreesOf({ latitude, longitude }: { latitude: number; longitude: number }) {
  return { latitude: latitude / 1_000_000, longitude: longitude / 1_000_000 }
}

/**
 * Searching a place for a stay: one offer a hotel, the cheapest type of room that fits and is free on
 * every night.
 *
 * The whole place is computed, then filtered, counted and cut into a page, because a facet must count
 * exactly what a click on it would show.
 */
import { count, min, sum, type Database } from 'portico/db'
import { dayNumber, type Instant } from 'portico/schema'
import { releaseExpiredHolds } from '../booking/hold.ts'
import { stayTax } from '../booking/quote.ts'
import { guestsOf, type Party, type Stay } from '../booking/stay.ts'
import { Hotel } from '../catalogue/models.ts'
import { Inventory } from './models.ts'

export const SORTS = ['total', 'stars', 'name'] as const
export type Sort = (typeof SORTS)[number]

export interface Criteria {
  readonly place: number
  readonly stay: Stay
  readonly party: Party
  /** How many rooms of one type the party takes. */
  readonly rooms: number
  /** Hotels of these stars only; of any when empty. */
  readonly stars: readonly number[]
  /** Minor units for the whole stay; null: no limit. */
  readonly maxTotal: number | null
  readonly sort: Sort
}

export interface Offer {
  readonly hotel: HotelFacts
  readonly roomType: number
  /** Rooms of the type that are free on every night. */
  readonly available: number
  /** Whole stay, all rooms, compulsory tax included; minor units of the hotel's currency. */
  readonly total: number
}

export interface HotelFacts {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly stars: number
  readonly currency: string
  readonly touristTax: number
}

export interface SearchResult {
  /** Every offer that meets the criteria, in the order of `sort`. */
  readonly offers: readonly Offer[]
  /** For each number of stars: how many offers there are when just these stars are asked for. */
  readonly starsFacet: ReadonlyMap<number, number>
}

export async function searchStays(
  db: Database,
  criteria: Criteria,
  now: Instant,
): Promise<SearchResult> {
  await releaseExpiredHolds(db, now)
  const offers = (await cheapestOffers(db, criteria)).filter(
    (offer) => criteria.maxTotal === null || offer.total <= criteria.maxTotal,
  )
  const starsFacet = new Map<number, number>()
  for (const { hotel } of offers.toSorted((a, b) => a.hotel.stars - b.hotel.stars)) {
    starsFacet.set(hotel.stars, (starsFacet.get(hotel.stars) ?? 0) + 1)
  }
  const chosen = offers.filter(
    ({ hotel }) => criteria.stars.length === 0 || criteria.stars.includes(hotel.stars),
  )
  return { offers: chosen.toSorted(ORDERS[criteria.sort]), starsFacet }
}

/** What the orders compare; an offer has it, and so has a cursor. */
export interface SortKey {
  readonly total: number
  readonly hotel: { readonly id: number; readonly name: string; readonly stars: number }
}

/** Ties always end at the hotel's id, so that pages neither repeat nor skip one. */
export const ORDERS: Readonly<Record<Sort, (a: SortKey, b: SortKey) => number>> = {
  total: (a, b) => a.total - b.total || a.hotel.id - b.hotel.id,
  stars: (a, b) => b.hotel.stars - a.hotel.stars || a.total - b.total || a.hotel.id - b.hotel.id,
  name: (a, b) => compareText(a.hotel.name, b.hotel.name) || a.hotel.id - b.hotel.id,
}

async function cheapestOffers(db: Database, criteria: Criteria): Promise<readonly Offer[]> {
  const [hotels, rooms] = [await hotelsOf(db, criteria.place), await freeRooms(db, criteria)]
  const offers = new Map<number, Offer>()
  for (const room of rooms) {
    const hotel = hotels.get(room.hotel)
    if (hotel === undefined) continue
    const tax = stayTax(hotel.touristTax, criteria.party.adults, criteria.stay.nights)
    const total = room.price * criteria.rooms + tax
    const best = offers.get(hotel.id)
    if (
      best !== undefined &&
      (best.total < total || (best.total === total && best.roomType < room.roomType))
    )
      continue
    offers.set(hotel.id, { hotel, roomType: room.roomType, available: room.available, total })
  }
  return [...offers.values()]
}

async function hotelsOf(db: Database, place: number): Promise<ReadonlyMap<number, HotelFacts>> {
  const query = Hotel.where((hotel) => hotel.city.eq(place)).select(
    'id',
    'slug',
    'name',
    'stars',
    'currency',
    'touristTax',
  )
  return new Map((await db.all(query)).map((hotel) => [hotel.id, hotel]))
}

/** Types of room that fit the party and have enough rooms on every night, with their price. */
function freeRooms(db: Database, { place, stay, party, rooms }: Criteria) {
  const first = dayNumber(stay.checkIn)
  return db.all(
    Inventory.where((night) =>
      night.city
        .eq(place)
        .and(night.night.gte(first))
        .and(night.night.lt(dayNumber(stay.checkOut)))
        .and(night.stopSell.eq(false))
        .and(night.maxAdults.gte(Math.ceil(party.adults / rooms)))
        .and(night.maxGuests.gte(Math.ceil(guestsOf(party) / rooms)))
        .and(
          night.sold
            .plus(night.held)
            .plus(rooms)
            .lte(night.total.minus(night.outOfOrder).plus(night.overbook)),
        )
        // Rules of arrival hold on the first night alone.
        .and(
          night.night
            .gt(first)
            .or(night.closedToArrival.eq(false).and(night.minStay.lte(stay.nights))),
        ),
    )
      .groupBy('hotel', 'roomType')
      .aggregate((night) => ({
        nights: count(),
        price: sum(night.price),
        available: min(
          night.total
            .minus(night.outOfOrder)
            .plus(night.overbook)
            .minus(night.sold)
            .minus(night.held),
        ),
      }))
      .having((room) => room.nights.eq(stay.nights)),
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

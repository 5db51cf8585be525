/**
 * What the home page tells of prices: the lowest total for two in each of a few places, on the same
 * night for all, and how large the catalogue is.
 *
 * It costs a search for each place, so it is computed at most once in KEEP_MINUTES and shared by all
 * requests; a page that is asked for meanwhile waits for the same answer.
 */
import { contextKey } from 'portico'
import type { Database } from 'portico/db'
import {
  addDays,
  moneyOf,
  today,
  weekday,
  type Instant,
  type LocalDate,
  type Money,
} from 'portico/schema'
import { stayOf, type Party, type Stay } from '../booking/stay.ts'
import { Hotel, Place } from '../catalogue/models.ts'
import type { PlaceRow } from '../catalogue/named-place.ts'
import type { PlaceSearch } from '../catalogue/place-search.ts'
import { searchStays } from './search.ts'

export interface PricesFrom {
  readonly stay: Stay
  readonly party: Party
  /** Those with most hotels first. */
  readonly places: readonly PlacePrice[]
  readonly hotels: number
  readonly towns: number
}

export interface PlacePrice {
  readonly place: PlaceRow
  readonly hotels: number
  /** Null where nothing is free. */
  readonly from: Money | null
}

export const pricesFromKey = contextKey<PriceBoard>('prices-from')

const PLACES = 6
const KEEP_MINUTES = 5
const DAYS_AHEAD = 14
const FRIDAY = 5
const TWO: Party = { adults: 2, children: [] }

export class PriceBoard {
  readonly #db: Database
  readonly #search: PlaceSearch
  #prices: Promise<PricesFrom> | null = null
  #until = 0

  constructor(db: Database, search: PlaceSearch) {
    this.#db = db
    this.#search = search
  }

  read(now: Instant): Promise<PricesFrom> {
    const ms = Date.parse(now)
    if (this.#prices === null || ms >= this.#until) {
      this.#prices = this.#compute(now)
      this.#until = ms + KEEP_MINUTES * 60_000
      // What failed once is tried again by the next request.
      this.#prices.catch(() => {
        this.#prices = null
      })
    }
    return this.#prices
  }

  async #compute(now: Instant): Promise<PricesFrom> {
    const db = this.#db
    const stay = fridayNight(today('UTC', now))
    const places: PlacePrice[] = []
    for (const { id, hotels } of await this.#search.search('', PLACES)) {
      const place = hotels > 0 ? await db.get(Place, id) : null
      if (place !== null) places.push({ place, hotels, from: await lowestTotal(db, id, stay, now) })
    }
    const towns = await db.all(Hotel.groupBy('city').aggregate(() => ({})))
    return { stay, party: TWO, places, hotels: await db.count(Hotel.all), towns: towns.length }
  }
}

/** The first Friday that is two weeks away or more: far enough for every time zone. */
function fridayNight(date: LocalDate): Stay {
  const earliest = addDays(date, DAYS_AHEAD)
  const checkIn = addDays(earliest, (FRIDAY - weekday(earliest) + 7) % 7)
  return stayOf(checkIn, addDays(checkIn, 1), date)
}

async function lowestTotal(
  db: Database,
  place: number,
  stay: Stay,
  now: Instant,
): Promise<Money | null> {
  const criteria = { place, stay, party: TWO, rooms: 1, stars: [], maxTotal: null } as const
  const { offers } = await searchStays(db, { ...criteria, sort: 'total' }, now)
  const [best] = offers
  return best === undefined ? null : moneyOf(best.total, best.hotel.currency)
}

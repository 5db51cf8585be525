/**
 * Invents what a room costs on a night, from the stars, the place, the season, the weekday and the
 * hotel's own standing. The same on every machine: whole numbers and exact divisions only.
 *
 * A price is in minor units (cents, yen, fils) and includes VAT; the tourist tax comes on top (see
 * tourist-tax.ts), so a stay's total is the sum of its nights and that tax.
 */
import type { Place } from '../places/place.ts'
import type { HotelSeed, RoomTypeSeed, Stars } from './hotel-seed.ts'
import { between, hash } from './random.ts'
import { marketOf, seasonOf, weekdayOf, weekOf, type Market } from './seasons.ts'

/** The standard room of an ordinary hotel in an ordinary town on an ordinary night, in euro cents. */
const BASE_CENTS: Readonly<Record<Stars, number>> = {
  1: 5400,
  2: 7200,
  3: 9900,
  4: 16_800,
  5: 38_000,
}

interface Tariff {
  /** Minor units for a hundred euro cents; made up once, and not an exchange rate to rely on. */
  readonly perEuro: number
  /** Prices are multiples of this many minor units. */
  readonly step: number
}

const TARIFFS: Readonly<Record<string, Tariff>> = {
  EUR: { perEuro: 100, step: 100 },
  JPY: { perEuro: 160, step: 100 },
  KWD: { perEuro: 335, step: 500 },
}

/** The price of one room of `roomType` for the night that begins on day `night` since 1970-01-01. */
export function nightPrice(hotel: HotelSeed, roomType: RoomTypeSeed, night: number): number {
  return priceList(hotel)(roomType, night)
}

/**
 * `nightPrice` of one hotel, for many nights: what depends on the hotel alone is computed once.
 * Some six to twelve million prices a second. Throws for a currency without a tariff.
 */
export function priceList(hotel: HotelSeed): (roomType: RoomTypeSeed, night: number) => number {
  const { perEuro, step } = tariffOf(hotel.currency)
  const market = marketOf(hotel.place)
  const week = weekOf(hotel.place, businessShare(hotel, market))
  const base = Math.round((standardCents(hotel) * perEuro) / 100)
  return (roomType, night) => {
    const season = Math.round((base * seasonOf(market, night)) / 1000)
    const weekday = Math.round((season * (week[weekdayOf(night)] ?? 1000)) / 1000)
    // Up to 5 % up or down for what only the hotel knows of: a wedding, a quiet night.
    const mood = Math.round((weekday * (950 + (hash(hotel.id, night) % 101))) / 1000)
    const price = Math.round((mood * roomType.priceFactor) / 1000)
    return Math.max(1, Math.round(price / step)) * step
  }
}

function tariffOf(currency: string): Tariff {
  const tariff = TARIFFS[currency]
  if (tariff !== undefined) return tariff
  throw new Error(
    `There is no tariff for ${currency}, only for ${Object.keys(TARIFFS).join(', ')}. Add it to prices.ts.`,
  )
}

/** Between -18 % and +28 % of what stars and place make one expect, for each hotel its own. */
function standardCents(hotel: HotelSeed): number {
  const placed = Math.round((BASE_CENTS[hotel.stars] * placeLevel(hotel.place)) / 1000)
  return Math.round((placed * between(820, 1280, hotel.id, 500)) / 1000)
}

/** Per mille. */
function placeLevel(place: Place): number {
  if (place.ski) return 1200
  if (place.capital) return 1420
  const size = place.population
  const town = size >= 300_000 ? 1120 : size >= 100_000 ? 1040 : size > 0 ? 970 : 900
  return place.coast ? town + 120 : town
}

/** Percent of the guests who come for work. */
function businessShare(hotel: HotelSeed, market: Market): number {
  if (market === 'coast' || market === 'ski') return between(0, 25, hotel.id, 501)
  if (hotel.place.capital) return between(25, 75, hotel.id, 501)
  return between(35, 90, hotel.id, 501)
}

/**
 * The local tax that every adult pays for every night: compulsory, so it belongs into a stay's total.
 *
 * The rates are sample data in the manner of the real ones (by category in France, Barcelona and
 * Tokyo, flat in Lisbon, none in Kuwait, no allowance for long stays); do not pay taxes by them.
 */
import type { HotelSeed, Stars } from './hotel-seed.ts'

type Rates = Readonly<Record<Stars, number>>

const FRANCE: Rates = { 1: 80, 2: 90, 3: 150, 4: 230, 5: 300 }
const PARIS: Rates = { 1: 260, 2: 325, 3: 520, 4: 813, 5: 1073 }
const BARCELONA: Rates = { 1: 500, 2: 500, 3: 500, 4: 570, 5: 750 }
const LISBON: Rates = { 1: 400, 2: 400, 3: 400, 4: 400, 5: 400 }
const TOKYO: Rates = { 1: 0, 2: 0, 3: 100, 4: 200, 5: 200 }
const NONE: Rates = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }

/** Where a place has no rates of its own, those of its country count, else those of France. */
const RATES_OF_PLACE: Readonly<Record<string, Rates>> = { paris: PARIS }
const RATES_OF_COUNTRY: Readonly<Record<string, Rates>> = {
  ES: BARCELONA,
  PT: LISBON,
  JP: TOKYO,
  KW: NONE,
}

/** Minor units of the hotel's currency for an adult and a night. Children pay nothing anywhere. */
export function touristTax({ place, stars }: Pick<HotelSeed, 'place' | 'stars'>): number {
  const rates = RATES_OF_PLACE[place.slug] ?? RATES_OF_COUNTRY[place.country] ?? FRANCE
  return rates[stars]
}

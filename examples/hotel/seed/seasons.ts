/**
 * How demand moves a price over the year and over the week, in per mille of the ordinary price.
 *
 * Whole numbers only, so that every machine computes the same. A night is its number of days since
 * 1970-01-01.
 */
import type { Place } from '../places/place.ts'

/** What a place lives from; it decides about the season and, by `businessShare`, about the week. */
export type Market = 'city' | 'coast' | 'ski' | 'gulf'

/** A point of a curve: the day of the year from 0, and the level on it. */
type Point = readonly [day: number, perMille: number]

const CURVES: Readonly<Record<Market, Uint16Array>> = {
  // Trade fairs in spring and autumn; the city is empty in August and after New Year.
  city: curve(
    '0 1080, 8 850, 60 930, 120 1080, 165 1130, 205 960, 225 920, 255 1140, 290 1080, 320 930, ' +
      '352 1000, 365 1150',
  ),
  coast: curve(
    '0 780, 70 780, 110 920, 160 1180, 190 1480, 215 1680, 232 1600, 246 1220, 275 930, 310 740, ' +
      '365 800',
  ),
  // School holidays in February and around New Year, a smaller season in summer, little between.
  ski: curve(
    '0 2100, 9 1500, 32 1700, 44 2150, 66 1900, 85 1350, 105 820, 165 780, 195 1080, 228 1080, ' +
      '255 780, 325 760, 345 1150, 357 2050, 365 2150',
  ),
  // Summer days of 48 degrees keep guests away.
  gulf: curve('0 1180, 45 1250, 90 1050, 140 820, 225 760, 280 960, 365 1180'),
}

/** From Monday. Business travels from Monday to Friday, leisure stays over the weekend. */
const BUSINESS_WEEK = [1040, 1090, 1090, 1040, 870, 880, 830] as const
const LEISURE_WEEK = [930, 920, 930, 980, 1100, 1160, 970] as const

/** The Saturday of these countries is a Friday. */
const FRIDAY_COUNTRIES = new Set(['KW'])

export function marketOf(place: Place): Market {
  if (place.ski) return 'ski'
  if (place.country === 'KW') return 'gulf'
  // A capital by the sea is a city first, and so is a port of half a million.
  return place.coast && !place.capital && place.population < 500_000 ? 'coast' : 'city'
}

/** The level of the season on a night. */
export function seasonOf(market: Market, night: number): number {
  return CURVES[market][dayOfYear(night)] ?? 1000
}

/**
 * The seven levels of a week, for the weekdays of {@link weekdayOf}. `businessShare` is the percent of
 * guests who come for work.
 */
export function weekOf(place: Place, businessShare: number): Uint16Array {
  const shift = FRIDAY_COUNTRIES.has(place.country) ? 1 : 0
  return Uint16Array.from({ length: 7 }, (_, day) => {
    const business = BUSINESS_WEEK[(day + shift) % 7] ?? 1000
    const leisure = LEISURE_WEEK[(day + shift) % 7] ?? 1000
    return Math.round((business * businessShare + leisure * (100 - businessShare)) / 100)
  })
}

/** 0 is Monday; 1970-01-01 was a Thursday. The weekday of a night is that of its evening. */
export function weekdayOf(night: number): number {
  return (night + 3) % 7
}

/** From 0; in a leap year up to 365. Holds from 1970 to 2099: 2100 is no leap year. */
export function dayOfYear(night: number): number {
  const day = night % 1461
  if (day < 730) return day % 365
  return day < 1096 ? day - 730 : day - 1096
}

/** Levels for each day of the year, from a list of `day level` with straight lines between. */
function curve(list: string): Uint16Array {
  const points = list.split(', ').map((entry): Point => {
    const [day, perMille] = entry.split(' ')
    return [Number(day), Number(perMille)]
  })
  return Uint16Array.from({ length: 366 }, (_, day) => level(points, day))
}

function level(points: readonly Point[], day: number): number {
  const next = points.findIndex(([at]) => at > day)
  const [fromDay, from] = points[next - 1] ?? points.at(-1) ?? [0, 1000]
  const [toDay, to] = points[next] ?? [fromDay + 1, from]
  return from + Math.round(((to - from) * (day - fromDay)) / (toDay - fromDay))
}

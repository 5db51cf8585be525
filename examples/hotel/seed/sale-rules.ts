/**
 * On which nights a hotel sells nothing or only longer stays. Most nights have no rule; a few do, so
 * that search and booking meet what real inventory has:
 *
 * - one in eight small houses by the sea or in the mountains closes between its seasons;
 * - one house in twenty is full with a wedding on about one night in 200;
 * - in July and August three in ten houses by the sea want two nights from Friday and Saturday guests;
 * - at Christmas and in the February holidays four in ten houses in the mountains want three nights,
 *   and one in ten lets guests arrive on Saturdays only.
 */
import type { HotelSeed } from './hotel-seed.ts'
import { hash } from './random.ts'
import { dayOfYear, marketOf, weekdayOf, type Market } from './seasons.ts'

export interface SaleRules {
  /** True when no room may be sold for the night. */
  stopSell(night: number): boolean
  /** True when no stay may begin with the night. */
  closedToArrival(night: number): boolean
  /** The least number of nights of a stay that begins with the night; 1 where there is no rule. */
  minStay(night: number): number
}

const SMALL_HOUSE = 40 // rooms
const FRIDAY = 4
const SATURDAY = 5

/** From and to, days of the year, both included; a leap year moves them by one. */
type Period = readonly [from: number, to: number]

const CLOSED: Readonly<Record<Market, readonly Period[]>> = {
  coast: [
    [0, 44],
    [319, 365],
  ],
  ski: [
    [110, 156],
    [268, 340],
  ],
  city: [],
  gulf: [],
}
const HOLIDAYS: readonly Period[] = [
  [0, 3],
  [38, 66],
  [353, 365],
]
const SUMMER: readonly Period[] = [[181, 242]]

/** The rules of one hotel; nights are days since 1970-01-01. */
export function saleRules(hotel: Pick<HotelSeed, 'id' | 'place' | 'rooms'>): SaleRules {
  const { id, rooms } = hotel
  const market = marketOf(hotel.place)
  const rests = rooms < SMALL_HOUSE && hash(id, 600) % 8 === 0
  const hasWeddings = hash(id, 601) % 20 === 0
  const longWeekends = market === 'coast' && hash(id, 602) % 10 < 3
  const longHolidays = market === 'ski' && hash(id, 602) % 10 < 4
  const saturdaysOnly = market === 'ski' && hash(id, 602) % 10 === 9
  return {
    stopSell: (night) =>
      (rests && isIn(CLOSED[market], night)) || (hasWeddings && hash(id, night, 603) % 200 === 0),
    closedToArrival: (night) =>
      saturdaysOnly && isIn(HOLIDAYS, night) && weekdayOf(night) !== SATURDAY,
    minStay: (night) => {
      if (longWeekends && isWeekend(night) && isIn(SUMMER, night)) return 2
      return longHolidays && isIn(HOLIDAYS, night) ? 3 : 1
    },
  }
}

function isWeekend(night: number): boolean {
  const weekday = weekdayOf(night)
  return weekday === FRIDAY || weekday === SATURDAY
}

function isIn(periods: readonly Period[], night: number): boolean {
  const day = dayOfYear(night)
  return periods.some(([from, to]) => day >= from && day <= to)
}

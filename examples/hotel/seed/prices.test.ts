import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayNumber, localDate } from 'portico/schema'
import { readPlaces } from '../places/place.ts'
import { demoHotels } from './demo-hotels.ts'
import type { HotelSeed } from './hotel-seed.ts'
import { hotelsOfFrance } from './hotels-of-france.ts'
import { nightPrice, priceList } from './prices.ts'
import { saleRules } from './sale-rules.ts'
import { dayOfYear, marketOf, seasonOf, weekdayOf } from './seasons.ts'
import { touristTax } from './tourist-tax.ts'

const places = readPlaces()
const hotels = new Map(
  [...hotelsOfFrance(places), ...demoHotels(places)].map((each) => [each.id, each]),
)
const night = (date: string): number => dayNumber(localDate(date))
const hotel = (id: number): HotelSeed => hotels.get(id) ?? assert.fail(`There is no hotel ${id}.`)
const year = Array.from({ length: 365 }, (_, i) => night('2027-01-01') + i)

/** The hotels of the tests: a town, the Alps, the capital, the sea, yen and dinars. */
const LYON = 762
const CHAMONIX = 264
const PARIS = 9213
const SAINT_MALO = 2538
const TOKYO = 20_019
const KUWAIT = 20_027

describe('nightPrice', () => {
  const prices: [name: string, id: number, prices: [number, number, number, number]][] = [
    ['Lyon, cents', LYON, [7_700, 9_300, 8_100, 9_400]],
    ['Chamonix, cents', CHAMONIX, [11_600, 6_300, 8_800, 5_300]],
    ['Paris, cents', PARIS, [12_700, 16_600, 14_800, 16_200]],
    ['Saint-Malo, cents', SAINT_MALO, [7_600, 13_000, 17_600, 6_300]],
    ['Tokyo, yen', TOKYO, [18_600, 23_500, 20_200, 19_800]],
    ['Kuwait City, fils', KUWAIT, [97_000, 61_500, 55_000, 90_500]],
  ]
  for (const [name, id, expected] of prices) {
    it(`gives these prices on every machine: ${name}`, () => {
      const nights = ['2027-01-15', '2027-06-18', '2027-08-07', '2027-11-09'].map(night)
      assert.deepEqual(
        nights.map((each) => nightPrice(hotel(id), second(hotel(id)), each)),
        expected,
      )
    })
  }

  it('adds up to this for every hundredth hotel of France and all nights of 2027', () => {
    let sum = 0
    for (let id = 1; id <= 10_702; id += 100) {
      const price = priceList(hotel(id))
      const [simplest] = hotel(id).roomTypes
      for (const each of year) sum += price(simplest ?? assert.fail(), each)
    }
    assert.equal(sum, 416_248_100)
  })

  const steps: [name: string, id: number, step: number][] = [
    ['whole euros', LYON, 100],
    ['hundreds of yen', TOKYO, 100],
    ['half dinars', KUWAIT, 500],
  ]
  for (const [name, id, step] of steps) {
    it(`rounds to ${name}`, () => {
      const price = priceList(hotel(id))
      for (const type of hotel(id).roomTypes) {
        for (const each of year) {
          assert.equal(price(type, each) % step, 0)
          assert.ok(price(type, each) > 0)
        }
      }
    })
  }

  it('asks more for a better room of the same night', () => {
    for (const id of [LYON, PARIS, TOKYO, KUWAIT]) {
      const { roomTypes } = hotel(id)
      const prices = roomTypes.map((type) => nightPrice(hotel(id), type, night('2027-06-18')))
      assert.deepEqual(
        prices,
        prices.toSorted((a, b) => a - b),
      )
    }
  })

  it('follows the season of the sea, of the mountains and of the heat', () => {
    const mean = (id: number, month: string): number => {
      const days = year.slice(0, 28).map((_, day) => night(`2027-${month}-01`) + day)
      const sum = days.reduce(
        (total, each) => total + nightPrice(hotel(id), second(hotel(id)), each),
        0,
      )
      return sum / days.length
    }
    assert.ok(mean(SAINT_MALO, '08') > 1.7 * mean(SAINT_MALO, '02'))
    assert.ok(mean(CHAMONIX, '02') > 1.7 * mean(CHAMONIX, '10'))
    assert.ok(mean(KUWAIT, '02') > 1.3 * mean(KUWAIT, '07'))
  })

  it('refuses a currency that it has no tariff for', () => {
    assert.throws(() => priceList({ ...hotel(LYON), currency: 'XAU' }), {
      message: 'There is no tariff for XAU, only for EUR, JPY, KWD. Add it to prices.ts.',
    })
  })
})

describe('seasonOf', () => {
  it('has these levels at New Year, in February, in August and at the end of the year', () => {
    const nights = ['2027-01-01', '2027-02-15', '2027-08-07', '2027-12-31'].map(night)
    const levels = (['coast', 'ski', 'city', 'gulf'] as const).map((market) =>
      nights.map((each) => seasonOf(market, each)),
    )
    assert.deepEqual(levels, [
      [780, 780, 1666, 799],
      [2100, 2139, 1080, 2138],
      [1080, 907, 934, 1138],
      [1180, 1250, 765, 1177],
    ])
  })
})

describe('marketOf', () => {
  it('takes a town by the sea for a resort, but not a capital or a large port', () => {
    const market = (slug: string): string =>
      marketOf(places.find((place) => place.slug === slug) ?? assert.fail(slug))
    assert.deepEqual(
      ['saint-malo', 'lisbon', 'marseille', 'chamonix-mont-blanc', 'lyon', 'kuwait-city'].map(
        market,
      ),
      ['coast', 'city', 'city', 'ski', 'city', 'gulf'],
    )
  })
})

describe('dayOfYear', () => {
  const days: [date: string, day: number][] = [
    ['1970-01-01', 0],
    ['2027-03-01', 59],
    ['2028-02-29', 59],
    ['2028-12-31', 365],
    ['2029-01-01', 0],
  ]
  for (const [date, day] of days) {
    it(`is ${day} on ${date}`, () => {
      assert.equal(dayOfYear(night(date)), day)
    })
  }
})

describe('weekdayOf', () => {
  it('is 0 on a Monday and 6 on a Sunday', () => {
    assert.deepEqual([weekdayOf(night('2027-06-14')), weekdayOf(night('2027-06-20'))], [0, 6])
  })
})

describe('touristTax', () => {
  const rates: [name: string, id: number, rate: number][] = [
    ['Lyon, 2 stars', LYON, 90],
    ['Paris, 3 stars', PARIS, 520],
    ['Barcelona, 5 stars', 20_007, 750],
    ['Lisbon', 20_011, 400],
    ['Tokyo, 3 stars', TOKYO, 100],
    ['Kuwait City', KUWAIT, 0],
  ]
  for (const [name, id, rate] of rates) {
    it(`is ${rate} minor units an adult and night: ${name}`, () => {
      assert.equal(touristTax(hotel(id)), rate)
    })
  }
})

describe('saleRules', () => {
  it('closes, restricts or blocks these numbers of hotel nights of France in 2027', () => {
    const counts = { stopSell: 0, closedToArrival: 0, twoNights: 0, threeNights: 0 }
    for (const each of hotels.values()) {
      if (each.id > 20_000) continue
      const rules = saleRules(each)
      for (const day of year) {
        if (rules.stopSell(day)) counts.stopSell++
        if (rules.closedToArrival(day)) counts.closedToArrival++
        const nights = rules.minStay(day)
        if (nights === 2) counts.twoNights++
        if (nights === 3) counts.threeNights++
      }
    }
    assert.deepEqual(counts, {
      stopSell: 25_465,
      closedToArrival: 2_028,
      twoNights: 11_268,
      threeNights: 10_710,
    })
  })

  it('wants three nights at New Year in a chalet of the Alps', () => {
    const rules = saleRules(hotel(2))
    assert.deepEqual(
      ['2027-01-01', '2027-01-05'].map((date) => rules.minStay(night(date))),
      [3, 1],
    )
  })

  it('lets guests arrive on Saturdays only where it is so in the holidays', () => {
    const rules = saleRules(hotel(42))
    const week = ['2027-02-12', '2027-02-13', '2027-02-14', '2027-03-20'].map(night)
    assert.deepEqual(
      week.map((each) => rules.closedToArrival(each)),
      [true, false, true, false],
    )
  })

  it('closes a small chalet between its seasons', () => {
    const rules = saleRules(hotel(43))
    const nights = ['2027-04-20', '2027-04-21', '2027-06-06', '2027-06-07'].map(night)
    assert.deepEqual(
      nights.map((each) => rules.stopSell(each)),
      [false, true, true, false],
    )
  })
})

function second(of: HotelSeed): HotelSeed['roomTypes'][number] {
  return of.roomTypes[1] ?? assert.fail(`${of.name} has one room type.`)
}

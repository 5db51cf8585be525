import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { localDate, moneyOf, type Instant } from 'portico/schema'
import { distanceKm } from './art/locator.ts'
import { readBeds } from './art/room-plan.ts'
import { sceneOf } from './art/scene.ts'
import { storeysOf } from './art/facade.ts'
import { dayText, shortDayText, timeOfDay } from './dates.ts'
import { whereText } from './hotel-card.ts'
import { moneyText } from './money.ts'
import { countOf, datesText, partyText } from './stay-summary.ts'

describe('moneyText', () => {
  const amounts: [amount: number, currency: string, text: string][] = [
    [34_900, 'EUR', '349.00 EUR'],
    [5, 'EUR', '0.05 EUR'],
    [123_456_789, 'EUR', '1,234,567.89 EUR'],
    [98_000, 'JPY', '98,000 JPY'],
    [34_500, 'KWD', '34.500 KWD'],
    [-34_900, 'EUR', '-349.00 EUR'],
  ]
  for (const [amount, currency, text] of amounts) {
    it(`writes ${amount} minor units of ${currency} as ${text}`, () => {
      assert.equal(moneyText(moneyOf(amount, currency)), text.replace(' ', '\u00a0'))
    })
  }
})

describe('days', () => {
  it('are calendar days, whatever the zone of the machine', () => {
    assert.equal(dayText(localDate('2026-06-12')), 'Fri 12 June 2026')
    assert.equal(shortDayText(localDate('2026-12-31')), 'Thu 31 Dec')
  })

  it('and times of day name their zone', () => {
    // A literal of the one format that instants have.
    const moment = '2026-06-12T12:32:00.000Z' as Instant
    assert.match(String(timeOfDay(moment, 'Asia/Kuwait')), />15:32 \(Asia\/Kuwait\)</)
    assert.match(String(timeOfDay(moment, 'America/New_York')), />08:32 \(America\/New York\)</)
  })
})

describe('stay in words', () => {
  const stay = {
    checkIn: localDate('2026-06-12'),
    checkOut: localDate('2026-06-13'),
    nights: 1,
    adults: 1,
    children: [],
    rooms: 1,
  }

  it('counts one and many', () => {
    assert.equal(datesText(stay), 'Fri 12 Jun – Sat 13 Jun, 1 night')
    assert.equal(partyText(stay), '1 adult, 1 room')
    assert.equal(countOf(2, 'child'), '2 children')
    assert.equal(countOf(10_732, 'hotel'), '10,732 hotels')
  })

  it('lists the ages of children', () => {
    assert.equal(partyText({ ...stay, children: [5] }), '1 adult, 1 child (age 5), 1 room')
    assert.equal(
      partyText({ ...stay, adults: 2, children: [0, 5, 9], rooms: 2 }),
      '2 adults, 3 children (ages 0, 5, and 9), 2 rooms',
    )
  })
})

describe('whereText', () => {
  const places: [distance: number | null, text: string][] = [
    [null, 'Lyon'],
    [0, 'Lyon, less than 100 m from the centre'],
    [0.1, 'Lyon, 0.1 km from the centre'],
    [12.34, 'Lyon, 12.3 km from the centre'],
  ]
  for (const [distance, text] of places) {
    it(`says "${text}"`, () => {
      assert.equal(whereText({ city: 'Lyon', distanceKm: distance }), text)
    })
  }
})

describe('pictures', () => {
  it('draw more storeys for more rooms', () => {
    assert.deepEqual(
      [3, 12, 13, 28, 55, 100, 170, 280, 281, 1000].map(storeysOf),
      [2, 2, 3, 3, 4, 5, 6, 7, 8, 8],
    )
  })

  it('draw as many beds as the room has', () => {
    assert.deepEqual(readBeds('1 double bed, 2 single beds'), [
      { kind: 'double', width: 1.4 },
      { kind: 'single', width: 0.9 },
      { kind: 'single', width: 0.9 },
    ])
  })

  it('choose the land by what is known of the place', () => {
    const place = { coast: false, ski: false, population: 5000 }
    assert.equal(sceneOf(place), 'hills')
    assert.equal(sceneOf({ ...place, population: 60_000 }), 'old-town')
    assert.equal(sceneOf({ ...place, population: 2_000_000 }), 'skyline')
    assert.equal(sceneOf({ ...place, coast: true }), 'sea')
    assert.equal(sceneOf({ ...place, coast: true, population: 2_000_000 }), 'skyline')
    assert.equal(sceneOf({ ...place, ski: true, coast: true }), 'mountains')
  })

  it('measure the way from the centre in kilometres', () => {
    const centre = { latitude: 45, longitude: 5 }
    assert.equal(distanceKm(centre, centre), 0)
    assert.ok(Math.abs(distanceKm(centre, { latitude: 45.01, longitude: 5 }) - 1.112) < 0.001)
  })
})

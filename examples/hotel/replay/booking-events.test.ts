import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayNumber, localDate } from 'portico/schema'
import {
  bookingEvents,
  readBookings,
  type ReplayBooking,
  type ReplayEvent,
  type ReplayHotel,
} from './booking-events.ts'

const bookings = readBookings()
const events = bookingEvents(bookings)

describe('readBookings', () => {
  it('reads 118,675 bookings of at least a night', () => {
    assert.equal(bookings.length, 118_675)
    assert.deepEqual(
      count(bookings, (booking) => booking.outcome),
      {
        stayed: 74_486,
        'no-show': 1_194,
        cancelled: 42_995,
      },
    )
  })

  it('keeps the line of the original', () => {
    assert.deepEqual(bookings[0], {
      line: 3,
      hotel: 'resort',
      bookedOn: dayNumber(localDate('2015-06-24')),
      arrival: dayNumber(localDate('2015-07-01')),
      nights: 1,
      outcome: 'stayed',
      cancelledOn: null,
    })
  })

  it('lets nobody cancel before booking or after arriving', () => {
    for (const { bookedOn, arrival, cancelledOn, line } of bookings) {
      if (cancelledOn === null) continue
      assert.ok(cancelledOn >= bookedOn && cancelledOn <= arrival, `line ${line}`)
    }
  })

  it('has at most 187 and 226 guests at once who stayed: the capacity of the houses', () => {
    const stayed = bookings.filter((booking) => booking.outcome === 'stayed')
    const { highest } = replay(
      stayed.map((booking) => book(booking)),
      { resort: 1e9, city: 1e9 },
    )
    assert.deepEqual(highest, { resort: 187, city: 226 })
  })
})

describe('bookingEvents', () => {
  it('orders by day, cancellations first, then by line', () => {
    assert.equal(events.length, 161_670)
    for (const [i, { day, kind, booking }] of events.entries()) {
      const next = events[i + 1]
      if (next === undefined || next.day > day) continue
      assert.equal(next.day, day)
      if (next.kind === kind) assert.ok(next.booking.line > booking.line)
      else assert.deepEqual([kind, next.kind], ['cancel', 'book'])
    }
  })

  it('takes every booking without a capacity', () => {
    const { accepted, refused, highest } = replay(events, { resort: 1e9, city: 1e9 })
    assert.deepEqual(accepted, { resort: 39_676, city: 78_999 })
    assert.deepEqual(refused, { resort: 0, city: 0 })
    assert.deepEqual(highest, { resort: 228, city: 431 })
  })

  it('takes 38,851 and 73,668 with 187 and 226 rooms', () => {
    const { accepted, refused, highest } = replay(events, { resort: 187, city: 226 })
    assert.deepEqual(accepted, { resort: 38_851, city: 73_668 })
    assert.deepEqual(refused, { resort: 825, city: 5_331 })
    assert.deepEqual(highest, { resort: 187, city: 226 })
  })

  const slices: [length: number, rooms: Counts, accepted: Counts, refused: Counts][] = [
    [5_000, { resort: 40, city: 60 }, { resort: 552, city: 2_116 }, { resort: 503, city: 698 }],
    [10_000, { resort: 187, city: 226 }, { resort: 3_394, city: 4_581 }, { resort: 12, city: 0 }],
  ]
  for (const [length, rooms, accepted, refused] of slices) {
    it(`gives the first ${length} events of ${rooms.resort} and ${rooms.city} rooms this end`, () => {
      const end = replay(events.slice(0, length), rooms)
      assert.deepEqual([end.accepted, end.refused], [accepted, refused])
    })
  }
})

type Counts = Record<ReplayHotel, number>

/** The booking rule without a database: a stay is sold when each of its nights has a room left. */
function replay(
  all: readonly ReplayEvent[],
  rooms: Counts,
): { accepted: Counts; refused: Counts; highest: Counts } {
  const sold = { resort: new Map<number, number>(), city: new Map<number, number>() }
  const accepted: Counts = { resort: 0, city: 0 }
  const refused: Counts = { resort: 0, city: 0 }
  const highest: Counts = { resort: 0, city: 0 }
  const live = new Set<number>()
  for (const { kind, booking } of all) {
    const { hotel, line, arrival, nights } = booking
    const house = sold[hotel]
    const stay = Array.from({ length: nights }, (_, i) => arrival + i)
    const soldOn = (night: number): number => house.get(night) ?? 0
    if (kind === 'cancel') {
      const given = live.delete(line) ? stay : []
      for (const night of given) house.set(night, soldOn(night) - 1)
    } else if (stay.every((night) => soldOn(night) < rooms[hotel])) {
      live.add(line)
      accepted[hotel]++
      for (const night of stay) {
        house.set(night, soldOn(night) + 1)
        highest[hotel] = Math.max(highest[hotel], soldOn(night))
      }
    } else {
      refused[hotel]++
    }
  }
  return { accepted, refused, highest }
}

function book(booking: ReplayBooking): ReplayEvent {
  return { kind: 'book', day: booking.bookedOn, booking }
}

function count<Item>(items: readonly Item[], key: (item: Item) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, key)].map(([name, all]) => [name, all.length]))
}

/**
 * Two years of real bookings through the hotel's own rules: every request is held and booked, every
 * cancellation cancels. With the capacities of the two houses, what must be accepted is known.
 */
import type { Database, Insert } from 'portico/db'
import { fromDayNumber, instantOf, type Instant } from 'portico/schema'
import { Inventory } from '../availability/models.ts'
import { bookHold, cancelBooking, type BookingRow } from '../booking/booking.ts'
import { placeHold } from '../booking/hold.ts'
import { RuleError } from '../booking/rule-error.ts'
import { Hotel, Place, RoomType } from '../catalogue/models.ts'
import type { ReplayBooking, ReplayEvent, ReplayHotel } from './booking-events.ts'

/** Rooms of each house: one pool, sold by the night. */
export type Capacities = Readonly<Record<ReplayHotel, number>>

export interface Count {
  accepted: number
  refused: number
}

const HOUSES: readonly ReplayHotel[] = ['resort', 'city']
const GUEST = { name: 'Guest of the replay', email: 'guest@example.com' }

/**
 * Replays `events` in their order into `db`, which has the tables and nothing in them. `onProgress`
 * is told how many events are done, after each thousand.
 */
export async function replay(
  db: Database,
  events: readonly ReplayEvent[],
  capacities: Capacities,
  onProgress: (done: number) => void = () => undefined,
): Promise<Record<ReplayHotel, Count>> {
  await openHouses(db, events, capacities)
  const counts = { resort: { accepted: 0, refused: 0 }, city: { accepted: 0, refused: 0 } }
  const booked = new Map<number, BookingRow>()
  for (const [i, { kind, day, booking }] of events.entries()) {
    if (kind === 'book') {
      const row = await book(db, booking)
      if (row === null) counts[booking.hotel].refused++
      else counts[booking.hotel].accepted++
      if (row !== null && booking.cancelledOn !== null) booked.set(booking.line, row)
    } else {
      const row = booked.get(booking.line)
      if (row !== undefined) await cancelBooking(db, row, fromDayNumber(day))
      booked.delete(booking.line)
    }
    if ((i + 1) % 1000 === 0) onProgress(i + 1)
  }
  return counts
}

/** Holds and books; null when the house is full. */
async function book(db: Database, booking: ReplayBooking): Promise<BookingRow | null> {
  const now = middayOf(booking.bookedOn)
  const stay = {
    checkIn: fromDayNumber(booking.arrival),
    checkOut: fromDayNumber(booking.arrival + booking.nights),
    nights: booking.nights,
  }
  const items = [{ roomType: idOf(booking.hotel), quantity: 1 }]
  try {
    const hold = await placeHold(db, { items, stay, party: { adults: 1, children: [] } }, now)
    const { booking: row } = await bookHold(db, hold.id, GUEST, now)
    return row
  } catch (error) {
    if (error instanceof RuleError && error.code === 'sold-out') return null
    throw error
  }
}

/** A place, the two houses, one type of room each, and inventory for every night of the data. */
async function openHouses(
  db: Database,
  events: readonly ReplayEvent[],
  capacities: Capacities,
): Promise<void> {
  const arrivals = events.map(({ booking }) => booking.arrival)
  const departures = events.map(({ booking }) => booking.arrival + booking.nights)
  const first = arrivals.reduce((one, other) => Math.min(one, other))
  const end = departures.reduce((one, other) => Math.max(one, other))
  await db.transaction(async (tx) => {
    await tx.insert(Place, { ...AT_NOWHERE, ...PLACE })
    for (const house of HOUSES) {
      const id = idOf(house)
      const rooms = capacities[house]
      await tx.insert(Hotel, { ...AT_NOWHERE, ...HOTEL, id, slug: house, name: house, rooms })
      await tx.insert(RoomType, { ...ROOM, ...FIT, id, hotel: id, total: rooms })
      const rows: Insert<typeof Inventory>[] = []
      for (let night = first; night < end; night++) {
        rows.push({ ...FIT, city: 1, night, hotel: id, roomType: id, total: rooms, price: 10_000 })
      }
      await tx.insertMany(Inventory, rows)
    }
  })
}

const AT_NOWHERE = { latitude: 0, longitude: 0 }
const FIT = { maxAdults: 2, maxGuests: 3 }
const ROOM = { maxChildren: 1, name: 'Room', beds: '1 double', sizeM2: 20 }
const PLACE = {
  id: 1,
  slug: 'replay',
  name: 'Replay',
  kind: 'city',
  country: 'PT',
  region: '',
  population: 0,
  timeZone: 'Europe/Lisbon',
} as const
const HOTEL = {
  city: 1,
  stars: 4,
  currency: 'EUR',
  checkInFrom: '15:00',
  checkOutUntil: '11:00',
  touristTax: 0,
}

function idOf(house: ReplayHotel): number {
  return HOUSES.indexOf(house) + 1
}

function middayOf(day: number): Instant {
  return instantOf(`${fromDayNumber(day)}T12:00:00Z`)
}

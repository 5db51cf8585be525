/**
 * The promises that the data must keep at any moment, checked by reading the tables and not by the
 * rules that write them: a mistake in a rule cannot hide itself.
 */
import type { Database } from 'portico/db'
import { sum } from 'portico/db'
import { fromDayNumber } from 'portico/schema'
import { Inventory } from './availability/models.ts'
import { Booking, BookingLine, BookingRoom, Hold } from './booking/models.ts'
import { nightsBetween } from './booking/stay.ts'

export interface Invariant {
  readonly id: 'I1' | 'I2' | 'I3' | 'I4' | 'I5'
  readonly promise: string
  /** A sentence for each place where the promise is broken. */
  readonly violations: readonly string[]
}

export async function checkInvariants(db: Database): Promise<readonly Invariant[]> {
  const ledger = await readLedger(db)
  return [
    {
      id: 'I1',
      promise: 'No night has more rooms sold and held than there are to sell',
      violations: await oversoldNights(db),
    },
    {
      id: 'I2',
      promise: 'Inventory counts exactly the rooms of live bookings and holds',
      violations: await miscounts(db, ledger),
    },
    {
      id: 'I3',
      promise: 'A stay has a night: its check-in is before its check-out',
      violations: await emptyStays(db),
    },
    {
      id: 'I4',
      promise: 'A live stay has its rooms on all of its nights',
      violations: await missingNights(db, ledger),
    },
    {
      id: 'I5',
      promise: 'The total of a booking is the sum of its lines',
      violations: await wrongTotals(db),
    },
  ]
}

/** Rooms by `roomType:night`, from the bookings and holds alone. */
interface Ledger {
  readonly sold: ReadonlyMap<string, number>
  readonly held: ReadonlyMap<string, number>
}

async function readLedger(db: Database): Promise<Ledger> {
  const sold = new Map<string, number>()
  const booked = await db.all(BookingRoom.include({ booking: true }))
  for (const { booking, roomType, quantity } of booked) {
    // Of a cancelled booking the nights before the cancellation were used.
    const end =
      booking.cancelledOn === null
        ? booking.checkOut
        : earlier(booking.cancelledOn, booking.checkOut)
    if (end > booking.checkIn)
      addNights(sold, roomType, nightsBetween(booking.checkIn, end), quantity)
  }
  const held = new Map<string, number>()
  const active = Hold.where((hold) => hold.state.eq('active')).include({ rooms: true })
  for (const hold of await db.all(active)) {
    for (const { roomType, quantity } of hold.rooms) {
      addNights(held, roomType, nightsBetween(hold.checkIn, hold.checkOut), quantity)
    }
  }
  return { sold, held }
}

function addNights(
  ledger: Map<string, number>,
  roomType: number,
  nights: readonly number[],
  quantity: number,
): void {
  for (const night of nights) {
    const key = `${roomType}:${night}`
    ledger.set(key, (ledger.get(key) ?? 0) + quantity)
  }
}

function earlier<Text extends string>(one: Text, other: Text): Text {
  return one < other ? one : other
}

async function oversoldNights(db: Database): Promise<string[]> {
  const rows = await db.all(
    Inventory.where((row) =>
      row.sold.plus(row.held).gt(row.total.minus(row.outOfOrder).plus(row.overbook)),
    ),
  )
  return rows.map(
    ({ roomType, night, sold, held, total, outOfOrder, overbook }) =>
      `Room type ${roomType} on ${fromDayNumber(night)}: ${sold} sold and ${held} held ` +
      `of ${total - outOfOrder + overbook}`,
  )
}

async function miscounts(db: Database, ledger: Ledger): Promise<string[]> {
  const counted = new Map<string, { sold: number; held: number }>()
  const used = Inventory.where((row) => row.sold.ne(0).or(row.held.ne(0)))
  for (const row of await db.all(used.select('roomType', 'night', 'sold', 'held'))) {
    counted.set(`${row.roomType}:${row.night}`, row)
  }
  const keys = new Set([...counted.keys(), ...ledger.sold.keys(), ...ledger.held.keys()])
  return [...keys].flatMap((key) => {
    const { sold, held } = counted.get(key) ?? { sold: 0, held: 0 }
    const expected = { sold: ledger.sold.get(key) ?? 0, held: ledger.held.get(key) ?? 0 }
    if (sold === expected.sold && held === expected.held) return []
    return [
      `${describe(key)}: inventory says ${sold} sold and ${held} held, ` +
        `bookings and holds say ${expected.sold} and ${expected.held}`,
    ]
  })
}

async function emptyStays(db: Database): Promise<string[]> {
  const bookings = await db.all(Booking.where((row) => row.checkIn.gte(row.checkOut)))
  const holds = await db.all(Hold.where((row) => row.checkIn.gte(row.checkOut)))
  return [
    ...bookings.map(({ ref }) => `Booking ${ref} has no night`),
    ...holds.map(({ id }) => `Hold ${id} has no night`),
  ]
}

async function missingNights(db: Database, ledger: Ledger): Promise<string[]> {
  const roomTypes = new Set(
    [...ledger.sold.keys(), ...ledger.held.keys()].map((key) => Number(key.split(':')[0])),
  )
  const known = new Set<string>()
  for (const roomType of roomTypes) {
    const rows = Inventory.where((row) => row.roomType.eq(roomType)).select('night')
    for (const { night } of await db.all(rows)) known.add(`${roomType}:${night}`)
  }
  const needed = new Set([...ledger.sold.keys(), ...ledger.held.keys()])
  const roomless = await db.all(Booking.include({ rooms: true }).select('ref'))
  return [
    ...[...needed]
      .filter((key) => !known.has(key))
      .map((key) => `${describe(key)} has no inventory`),
    ...roomless
      .filter(({ rooms }) => rooms.length === 0)
      .map(({ ref }) => `Booking ${ref} has no room`),
  ]
}

async function wrongTotals(db: Database): Promise<string[]> {
  const sums = await db.all(
    BookingLine.groupBy('booking').aggregate((line) => ({ total: sum(line.amount.amount) })),
  )
  const totals = new Map(sums.map((row) => [row.booking, row.total]))
  const bookings = await db.all(Booking.all.select('id', 'ref', 'total'))
  return bookings
    .filter(({ id, total }) => (totals.get(id) ?? 0) !== total.amount)
    .map(
      ({ id, ref, total }) =>
        `Booking ${ref} costs ${total.amount}, its lines sum to ${totals.get(id) ?? 0}`,
    )
}

function describe(key: string): string {
  const [roomType, night] = key.split(':')
  return `Room type ${roomType} on ${fromDayNumber(Number(night))}`
}

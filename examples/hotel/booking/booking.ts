/**
 * Booking: a hold becomes a promise, with the total that was shown. Cancelling gives back the nights
 * that have not begun.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Executor, Row, Transaction } from 'portico/db'
import { dayNumber, type Instant, type LocalDate } from 'portico/schema'
import { moveRooms } from '../availability/room-nights.ts'
import { heldRooms, stateOf, unknownHold, type HoldRow } from './hold.ts'
import { Booking, BookingLine, BookingRoom, Hold } from './models.ts'
import { RuleError } from './rule-error.ts'
import { nightsBetween } from './stay.ts'

export interface Guest {
  readonly name: string
  readonly email: string
}

export type BookingRow = Row<typeof Booking>

export interface NewBooking {
  readonly booking: BookingRow
  /** Shown once, to the guest who booked; whoever has it may see and cancel the booking. */
  readonly manageToken: string
}

/**
 * Makes a booking of a hold, once. The guest pays at the hotel.
 * Throws RuleError `hold-unknown`, `hold-expired`, `hold-released`, `hold-converted`.
 */
export async function bookHold(
  db: Executor,
  holdId: string,
  guest: Guest,
  now: Instant,
): Promise<NewBooking> {
  return db.transaction(async (tx) => {
    const hold = await convertHold(tx, holdId, now)
    const rooms = await heldRooms(tx, hold)
    const nights = nightsBetween(hold.checkIn, hold.checkOut)
    for (const { key, quantity } of rooms) {
      await moveRooms(tx, key, nights, { held: -quantity, sold: quantity })
    }
    const manageToken = randomBytes(32).toString('base64url')
    const booking = await insertBooking(tx, hold, {
      guestName: guest.name,
      guestEmail: guest.email,
      manageTokenHash: hashToken(manageToken),
      createdAt: now,
    })
    await tx.insertMany(
      BookingRoom,
      rooms.map(({ type, quantity }) => ({ booking: booking.id, roomType: type.id, quantity })),
    )
    return { booking, manageToken }
  })
}

/**
 * The booking with this reference for whoever has its token, null for everyone else: a wrong token
 * and an unknown reference are the same answer.
 */
export async function findBooking(
  db: Executor,
  ref: string,
  manageToken: string,
): Promise<BookingRow | null> {
  const hash = hashToken(manageToken)
  return db.first(
    Booking.where((booking) => booking.ref.eq(ref).and(booking.manageTokenHash.eq(hash))),
  )
}

/**
 * Cancels a booking and gives back its nights from `today` (the hotel's date) on: nights that have
 * begun were used. A booking that is cancelled already stays so.
 * Throws RuleError `stay-over` from the day of the check-out on: there is nothing left to give back.
 */
export async function cancelBooking(
  db: Executor,
  booking: BookingRow,
  today: LocalDate,
): Promise<void> {
  await db.transaction(async (tx) => {
    const confirmed = Booking.where((row) => row.id.eq(booking.id).and(row.state.eq('confirmed')))
    if (today >= booking.checkOut && (await tx.exists(confirmed))) throw stayOver(booking)
    if ((await tx.update(confirmed, { state: 'cancelled', cancelledOn: today })) === 0) return
    const hold = await tx.get(Hold, booking.hold)
    if (hold === null) return
    const first = dayNumber(today)
    const nights = nightsBetween(booking.checkIn, booking.checkOut).filter(
      (night) => night >= first,
    )
    for (const { key, quantity } of await heldRooms(tx, hold)) {
      await moveRooms(tx, key, nights, { sold: -quantity })
    }
  })
}

/** Takes a hold that is active at `now` out of play; the caller makes a booking of it. */
async function convertHold(tx: Transaction, id: string, now: Instant): Promise<HoldRow> {
  const hold = await tx.get(Hold, id)
  if (hold === null) throw unknownHold()
  refuseEndedHold(stateOf(hold, now), id)
  const active = Hold.where((row) => row.id.eq(id).and(row.state.eq('active')))
  // Compare and set: of two requests with the same hold, one books.
  if ((await tx.update(active, { state: 'converted' })) === 0) refuseEndedHold('converted', id)
  return hold
}

/** The booking and its lines, both copied from the hold and never computed again. */
async function insertBooking(
  tx: Transaction,
  hold: HoldRow,
  own: Pick<BookingRow, 'guestName' | 'guestEmail' | 'manageTokenHash' | 'createdAt'>,
): Promise<BookingRow> {
  const booking = await tx.insert(Booking, {
    ...own,
    ref: newReference(),
    hold: hold.id,
    hotel: hold.hotel,
    state: 'confirmed',
    checkIn: hold.checkIn,
    checkOut: hold.checkOut,
    adults: hold.adults,
    children: hold.children,
    total: hold.total,
  })
  const lines = hold.lines.map((line, position) => ({
    booking: booking.id,
    position,
    kind: line.kind,
    description: line.description,
    amount: { amount: line.amount, currency: hold.total.currency },
  }))
  await tx.insertMany(BookingLine, lines)
  return booking
}

function refuseEndedHold(state: Row<typeof Hold>['state'], id: string): void {
  if (state === 'expired') {
    throw new RuleError(
      'hold-expired',
      'The rooms were held for a few minutes and that time is over. Search again; they may still be free.',
      { hold: id },
    )
  }
  if (state === 'released') {
    throw new RuleError(
      'hold-released',
      'This hold was given back. Search again and choose a room.',
    )
  }
  if (state === 'converted') {
    throw new RuleError('hold-converted', 'This hold has become a booking already.')
  }
}

function stayOver({ checkOut }: BookingRow): RuleError {
  return new RuleError(
    'stay-over',
    `The stay was over on ${checkOut}, so it can no longer be cancelled. Ask the hotel about its bill.`,
  )
}

/** 10 characters that nobody confuses when reading them out: 32^10 references. */
function newReference(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

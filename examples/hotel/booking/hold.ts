/**
 * Holding rooms: they are out of the sale for HOLD_MINUTES while the guest fills in the form.
 *
 * A hold expires by the clock. Whoever is about to take or count rooms first gives back those of
 * holds that have passed, so a sweeper that does not run can never block a sale.
 */
import { randomUUID } from 'node:crypto'
import type { Database, Executor, Row, Transaction } from 'portico/db'
import { instantOf, type Instant } from 'portico/schema'
import {
  holdRooms,
  moveRooms,
  readNights,
  type RoomKey,
  type RoomNight,
} from '../availability/room-nights.ts'
import { Hotel, RoomType } from '../catalogue/models.ts'
import { Hold, HoldRoom } from './models.ts'
import { quoteLines, totalOf } from './quote.ts'
import { RuleError } from './rule-error.ts'
import { guestsOf, nightsBetween, type Party, type Stay } from './stay.ts'

export const HOLD_MINUTES = 10

export interface HoldRequest {
  readonly items: readonly { readonly roomType: number; readonly quantity: number }[]
  readonly stay: Stay
  readonly party: Party
}

export type HoldRow = Row<typeof Hold>

/**
 * Places a hold on all rooms for all nights, or on none.
 * Throws RuleError `room-unknown`, `party-too-large`, `invalid-stay`, `sold-out`.
 */
export async function placeHold(
  db: Executor,
  request: HoldRequest,
  now: Instant,
): Promise<HoldRow> {
  return db.transaction(async (tx) => {
    await releaseExpiredHolds(tx, now)
    const nights = nightsBetween(request.stay.checkIn, request.stay.checkOut)
    const { hotel, rooms } = await roomsOf(tx, request.items)
    refuseTooLargeParty(rooms, request.party)
    const priced = []
    for (const { type, quantity, key } of rooms) {
      const rows = await readNights(tx, key, nights)
      refuseArrival(rows[0], request.stay)
      await holdRooms(tx, key, rows, quantity)
      priced.push({ name: type.name, quantity, nights: rows })
    }
    const lines = quoteLines(priced, request.party, hotel.touristTax)
    const hold = await tx.insert(Hold, {
      id: randomUUID(),
      hotel: hotel.id,
      state: 'active',
      checkIn: request.stay.checkIn,
      checkOut: request.stay.checkOut,
      adults: request.party.adults,
      children: [...request.party.children],
      total: { amount: totalOf(lines), currency: hotel.currency },
      lines: [...lines],
      expiresAt: minutesAfter(now, HOLD_MINUTES),
      createdAt: now,
    })
    await tx.insertMany(
      HoldRoom,
      rooms.map(({ type, quantity }) => ({ hold: hold.id, roomType: type.id, quantity })),
    )
    return hold
  })
}

/**
 * The state of a hold at `now`: the table may still say `active` of one that has expired.
 */
export function stateOf(hold: HoldRow, now: Instant): HoldRow['state'] {
  return hold.state === 'active' && hold.expiresAt <= now ? 'expired' : hold.state
}

/** Gives the rooms back at once. A hold that is over already stays as it is. */
export async function releaseHold(db: Database, id: string, now: Instant): Promise<void> {
  await db.transaction(async (tx) => {
    const hold = await tx.get(Hold, id)
    if (hold === null) throw unknownHold()
    const state = stateOf(hold, now)
    if (state === 'converted') {
      throw new RuleError(
        'hold-converted',
        'This hold has become a booking. Cancel the booking to give the rooms back.',
      )
    }
    if (state === 'active') await endHold(tx, hold, 'released')
  })
}

/** Gives back the rooms of every hold that has expired by `now`. Costs one index seek when none has. */
export async function releaseExpiredHolds(db: Executor, now: Instant): Promise<void> {
  const expired = Hold.where((hold) => hold.state.eq('active').and(hold.expiresAt.lte(now)))
  if (!(await db.exists(expired))) return
  await db.transaction(async (tx) => {
    for (const hold of await tx.all(expired)) await endHold(tx, hold, 'expired')
  })
}

/** The types of room of a hold, with the keys of their inventory. */
export async function heldRooms(tx: Transaction, hold: HoldRow): Promise<readonly RoomOfStay[]> {
  const rooms = await tx.all(HoldRoom.where((room) => room.hold.eq(hold.id)))
  const items = rooms.map(({ roomType, quantity }) => ({ roomType, quantity }))
  return (await roomsOf(tx, items)).rooms
}

export interface RoomOfStay {
  readonly type: Row<typeof RoomType>
  readonly quantity: number
  readonly key: RoomKey
}

export function unknownHold(): RuleError {
  return new RuleError(
    'hold-unknown',
    'There is no hold with this id. Search again and choose a room.',
  )
}

async function endHold(
  tx: Transaction,
  hold: HoldRow,
  state: 'released' | 'expired',
): Promise<void> {
  // Compare and set: of two that end the same hold, one gives the rooms back.
  const active = Hold.where((row) => row.id.eq(hold.id).and(row.state.eq('active')))
  if ((await tx.update(active, { state })) === 0) return
  const nights = nightsBetween(hold.checkIn, hold.checkOut)
  for (const { key, quantity } of await heldRooms(tx, hold)) {
    await moveRooms(tx, key, nights, { held: -quantity })
  }
}

async function roomsOf(
  tx: Transaction,
  items: HoldRequest['items'],
): Promise<{ hotel: Row<typeof Hotel>; rooms: readonly RoomOfStay[] }> {
  const ids = items.map((item) => item.roomType)
  // In the order of ids, so that two stays of the same rooms lock them in the same order.
  const types = await tx.all(
    RoomType.where((type) => type.id.in(ids)).orderBy((type) => type.id.asc()),
  )
  const hotels = new Set(types.map((type) => type.hotel))
  const hotel = hotels.size === 1 ? await tx.get(Hotel, types[0]?.hotel ?? 0) : null
  if (hotel === null || types.length !== items.length) {
    throw new RuleError(
      'room-unknown',
      `The rooms ${ids.join(', ')} are not different types of room of one hotel. ` +
        "Take the ids from the hotel's list of rooms, each once.",
    )
  }
  const rooms = types.map((type) => ({
    type,
    quantity: items.find((item) => item.roomType === type.id)?.quantity ?? 0,
    key: { city: hotel.city, hotel: hotel.id, roomType: type.id },
  }))
  return { hotel, rooms }
}

function refuseTooLargeParty(rooms: readonly RoomOfStay[], party: Party): void {
  const sum = (places: (type: Row<typeof RoomType>) => number): number =>
    rooms.reduce((total, { type, quantity }) => total + places(type) * quantity, 0)
  const adults = sum((type) => type.maxAdults)
  const guests = sum((type) => type.maxGuests)
  if (party.adults <= adults && guestsOf(party) <= guests) return
  throw new RuleError(
    'party-too-large',
    `A party of ${guestsOf(party)} with ${party.adults} adults does not fit: these rooms sleep ` +
      `${guests} guests, at most ${adults} of them adults. Add a room or choose a larger one.`,
    { max_guests: guests, max_adults: adults },
  )
}

function refuseArrival(firstNight: RoomNight | undefined, stay: Stay): void {
  if (firstNight === undefined) return
  if (firstNight.closedToArrival) {
    throw new RuleError(
      'invalid-stay',
      `The hotel takes no arrivals on ${stay.checkIn}. Choose another check-in date.`,
    )
  }
  if (stay.nights < firstNight.minStay) {
    throw new RuleError(
      'invalid-stay',
      `A stay that begins on ${stay.checkIn} has at least ${firstNight.minStay} nights. Choose a later check-out date.`,
      { min_nights: firstNight.minStay },
    )
  }
}

function minutesAfter(now: Instant, minutes: number): Instant {
  return instantOf(new Date(Date.parse(now) + minutes * 60_000))
}

/**
 * Taking and giving back rooms for nights: the only place that changes inventory.
 *
 * Rooms are taken by one guarded UPDATE whose count of changed rows must equal the nights; whoever
 * reads first and writes after sells the last room twice. The table's CHECK is the net below.
 */
import type { Executor, Row, Transaction } from 'portico/db'
import { fromDayNumber } from 'portico/schema'
import { RuleError } from '../booking/rule-error.ts'
import { Inventory } from './models.ts'

/** A type of room, as inventory addresses it. */
export interface RoomKey {
  readonly city: number
  readonly hotel: number
  readonly roomType: number
}

export type RoomNight = Row<typeof Inventory>

/** The rows of `nights`, in order. Throws `sold-out` for a night on which nothing is on sale. */
export async function readNights(
  db: Executor,
  room: RoomKey,
  nights: readonly number[],
): Promise<readonly RoomNight[]> {
  const rows = await db.all(rowsOf(room, nights).orderBy((row) => row.night.asc()))
  const missing = nights.find((night, i) => rows[i]?.night !== night)
  if (missing !== undefined) throw soldOut(room, missing, 0)
  return rows
}

/** Rooms of a night that can still be taken. */
export function availableRooms(row: RoomNight): number {
  return row.stopSell ? 0 : row.total - row.outOfOrder + row.overbook - row.sold - row.held
}

/**
 * Holds `quantity` rooms on each of the nights, or none: throws `sold-out`, which names a night that
 * is short, and the transaction must roll back. `rows` are the nights as just read.
 */
export async function holdRooms(
  tx: Transaction,
  room: RoomKey,
  rows: readonly RoomNight[],
  quantity: number,
): Promise<void> {
  const nights = rows.map((row) => row.night)
  const free = rowsOf(room, nights).where((row) =>
    row.stopSell
      .eq(false)
      .and(
        row.sold
          .plus(row.held)
          .plus(quantity)
          .lte(row.total.minus(row.outOfOrder).plus(row.overbook)),
      ),
  )
  const changed = await tx.update(free, (row) => ({ held: row.held.plus(quantity) }))
  if (changed === nights.length) return
  const short = rows.find((row) => availableRooms(row) < quantity) ?? rows[0]
  throw soldOut(room, short?.night ?? 0, short === undefined ? 0 : availableRooms(short))
}

/** Adds to the counters of nights whose rooms the caller already holds or has sold. */
export async function moveRooms(
  tx: Transaction,
  room: RoomKey,
  nights: readonly number[],
  { held = 0, sold = 0 }: { readonly held?: number; readonly sold?: number },
): Promise<void> {
  await tx.update(rowsOf(room, nights), (row) => ({
    held: row.held.plus(held),
    sold: row.sold.plus(sold),
  }))
}

/** By list, not by range: the key begins with city and night, so each night is one seek. */
function rowsOf(room: RoomKey, nights: readonly number[]) {
  return Inventory.where((row) =>
    row.city
      .eq(room.city)
      .and(row.night.in(nights))
      .and(row.hotel.eq(room.hotel))
      .and(row.roomType.eq(room.roomType)),
  )
}

function soldOut(room: RoomKey, night: number, available: number): RuleError {
  const date = fromDayNumber(night)
  return new RuleError(
    'sold-out',
    `On the night of ${date} only ${Math.max(0, available)} of these rooms are left. ` +
      'Choose other dates, fewer rooms, or another room of the hotel.',
    { night: date, room_type: room.roomType, available: Math.max(0, available) },
  )
}

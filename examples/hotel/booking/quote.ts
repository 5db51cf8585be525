/**
 * What a stay costs: one line for each room type and night, one for the compulsory tax.
 *
 * Amounts are minor units of the hotel's currency. A quote is made once, when a hold is placed, and
 * from then on copied: what the guest saw is what the booking says.
 */
import { choice, fromDayNumber, integer, object, text, type ValueOf } from 'portico/schema'
import type { Party } from './stay.ts'

export const lineFields = object({
  kind: choice(['night', 'tax']),
  description: text({ max: 200 }),
  /** Minor units of the hotel's currency. */
  amount: integer({ min: 0 }),
})

export type Line = Readonly<ValueOf<typeof lineFields>>

/** A type of room with how many of it are wanted and its price on each night of the stay. */
export interface PricedRoom {
  readonly name: string
  readonly quantity: number
  readonly nights: readonly { readonly night: number; readonly price: number }[]
}

/** The lines of a stay, in the order of rooms and nights, the tax last. */
export function quoteLines(
  rooms: readonly PricedRoom[],
  party: Party,
  touristTax: number,
): readonly Line[] {
  const lines = rooms.flatMap((room) =>
    room.nights.map(({ night, price }): Line => ({
      kind: 'night',
      description: `${room.quantity} × ${room.name}, ${fromDayNumber(night)}`,
      amount: price * room.quantity,
    })),
  )
  const nights = rooms[0]?.nights.length ?? 0
  const tax = stayTax(touristTax, party.adults, nights)
  if (tax === 0) return lines
  const description = `Tourist tax, ${party.adults} adults × ${nights} nights`
  return [...lines, { kind: 'tax', description, amount: tax }]
}

/** The tax of a stay: adults pay for each night, children do not. */
export function stayTax(touristTax: number, adults: number, nights: number): number {
  return touristTax * adults * nights
}

export function totalOf(lines: readonly Line[]): number {
  return lines.reduce((total, line) => total + line.amount, 0)
}

/** The types of room of one hotel that are free on every night of a stay, with what the stay costs. */
import type { Database, Row } from 'portico/db'
import type { Instant } from 'portico/schema'
import { releaseExpiredHolds } from '../booking/hold.ts'
import { stayTax } from '../booking/quote.ts'
import { nightsBetween, type Party, type Stay } from '../booking/stay.ts'
import { RoomType, type Hotel } from '../catalogue/models.ts'
import { Inventory } from './models.ts'
import { availableRooms, type RoomNight } from './room-nights.ts'

export interface RoomOffer {
  readonly roomType: Row<typeof RoomType>
  /** Rooms that are free on every night. */
  readonly available: number
  /** Whole stay in `quantity` rooms, compulsory tax included; minor units of the hotel's currency. */
  readonly total: number
}

/** Cheapest first. A type that is short of `quantity` rooms on a night is left out. */
export async function roomsForStay(
  db: Database,
  hotel: Row<typeof Hotel>,
  wish: { readonly stay: Stay; readonly party: Party; readonly quantity: number },
  now: Instant,
): Promise<readonly RoomOffer[]> {
  await releaseExpiredHolds(db, now)
  const { stay, party, quantity } = wish
  const types = await db.all(RoomType.where((type) => type.hotel.eq(hotel.id)))
  const rows = await db.all(
    Inventory.where((row) =>
      row.city
        .eq(hotel.city)
        .and(row.night.in(nightsBetween(stay.checkIn, stay.checkOut)))
        .and(row.hotel.eq(hotel.id)),
    ).orderBy((row) => row.night.asc()),
  )
  const tax = stayTax(hotel.touristTax, party.adults, stay.nights)
  const offers = types.flatMap((roomType): RoomOffer[] => {
    const nights = rows.filter((row) => row.roomType === roomType.id)
    const available = freeOnAll(nights, stay)
    if (available < quantity) return []
    const price = nights.reduce((sum, night) => sum + night.price, 0)
    return [{ roomType, available, total: price * quantity + tax }]
  })
  return offers.toSorted((a, b) => a.total - b.total || a.roomType.id - b.roomType.id)
}

function freeOnAll(nights: readonly RoomNight[], stay: Stay): number {
  const [arrival] = nights
  if (arrival === undefined || nights.length !== stay.nights) return 0
  if (arrival.closedToArrival || stay.nights < arrival.minStay) return 0
  return Math.min(...nights.map(availableRooms))
}

/** What a hold keeps or a booking promises, with all that its pages tell of it. */
import type { Context } from 'portico'
import { database } from 'portico/db'
import { daysBetween, moneyOf } from 'portico/schema'
import { hotelUrl, type House } from '../availability/hotel-view.ts'
import { stayView, type Wish } from '../availability/stay-form.ts'
import { Hotel } from '../catalogue/models.ts'
import { hotelPicture } from '../catalogue/picture-facts.ts'
import type { BookedStay, PriceLine } from '../site/booking-summary.ts'
import type { BookingRow } from './booking.ts'
import { unknownHold, type HoldRow } from './hold.ts'
import { BookingLine, BookingRoom, HoldRoom } from './models.ts'

export interface ReservedStay {
  readonly house: House
  readonly rooms: readonly ReservedRoom[]
  readonly wish: Wish
  readonly view: BookedStay
}

export interface ReservedRoom {
  readonly id: number
  readonly name: string
  readonly quantity: number
}

type Reservation = Pick<HoldRow, 'hotel' | 'checkIn' | 'checkOut' | 'adults' | 'children' | 'total'>

export async function heldStay(ctx: Context, hold: HoldRow): Promise<ReservedStay> {
  const query = HoldRoom.where((room) => room.hold.eq(hold.id)).include({ roomType: true })
  const rooms = (await database(ctx).all(query)).map(reservedRoom)
  const lines = hold.lines.map(({ description, amount }) => ({
    description,
    amount: moneyOf(amount, hold.total.currency),
  }))
  return reservedStay(ctx, hold, rooms, lines)
}

export async function bookedStay(ctx: Context, booking: BookingRow): Promise<ReservedStay> {
  const db = database(ctx)
  const query = BookingRoom.where((room) => room.booking.eq(booking.id)).include({ roomType: true })
  const rooms = (await db.all(query)).map(reservedRoom)
  const lines = BookingLine.where((line) => line.booking.eq(booking.id))
  const ordered = lines.orderBy((line) => line.position.asc())
  return reservedStay(ctx, booking, rooms, await db.all(ordered))
}

async function reservedStay(
  ctx: Context,
  reservation: Reservation,
  rooms: readonly ReservedRoom[],
  lines: readonly PriceLine[],
): Promise<ReservedStay> {
  const query = Hotel.where((row) => row.id.eq(reservation.hotel)).include({ city: true })
  const found = await database(ctx).first(query)
  if (found === null) throw unknownHold() // never: a reservation keeps its hotel from being deleted
  const { city, ...hotel } = found
  const house = { hotel: { ...hotel, city: city.id }, city }
  const wish = wishOf(reservation, rooms)
  return {
    house,
    rooms,
    wish,
    view: {
      hotel: {
        name: hotel.name,
        href: hotelUrl(ctx, hotel, null),
        city: city.name,
        art: hotelPicture(hotel, city),
        checkInFrom: hotel.checkInFrom,
        checkOutUntil: hotel.checkOutUntil,
      },
      stay: stayView(wish),
      rooms,
      lines,
      total: reservation.total,
      cancellation: null,
    },
  }
}

function wishOf(reservation: Reservation, rooms: readonly ReservedRoom[]): Wish {
  const { checkIn, checkOut, adults, children } = reservation
  return {
    stay: { checkIn, checkOut, nights: daysBetween(checkIn, checkOut) },
    party: { adults, children },
    rooms: rooms.reduce((sum, room) => sum + room.quantity, 0),
  }
}

function reservedRoom(room: {
  readonly roomType: { readonly id: number; readonly name: string }
  readonly quantity: number
}): ReservedRoom {
  return { id: room.roomType.id, name: room.roomType.name, quantity: room.quantity }
}

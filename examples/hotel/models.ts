/** Every model of the hotel, for the database and its migrations. */
import type { ModelMetadata } from 'portico/db'
import { IdempotencyKey } from 'portico/rest'
import { Inventory } from './availability/models.ts'
import { Booking, BookingLine, BookingRoom, Hold, HoldRoom } from './booking/models.ts'
import { Hotel, Place, RoomType } from './catalogue/models.ts'

export const models: readonly ModelMetadata[] = [
  Place,
  Hotel,
  RoomType,
  Inventory,
  Hold,
  HoldRoom,
  Booking,
  BookingRoom,
  BookingLine,
  IdempotencyKey,
]

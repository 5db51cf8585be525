/**
 * Inventory: for each type of room and each night, how many rooms there are, are sold and are held.
 *
 * One table is both the truth and what the search reads: its key begins with city and night, so the
 * rows of "this city, these nights" lie together, and a booking still finds each of its rows by key.
 * `price` and the guests that fit are repeated here so that a search touches no other table.
 */
import { boolean, check, integer, model, reference } from 'portico/db'
import { Hotel, Place, RoomType } from '../catalogue/models.ts'

export const Inventory = model(
  'inventory',
  {
    city: reference(() => Place, { key: true, onDelete: 'restrict' }),
    /** Days since 1970-01-01 of the evening on which the night begins. */
    night: integer({ key: true }),
    // Found by the key alone: two more indexes over the nights of a country would be half its size.
    hotel: reference(() => Hotel, { key: true, onDelete: 'cascade', index: false }),
    roomType: reference(() => RoomType, { key: true, onDelete: 'cascade', index: false }),
    total: integer({ min: 0 }),
    outOfOrder: integer({ min: 0, default: 0 }),
    /** Rooms that may be sold beyond those that exist; the hotelier's choice, 0 unless he makes it. */
    overbook: integer({ min: 0, default: 0 }),
    sold: integer({ min: 0, default: 0 }),
    held: integer({ min: 0, default: 0 }),
    stopSell: boolean({ default: false }),
    /** No arrival on this night. */
    closedToArrival: boolean({ default: false }),
    /** Nights that a stay which begins on this one must have at least. */
    minStay: integer({ min: 1, default: 1 }),
    /** Price of one room for the night, in minor units of the hotel's currency, tax excluded. */
    price: integer({ min: 0 }),
    maxAdults: integer({ min: 1 }),
    maxGuests: integer({ min: 1 }),
  },
  (night) => [
    check(
      'never-oversold',
      night.sold
        .gte(0)
        .and(night.held.gte(0))
        .and(
          night.sold.plus(night.held).lte(night.total.minus(night.outOfOrder).plus(night.overbook)),
        ),
    ),
  ],
)

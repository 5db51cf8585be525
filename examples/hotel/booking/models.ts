/**
 * Holds and bookings. A hold keeps rooms for some minutes while the guest fills in the form; a
 * booking is the promise. Both carry the total that was shown: it is never computed again.
 */
import {
  check,
  choice,
  date,
  email,
  index,
  instant,
  integer,
  json,
  list,
  many,
  model,
  money,
  reference,
  text,
  unique,
  uuid,
  version,
} from 'portico/db'
import { Hotel, RoomType } from '../catalogue/models.ts'
import { lineFields } from './quote.ts'

/** What a hold promises and a booking keeps. */
const promised = {
  hotel: reference(() => Hotel, { onDelete: 'restrict' }),
  checkIn: date(),
  checkOut: date(),
  adults: integer({ min: 1 }),
  /** Ages in years. */
  children: json({ schema: list(integer()) }),
  total: money(),
  createdAt: instant(),
}

export const Hold = model(
  'hold',
  {
    /** Random, because whoever knows it may release or book the hold. */
    id: uuid({ key: true }),
    ...promised,
    /** A hold that is still `active` here has expired all the same once `expiresAt` has passed. */
    state: choice(['active', 'expired', 'released', 'converted']),
    lines: json({ schema: list(lineFields) }),
    expiresAt: instant(),
    rooms: () => many(HoldRoom, 'hold'),
  },
  (hold) => [
    check('has-nights', hold.checkIn.lt(hold.checkOut)),
    index(hold.state, hold.expiresAt),
  ],
)

export const HoldRoom = model('hold_room', {
  hold: reference(() => Hold, { key: true, onDelete: 'cascade' }),
  roomType: reference(() => RoomType, { key: true, onDelete: 'restrict' }),
  quantity: integer({ min: 1 }),
})

export const Booking = model(
  'booking',
  {
    /** What the guest reads out at the desk. */
    ref: text({ min: 8, max: 12, unique: true }),
    hold: reference(() => Hold, { unique: true, onDelete: 'restrict' }),
    ...promised,
    state: choice(['confirmed', 'cancelled']),
    /** The hotel's date of the cancellation: the rooms are free again from that night on. */
    cancelledOn: date({ nullable: true }),
    guestName: text({ min: 1, max: 120 }),
    guestEmail: email(),
    /** SHA-256 of the token that manages the booking; the token itself is nowhere. */
    manageTokenHash: text({ min: 43, max: 43 }),
    version: version(),
    rooms: () => many(BookingRoom, 'booking'),
    lines: () => many(BookingLine, 'booking'),
  },
  (booking) => [
    check('has-nights', booking.checkIn.lt(booking.checkOut)),
    index(booking.hotel, booking.checkIn),
  ],
)

export const BookingRoom = model('booking_room', {
  booking: reference(() => Booking, { key: true, onDelete: 'cascade' }),
  roomType: reference(() => RoomType, { key: true, onDelete: 'restrict' }),
  quantity: integer({ min: 1 }),
})

export const BookingLine = model(
  'booking_line',
  {
    booking: reference(() => Booking, { onDelete: 'cascade' }),
    position: integer({ min: 0 }),
    kind: choice(['night', 'tax']),
    description: text({ max: 200 }),
    amount: money(),
  },
  (line) => [unique(line.booking, line.position)],
)

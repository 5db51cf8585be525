/** `holds` and `bookings` of the API: hold rooms, book them, look at the booking, cancel it. */
import { created, type Context, type Group } from 'portico'
import { database, type Executor } from 'portico/db'
import { idempotent } from 'portico/rest'
import { date, email, integer, list, object, text, uuid } from 'portico/schema'
import { Hotel, RoomType } from '../catalogue/models.ts'
import { now, todayIn } from '../clock.ts'
import { bookHold, cancelBooking, findBooking, type BookingRow } from './booking.ts'
import { placeHold, releaseHold, stateOf, unknownHold, type HoldRow } from './hold.ts'
import { keepPrivate } from './keep-private.ts'
import { BookingLine, Hold, HoldRoom } from './models.ts'
import { RuleError } from './rule-error.ts'
import { stayOf } from './stay.ts'

const holdBody = object({
  items: list(
    object({ room_type: integer({ min: 1 }), quantity: integer({ min: 1, max: 8, default: 1 }) }),
    { min: 1, max: 8 },
  ),
  check_in: date(),
  check_out: date(),
  adults: integer({ min: 1, max: 16 }),
  children: list(integer({ min: 0, max: 17 }), { max: 8, default: [] }),
})

const bookingBody = object({
  hold: uuid(),
  guest: object({ name: text({ min: 1, max: 120, trim: true }), email: email() }),
})

/** A link in a mail cannot send a header, so the token may also come with the query. */
const tokenQuery = object({ manage_token: text({ max: 100, nullable: true }) })

export function bookingApi(group: Group): void {
  group.group('/holds', holdsApi)
  group.group('/bookings', bookingsApi)
}

function holdsApi(group: Group): void {
  keepPrivate(group)

  group.post('/', { body: holdBody, name: 'api-holds' }, async (ctx) => {
    const { body } = ctx
    const today = await todayAtRoom(ctx, body.items[0]?.room_type ?? 0)
    const items = body.items.map((item) => ({ roomType: item.room_type, quantity: item.quantity }))
    const request = {
      items,
      stay: stayOf(body.check_in, body.check_out, today),
      party: { adults: body.adults, children: body.children },
    }
    const hold = await placeHold(database(ctx), request, now(ctx))
    return created(ctx.url('api-hold', { id: hold.id }), await holdJson(ctx, hold))
  })

  group.get('/:id', { name: 'api-hold' }, async (ctx) => {
    const hold = await database(ctx).get(Hold, ctx.params.id)
    if (hold === null) throw unknownHold()
    return holdJson(ctx, hold)
  })

  group.delete('/:id', async (ctx) => {
    await releaseHold(database(ctx), ctx.params.id, now(ctx))
  })
}

function bookingsApi(group: Group): void {
  keepPrivate(group)

  group.post('/', { body: bookingBody, name: 'api-bookings' }, (ctx) =>
    idempotent(ctx, async (tx) => {
      const { hold, guest } = ctx.body
      const { booking, manageToken } = await bookHold(tx, hold, guest, now(ctx))
      const json = { ...(await bookingJson(tx, booking)), manage_token: manageToken }
      return created(ctx.url('api-booking', { ref: booking.ref }), json)
    }),
  )

  group.get('/:ref', { query: tokenQuery, name: 'api-booking' }, async (ctx) =>
    bookingJson(database(ctx), await ownBooking(ctx, ctx.params.ref, ctx.query.manage_token)),
  )

  group.delete('/:ref', { query: tokenQuery }, async (ctx) => {
    const db = database(ctx)
    const booking = await ownBooking(ctx, ctx.params.ref, ctx.query.manage_token)
    await cancelBooking(db, booking, todayIn(ctx, await timeZoneOf(db, booking.hotel)))
  })
}

/**
 * The booking, for the holder of its token: `Authorization: Bearer <manage_token>`, or the query
 * value `manage_token` of a link. Throws `booking-unknown` for everyone else.
 */
async function ownBooking(
  ctx: Context,
  ref: string,
  tokenOfLink: string | null,
): Promise<BookingRow> {
  const bearer = /^Bearer +(\S+)$/i.exec(ctx.header('authorization') ?? '')?.[1]
  const booking = await findBooking(database(ctx), ref, bearer ?? tokenOfLink ?? '')
  if (booking !== null) return booking
  throw new RuleError(
    'booking-unknown',
    'There is no booking with this reference and token. Send the manage_token that the booking ' +
      'gave, as "Authorization: Bearer <manage_token>".',
  )
}

async function holdJson(ctx: Context, hold: HoldRow) {
  const rooms = await database(ctx).all(HoldRoom.where((room) => room.hold.eq(hold.id)))
  return {
    id: hold.id,
    state: stateOf(hold, now(ctx)),
    expires_at: hold.expiresAt,
    hotel: hold.hotel,
    items: rooms.map(({ roomType, quantity }) => ({ room_type: roomType, quantity })),
    check_in: hold.checkIn,
    check_out: hold.checkOut,
    adults: hold.adults,
    children: hold.children,
    total: hold.total,
    lines: hold.lines.map((line) => ({
      ...line,
      amount: { amount: line.amount, currency: hold.total.currency },
    })),
  }
}

async function bookingJson(db: Executor, booking: BookingRow) {
  const hotel = await db.get(Hotel, booking.hotel)
  const lines = await db.all(
    BookingLine.where((line) => line.booking.eq(booking.id)).orderBy((line) => line.position.asc()),
  )
  return {
    ref: booking.ref,
    state: booking.state,
    hotel: hotel === null ? null : { id: hotel.id, slug: hotel.slug, name: hotel.name },
    check_in: booking.checkIn,
    check_out: booking.checkOut,
    adults: booking.adults,
    children: booking.children,
    guest: { name: booking.guestName, email: booking.guestEmail },
    payment: 'pay_at_hotel',
    total: booking.total,
    lines: lines.map(({ kind, description, amount }) => ({ kind, description, amount })),
  }
}

async function todayAtRoom(ctx: Context, roomType: number) {
  const db = database(ctx)
  const type = await db.get(RoomType, roomType)
  return todayIn(ctx, type === null ? 'UTC' : await timeZoneOf(db, type.hotel))
}

async function timeZoneOf(db: Executor, hotelId: number): Promise<string> {
  const hotel = await db.first(Hotel.where((row) => row.id.eq(hotelId)).include({ city: true }))
  return hotel?.city.timeZone ?? 'UTC'
}

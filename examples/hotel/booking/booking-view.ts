/** `/b/{ref}`: the booking for who has its token, as confirmation, page, calendar file, and cancelled. */
import { redirect, reply, type Context, type Reply } from 'portico'
import { database } from 'portico/db'
import { todayIn } from '../clock.ts'
import { pointOf } from '../availability/hotel-cards.ts'
import { bookingPage, type BookingPageView } from '../site/booking-page.ts'
import { confirmationPage } from '../site/confirmation-page.ts'
import { moneyText } from '../site/money.ts'
import { siteView } from '../site-view.ts'
import { cancelBooking, findBooking, type BookingRow } from './booking.ts'
import { calendarFile } from './calendar-file.ts'
import { bookedStay, type ReservedStay } from './reserved-stay.ts'
import { RuleError } from './rule-error.ts'

type BookingContext = Context<{ readonly ref: string }, URLSearchParams>

export async function showBooking(ctx: BookingContext): Promise<Reply> {
  const token = ctx.query.get('t') ?? ''
  const booking = await ownBooking(ctx, token)
  const reserved = await bookedStay(ctx, booking)
  const { ref, state } = booking
  const query = { t: token }
  const view = {
    site: siteView(ctx),
    ref,
    booked: reserved.view,
    guest: { name: booking.guestName, email: booking.guestEmail },
    calendarHref: ctx.url('calendar', { ref }, { query }),
  }
  if (ctx.query.has('new') && state === 'confirmed') {
    return reply(confirmationPage({ ...view, manageHref: ctx.url('booking', { ref }, { query }) }))
  }
  const cancel = cancelView(ctx, booking, reserved, token)
  return reply(bookingPage({ ...view, state, cancel }))
}

export async function cancelOwnBooking(ctx: BookingContext): Promise<Reply> {
  const token = (await ctx.form())['t']
  const booking = await ownBooking(ctx, typeof token === 'string' ? token : '')
  const { house } = await bookedStay(ctx, booking)
  await cancelBooking(database(ctx), booking, todayIn(ctx, house.city.timeZone))
  return redirect(ctx.url('booking', { ref: booking.ref }, { query: { t: String(token) } }))
}

export async function downloadStay(ctx: BookingContext): Promise<Reply> {
  const booking = await ownBooking(ctx, ctx.query.get('t') ?? '')
  const { house, view } = await bookedStay(ctx, booking)
  const { hotel, city } = house
  const { ref, checkIn, checkOut, createdAt } = booking
  const { checkInFrom, checkOutUntil } = hotel
  const rooms = view.rooms.map(({ name, quantity }) => `${quantity} × ${name}`)
  const file = calendarFile({
    ref,
    isCancelled: booking.state === 'cancelled',
    hotel: hotel.name,
    city: city.name,
    timeZone: city.timeZone,
    ...pointOf(hotel),
    checkIn,
    checkOut,
    checkInFrom,
    checkOutUntil,
    notes: [
      `Booking ${ref}: ${rooms.join(', ')}`,
      `Check-in from ${checkInFrom}, check-out until ${checkOutUntil}`,
      `To pay at the hotel: ${moneyText(view.total).replace('\u00a0', ' ')}`,
    ],
    createdAt,
  })
  return reply(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${ref}.ics"`,
    },
  })
}

/** Throws RuleError `booking-unknown` for everyone who has not the token. */
async function ownBooking(ctx: BookingContext, token: string): Promise<BookingRow> {
  const { ref } = ctx.params
  const isRef = /^[0-9A-Z]{1,12}$/.test(ref)
  const booking = isRef ? await findBooking(database(ctx), ref, token) : null
  if (booking !== null) return booking
  throw new RuleError(
    'booking-unknown',
    'There is no booking at this address. Open the whole link of the confirmation.',
  )
}

/** A stay that is over has nothing to give back. */
function cancelView(
  ctx: Context,
  { ref, state, checkIn, checkOut }: BookingRow,
  { house }: ReservedStay,
  token: string,
): BookingPageView['cancel'] {
  const today = todayIn(ctx, house.city.timeZone)
  if (state === 'cancelled' || today >= checkOut) return null
  return {
    action: ctx.url('cancel', { ref }),
    hidden: [['t', token]],
    consequence:
      today > checkIn
        ? 'The nights from today on go back on sale at once; those before were used. It cannot be undone.'
        : 'Cancelling costs nothing. The rooms go back on sale at once, and it cannot be undone.',
  }
}

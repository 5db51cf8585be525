/** `/book/{hold}`: the page that asks who is coming, and what becomes of its form. */
import { HttpError, redirect, reply, type Context, type Reply } from 'portico'
import { database, type Transaction } from 'portico/db'
import { idempotent } from 'portico/rest'
import { hotelUrl } from '../availability/hotel-view.ts'
import { now } from '../clock.ts'
import { guestPage } from '../site/guest-page.ts'
import { siteView } from '../site-view.ts'
import { bookHold } from './booking.ts'
import { emptyGuestForm, KEY_FIELD, readGuestForm, type GuestForm } from './guest-form.ts'
import { releaseHold, stateOf, unknownHold, type HoldRow } from './hold.ts'
import { Hold } from './models.ts'
import { expiredNotice } from './notices.ts'
import { heldStay } from './reserved-stay.ts'
import { RuleError } from './rule-error.ts'

type HoldContext = Context<{ readonly hold: string }>

export async function showGuestForm(ctx: HoldContext): Promise<Reply> {
  const hold = await findHold(ctx)
  const ended = await endedHold(ctx, hold)
  return ended ?? guestReply(ctx, hold, emptyGuestForm())
}

/** Books. A form that is sent twice is answered twice with the way to the one booking. */
export async function bookHeldRoom(ctx: HoldContext): Promise<Reply> {
  const { guest, key, ...form } = await readGuestForm(ctx)
  const hold = await findHold(ctx)
  if (guest === null) {
    return (await endedHold(ctx, hold)) ?? guestReply(ctx, hold, { guest, key, ...form })
  }
  const book = async (tx: Transaction): Promise<Reply> => {
    const { booking, manageToken } = await bookHold(tx, hold.id, guest, now(ctx))
    const query = { t: manageToken, new: 1 }
    return redirect(ctx.url('booking', { ref: booking.ref }, { query }))
  }
  try {
    return await idempotent(ctx, book, { key })
  } catch (error) {
    if (!isAboutHold(error)) throw error
    const ended = await endedHold(ctx, await findHold(ctx))
    if (ended === null) throw error
    return ended
  }
}

/** Gives the room back, and goes back to the rooms of the hotel. */
export async function releaseHeldRoom(ctx: HoldContext): Promise<Reply> {
  const hold = await findHold(ctx)
  await releaseHold(database(ctx), hold.id, now(ctx))
  return toRooms(ctx, hold)
}

/** Throws RuleError `hold-unknown`. */
async function findHold(ctx: HoldContext): Promise<HoldRow> {
  const id = ctx.params.hold
  const hold = /^[0-9a-f-]{36}$/.test(id) ? await database(ctx).get(Hold, id) : null
  if (hold === null) throw unknownHold()
  return hold
}

/** The answer for a hold that is over, null for one that is not. Throws RuleError `hold-converted`. */
async function endedHold(ctx: HoldContext, hold: HoldRow): Promise<Reply | null> {
  switch (stateOf(hold, now(ctx))) {
    case 'active':
      return null
    case 'released':
      return toRooms(ctx, hold)
    case 'expired':
      return expiredNotice(ctx, await heldStay(ctx, hold))
    case 'converted':
      throw new RuleError(
        'hold-converted',
        'This hold has become a booking. Its page is at the address that you were shown on booking.',
      )
  }
}

/** A form that has booked and was then sent with other values is about a hold that is converted. */
function isAboutHold(error: unknown): boolean {
  if (error instanceof RuleError) return true
  return error instanceof HttpError && error.code === 'idempotency-key-reused'
}

async function toRooms(ctx: Context, hold: HoldRow): Promise<Reply> {
  const { house, wish } = await heldStay(ctx, hold)
  return redirect(hotelUrl(ctx, house.hotel, wish))
}

async function guestReply(ctx: Context, hold: HoldRow, form: GuestForm): Promise<Reply> {
  const { house, view: booked } = await heldStay(ctx, hold)
  const secondsLeft = (Date.parse(hold.expiresAt) - Date.parse(now(ctx))) / 1000
  const page = guestPage({
    site: siteView(ctx),
    booked,
    hold: {
      expiresAt: hold.expiresAt,
      minutesLeft: Math.max(1, Math.floor(secondsLeft / 60)),
      timeZone: house.city.timeZone,
    },
    form: {
      action: ctx.url('book', { hold: hold.id }),
      values: form.values,
      errors: form.errors,
      hidden: [[KEY_FIELD, form.key]],
    },
    release: { action: ctx.url('release', { hold: hold.id }), hidden: [] },
  })
  return reply(page, { status: form.errors.length > 0 ? 422 : 200 })
}

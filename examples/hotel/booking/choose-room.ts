/** `POST /holds`: the guest has chosen a room, and it is held, or it is said why not. */
import { redirect, type Context, type Reply } from 'portico'
import { database } from 'portico/db'
import { moneyOf } from 'portico/schema'
import type { House } from '../availability/hotel-view.ts'
import { Hotel, RoomType } from '../catalogue/models.ts'
import { typedName } from '../catalogue/named-place.ts'
import { now, todayIn } from '../clock.ts'
import type { SearchValues } from '../site/search-form.ts'
import { readHoldForm, type HoldForm } from './hold-form.ts'
import { placeHold, releaseHold } from './hold.ts'
import { impossibleStayNotice, priceChangedNotice, soldOutNotice, type Choice } from './notices.ts'
import { RuleError } from './rule-error.ts'
import { stayOf } from './stay.ts'

export async function chooseRoom(ctx: Context): Promise<Reply> {
  const { values, hold: form } = await readHoldForm(ctx)
  if (form === null) {
    return impossibleStayNotice(ctx, 'What was sent does not say which room, and when.', values)
  }
  const room = await findRoom(ctx, form.roomType)
  const shown = { ...values, place: typedName(room.house.city) }
  try {
    const today = todayIn(ctx, room.house.city.timeZone)
    const stay = stayOf(form.checkIn, form.checkOut, today)
    return await holdRoom(ctx, { ...room, wish: { ...form, stay, rooms: form.quantity } }, form)
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return refuse(ctx, error, shown)
  }
}

async function holdRoom(ctx: Context, choice: Choice, form: HoldForm): Promise<Reply> {
  const db = database(ctx)
  const { stay, party } = choice.wish
  const items = [{ roomType: form.roomType, quantity: form.quantity }]
  try {
    const hold = await placeHold(db, { items, stay, party }, now(ctx))
    if (form.seenTotal === null || form.seenTotal === hold.total.amount) {
      return redirect(ctx.url('book', { hold: hold.id }))
    }
    await releaseHold(db, hold.id, now(ctx))
    const seen = moneyOf(form.seenTotal, hold.total.currency)
    return priceChangedNotice(ctx, choice, seen, hold.total)
  } catch (error) {
    if (!(error instanceof RuleError) || error.code !== 'sold-out') throw error
    return soldOutNotice(ctx, choice, error)
  }
}

function refuse(ctx: Context, error: RuleError, values: SearchValues): Reply {
  if (error.code === 'invalid-stay' || error.code === 'party-too-large') {
    return impossibleStayNotice(ctx, error.message, values)
  }
  throw error
}

async function findRoom(ctx: Context, id: number): Promise<Pick<Choice, 'house' | 'room'>> {
  const db = database(ctx)
  const room = await db.get(RoomType, id)
  const hotels = Hotel.where((hotel) => hotel.id.eq(room?.hotel ?? 0)).include({ city: true })
  const found = await db.first(hotels)
  if (room === null || found === null) {
    throw new RuleError(
      'room-unknown',
      `There is no type of room ${id}. Choose one of a hotel's page.`,
    )
  }
  const { city, ...hotel } = found
  const house: House = { hotel: { ...hotel, city: city.id }, city }
  return { house, room }
}

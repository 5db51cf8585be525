/** What to say, and to do next, when a room cannot be held or a hold cannot be booked. */
import { reply, type Context, type Reply } from 'portico'
import type { LocalDate, Money } from 'portico/schema'
import { hotelUrl, otherHotels, type House } from '../availability/hotel-view.ts'
import { stayFormView, stayView, type Wish } from '../availability/stay-form.ts'
import { todayIn } from '../clock.ts'
import { dayText } from '../site/dates.ts'
import { moneyText } from '../site/money.ts'
import { noticePage, type NoticeView } from '../site/notice-page.ts'
import type { SearchValues } from '../site/search-form.ts'
import { siteView } from '../site-view.ts'
import { holdFields } from './hold-form.ts'
import type { ReservedStay } from './reserved-stay.ts'
import type { RuleError } from './rule-error.ts'

/** A room that somebody has chosen. */
export interface Choice {
  readonly house: House
  readonly room: { readonly id: number; readonly name: string }
  readonly wish: Wish
}

export async function soldOutNotice(
  ctx: Context,
  { house, room, wish }: Choice,
  error: RuleError,
): Promise<Reply> {
  const { hotel, city } = house
  const left = Number(error.facts['available'])
  // `night` is what the rule put there; its sentence is for programs.
  const night = dayText(error.facts['night'] as LocalDate)
  const many = left === 0 ? 'is sold out' : `has only ${left} left`
  const hotels = await otherHotels(ctx, city, wish, hotel.id)
  return notice(ctx, 409, {
    kind: 'sold-out',
    detail: `“${room.name}” of ${hotel.name} ${many} on the night of ${night}.`,
    steps: [otherRooms(ctx, house, wish)],
    instead: { stay: stayView(wish), hotels },
  })
}

/** The rule says what is wrong; the form has what was asked for. */
export function impossibleStayNotice(ctx: Context, detail: string, values: SearchValues): Reply {
  const typed = { values, errors: [] }
  const search = stayFormView(ctx.url('search'), typed, todayIn(ctx, 'UTC'))
  return notice(ctx, 422, { kind: 'invalid-stay', detail, search })
}

export function priceChangedNotice(
  ctx: Context,
  choice: Choice,
  seen: Money,
  current: Money,
): Reply {
  return notice(ctx, 409, {
    kind: 'price-changed',
    detail: `You saw ${moneyText(seen)}; it is ${moneyText(current)} now.`,
    retry: {
      label: `Choose it for ${moneyText(current)}`,
      action: ctx.url('holds'),
      hidden: holdFields(choice.room.id, choice.wish, current.amount),
    },
    steps: [otherRooms(ctx, choice.house, choice.wish)],
  })
}

/** Offers the same room again, at the total that it had; another total is asked about first. */
export function expiredNotice(ctx: Context, { house, rooms, wish, view }: ReservedStay): Reply {
  const [room] = rooms
  const isOneType = room !== undefined && rooms.length === 1
  return notice(ctx, 409, {
    kind: 'hold-expired',
    retry: isOneType
      ? {
          label: `Hold it again for ${moneyText(view.total)}`,
          action: ctx.url('holds'),
          hidden: holdFields(room.id, wish, view.total.amount),
        }
      : null,
    steps: [otherRooms(ctx, house, wish)],
  })
}

function otherRooms(ctx: Context, { hotel }: House, wish: Wish) {
  return { label: `Rooms of ${hotel.name}`, href: hotelUrl(ctx, hotel, wish), note: null }
}

function notice(
  ctx: Context,
  status: number,
  view: Pick<NoticeView, 'kind'> & Partial<NoticeView>,
): Reply {
  const nothing = { detail: null, steps: [], retry: null, instead: null, search: null }
  const page = noticePage({ site: siteView(ctx), ...nothing, requestId: null, ...view })
  return reply(page, { status, headers: { 'cache-control': 'private, no-store' } })
}

/** A hotel in a list: its picture, where it is, the room that the price is for, and the whole price. */
import type { Money } from 'portico/schema'
import { html, type Html } from 'portico/templates'
import { hotelArt, hotelArtLabel, type HotelArtFacts } from './art/hotel-art.ts'
import { HEIGHT, WIDTH } from './art/scene.ts'
import { icon } from './icons.ts'
import { moneyText } from './money.ts'
import { stars } from './stars.ts'
import { countOf, type StayView } from './stay-summary.ts'

export interface HotelCardView {
  readonly href: string
  readonly name: string
  readonly art: HotelArtFacts
  /** The picture as a file of its own, `hotelArtFile` under a URL. */
  readonly artUrl: string
  readonly city: string
  readonly distanceKm: number | null
  /** The cheapest type of room that fits, which the price is for. */
  readonly room: { readonly name: string; readonly beds: string; readonly maxGuests: number }
  /** How many such rooms are free on every night. */
  readonly available: number
  /** The whole stay in all rooms with every compulsory charge. */
  readonly total: Money
  readonly perNight: Money
  /** Such as "Free to cancel until Thu 11 June 2026, 18:00"; null where nothing is to be said. */
  readonly cancellation: string | null
}

const INLINE_PICTURES = 4 // of a list: the first come with the page, the others when they are near
const FEW = 3 // rooms from which on the number is worth telling

/** `position` from 0 decides how the picture comes. */
export function hotelCard(card: HotelCardView, stay: StayView, position: number): Html {
  return html`<li class="card">
    <div class="card-art">${picture(card, position)}</div>
    <div class="card-text">
      <h3><a href="${card.href}">${card.name}</a> ${stars(card.art.stars)}</h3>
      <p class="where">${icon('pin')}${whereText(card)}</p>
      <p class="card-room">
        ${icon('bed')}<span
          >${card.room.name}: ${card.room.beds}, sleeps ${card.room.maxGuests}</span
        >
      </p>
      ${card.cancellation !== null && html`<p class="good">${icon('check')}${card.cancellation}</p>`}
      ${fewLeft(card.available)}
    </div>
    <div class="card-price">${priceBlock(card, stay)}</div>
  </li>`
}

/** Total first, what it covers, and the night's price small. */
export function priceBlock(
  price: { readonly total: Money; readonly perNight: Money },
  stay: StayView,
): Html {
  const rooms = stay.rooms === 1 ? '' : `, ${countOf(stay.rooms, 'room')}`
  return html`<p class="price">${moneyText(price.total)}</p>
    <p class="price-note">${countOf(stay.nights, 'night')}${rooms}, taxes included</p>
    ${stay.nights > 1 && html`<p class="price-note">${moneyText(price.perNight)} a night</p>`}`
}

/** The truth about the last rooms, and nothing about rooms that are plenty. */
export function fewLeft(available: number): Html | null {
  if (available > FEW) return null
  return html`<p class="few">${icon('clock')}${available} left for these dates</p>`
}

export function whereText(at: {
  readonly city: string
  readonly distanceKm: number | null
}): string {
  return at.distanceKm === null
    ? at.city
    : `${at.city}, ${kilometres(at.distanceKm)} from the centre`
}

function kilometres(distance: number): string {
  return distance < 0.1 ? 'less than 100 m' : `${distance.toFixed(1)} km`
}

function picture(card: HotelCardView, position: number): Html {
  if (position < INLINE_PICTURES) return hotelArt(card.art)
  return html`<img
    class="art"
    src="${card.artUrl}"
    alt="${hotelArtLabel(card.art)}"
    width="${WIDTH}"
    height="${HEIGHT}"
    loading="lazy"
    decoding="async"
  />`
}

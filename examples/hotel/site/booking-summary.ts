/** What is being booked, or was: the hotel, the stay, the lines of the price. Beside the form, on the voucher. */
import { isLocalDate, type Money } from 'portico/schema'
import { html, type Html } from 'portico/templates'
import { hotelArt, type HotelArtFacts } from './art/hotel-art.ts'
import { shortDayText } from './dates.ts'
import { moneyText } from './money.ts'
import { stars } from './stars.ts'
import { stayFacts, type StayView } from './stay-summary.ts'

export interface BookedStay {
  readonly hotel: {
    readonly name: string
    readonly href: string
    readonly city: string
    readonly art: HotelArtFacts
    readonly checkInFrom: string
    readonly checkOutUntil: string
  }
  readonly stay: StayView
  readonly rooms: readonly { readonly name: string; readonly quantity: number }[]
  readonly lines: readonly PriceLine[]
  readonly total: Money
  /** In words; null where nothing is to be said. */
  readonly cancellation: string | null
}

export interface PriceLine {
  readonly description: string
  readonly amount: Money
}

export function bookedHotel({ hotel }: BookedStay): Html {
  return html`<div class="booked-hotel">
    <div class="booked-art">${hotelArt(hotel.art)}</div>
    <p class="booked-name"><a href="${hotel.href}">${hotel.name}</a></p>
    <p class="quiet">${hotel.city} ${stars(hotel.art.stars)}</p>
  </div>`
}

export function bookedStay(booked: BookedStay): Html {
  const rooms = booked.rooms.map(
    ({ name, quantity }) => html`<li>${quantity === 1 ? '' : `${quantity} × `}${name}</li>`,
  )
  return html`${stayFacts(booked.stay, booked.hotel)}
    <ul class="booked-rooms">
      ${rooms}
    </ul>
    ${booked.cancellation !== null && html`<p class="good">${booked.cancellation}</p>`}`
}

/** Every line, then their sum: the lines of a booking add up to its total, always. */
export function priceLines({ lines, total }: BookedStay, totalLabel: string): Html {
  const rows = lines.map(
    ({ description, amount }) =>
      html`<tr>
        <th scope="row">${withReadableDay(description)}</th>
        <td>${moneyText(amount)}</td>
      </tr>`,
  )
  return html`<table class="lines">
    <caption>
      Price
    </caption>
    <tbody>
      ${rows}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${totalLabel}</th>
        <td>${moneyText(total)}</td>
      </tr>
    </tfoot>
  </table>`
}

/** Lines are stored with ISO dates; on a page "2026-06-12" reads "Fri 12 Jun". */
function withReadableDay(description: string): string {
  return description.replace(/\d{4}-\d\d-\d\d/, (date) =>
    isLocalDate(date) ? shortDayText(date).replaceAll(' ', '\u00a0') : date,
  )
}

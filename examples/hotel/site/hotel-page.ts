/** `/h/{slug}`: one hotel, its rooms for the stay with their whole price, and its facts. */
import type { Money } from 'portico/schema'
import { html, type Html } from 'portico/templates'
import { hotelArt, type HotelArtFacts } from './art/hotel-art.ts'
import { distanceKm, locator, type Point } from './art/locator.ts'
import { roomPlan } from './art/room-plan.ts'
import { hiddenFields } from './field.ts'
import { fewLeft, hotelCard, priceBlock, whereText, type HotelCardView } from './hotel-card.ts'
import { icon } from './icons.ts'
import { layout, type SiteView } from './layout.ts'
import { moneyText } from './money.ts'
import { stayForm, type SearchFormView } from './search-form.ts'
import { stars } from './stars.ts'
import { countOf, datesText, partyText, type StayView } from './stay-summary.ts'

export interface HotelPageView {
  readonly site: SiteView
  readonly hotel: HotelFactsView
  /** The place's results, to go back to; null when the guest came from elsewhere. */
  readonly back: { readonly href: string; readonly label: string } | null
  /** Its action is this page. */
  readonly search: SearchFormView
  /** Null until the guest has said when. */
  readonly stay: StayView | null
  /** Those that are free for the stay, cheapest first. */
  readonly rooms: readonly RoomOfferView[]
  /** Where a room is chosen: a POST that holds it. */
  readonly holdAction: string
  /** For a stay in which nothing is free. */
  readonly alternatives: readonly HotelCardView[]
}

export interface HotelFactsView {
  readonly name: string
  readonly art: HotelArtFacts
  readonly city: string
  /** Region or country, in words. */
  readonly within: string
  readonly position: Point
  readonly cityCentre: Point
  readonly checkInFrom: string
  readonly checkOutUntil: string
  /** In words, in the order of display. */
  readonly amenities: readonly string[]
  /** Compulsory, for an adult and a night; null where there is none. It is in every total. */
  readonly touristTax: Money | null
}

export interface RoomOfferView {
  readonly id: number
  readonly name: string
  /** "1 double bed, 2 single beds". */
  readonly beds: string
  readonly sizeM2: number
  readonly maxGuests: number
  readonly available: number
  readonly total: Money
  readonly perNight: Money
  /** What the form of this room sends: room type, quantity and the stay. */
  readonly hold: readonly (readonly [name: string, value: string])[]
}

export function hotelPage(view: HotelPageView): Html {
  const { site, hotel, back, stay } = view
  return layout({
    site,
    title: `${hotel.name}, ${hotel.city}`,
    description: `${hotel.name} in ${hotel.city}: ${hotel.art.stars} stars, ${countOf(hotel.art.rooms, 'room')}, with the whole price of your stay.`,
    main: html`<article class="page hotel">
      ${back !== null && html`<p class="back"><a href="${back.href}">← ${back.label}</a></p>`}
      <header class="hotel-head">
        <div class="hotel-art">${hotelArt(hotel.art)}</div>
        <div>
          <p class="eyebrow">${hotel.city}, ${hotel.within}</p>
          <h1>${hotel.name}</h1>
          <p class="hotel-class">${stars(hotel.art.stars)} ${countOf(hotel.art.rooms, 'room')}</p>
          <p class="where">${icon('pin')}${whereText(placeOf(hotel))}</p>
        </div>
      </header>
      <section aria-labelledby="offers">
        <h2 id="offers">
          ${stay === null ? 'When would you like to stay?' : 'Rooms and whole prices'}
        </h2>
        ${stay === null ? stayForm(view.search) : html`${stayBar(view.search, stay)}${offers(view, stay)}`}
      </section>
      ${goodToKnow(hotel)}
    </article>`,
  })
}

function placeOf(hotel: HotelFactsView): { city: string; distanceKm: number } {
  return { city: hotel.city, distanceKm: distanceKm(hotel.cityCentre, hotel.position) }
}

function stayBar(search: SearchFormView, stay: StayView): Html {
  return html`<details class="stay-bar" ?open=${search.errors.length > 0}>
    <summary>
      <span>${datesText(stay)}</span>
      <span>${partyText(stay)}</span>
      <span class="stay-bar-change">Change</span>
    </summary>
    ${stayForm(search)}
  </details>`
}

function offers({ rooms, holdAction, alternatives }: HotelPageView, stay: StayView): Html {
  if (rooms.length === 0) return soldOut(alternatives, stay)
  return html`<p class="quiet">
      Totals include every tax. Choosing a room holds it for ten minutes and costs nothing.
    </p>
    <ul class="rooms">
      ${rooms.map((room) => roomOffer(room, stay, holdAction))}
    </ul>`
}

function roomOffer(room: RoomOfferView, stay: StayView, action: string): Html {
  const quantity = stay.rooms === 1 ? '' : ` × ${stay.rooms}`
  return html`<li class="room">
    <div class="room-plan">${roomPlan(room)}</div>
    <div class="room-text">
      <h3>${room.name}${quantity}</h3>
      <ul class="room-facts">
        <li>${icon('bed')}${room.beds}</li>
        <li>${icon('users')}Sleeps ${room.maxGuests}</li>
        <li class="quiet">${room.sizeM2} m²</li>
      </ul>
      ${fewLeft(room.available)}
    </div>
    <div class="room-price">
      ${priceBlock(room, stay)}
      <form action="${action}" method="post">
        ${hiddenFields(room.hold)}
        <button class="button">Choose<span class="hidden">: ${room.name}</span></button>
      </form>
    </div>
  </li>`
}

function soldOut(alternatives: readonly HotelCardView[], stay: StayView): Html {
  return html`<div class="notice">
    <p>No room that fits is free on every night of this stay. Try other dates above.</p>
    ${
      alternatives.length > 0 &&
      html`<h3>Free for the same dates nearby</h3>
        <ul class="cards">
          ${alternatives.map((card, position) => hotelCard(card, stay, position))}
        </ul>`
    }
  </div>`
}

function goodToKnow(hotel: HotelFactsView): Html {
  const { city, distanceKm: km } = placeOf(hotel)
  return html`<section class="know" aria-labelledby="know">
    <h2 id="know">Good to know</h2>
    <div class="know-columns">
      ${terms(hotel)}
      ${
        hotel.amenities.length > 0 &&
        html`<div>
          <h3>In the house</h3>
          <ul class="amenities">
            ${hotel.amenities.map((amenity) => html`<li>${icon('check')}${amenity}</li>`)}
          </ul>
        </div>`
      }
      <figure class="map">
        ${locator(hotel.cityCentre, hotel.position, `${hotel.name} is ${km.toFixed(1)} km from the centre of ${city}`)}
        <figcaption>${km.toFixed(1)} km from the centre of ${city}. North is up.</figcaption>
      </figure>
    </div>
  </section>`
}

function terms(hotel: HotelFactsView): Html {
  const tax =
    hotel.touristTax === null
      ? 'None'
      : `${moneyText(hotel.touristTax)} for each adult and night; it is in every total`
  return html`<dl class="facts">
    <div>
      <dt>Arrival</dt>
      <dd>from ${hotel.checkInFrom}</dd>
    </div>
    <div>
      <dt>Departure</dt>
      <dd>until ${hotel.checkOutUntil}</dd>
    </div>
    <div>
      <dt>Payment</dt>
      <dd>At the hotel, in ${hotel.touristTax?.currency ?? 'the currency shown'}</dd>
    </div>
    <div>
      <dt>Tourist tax</dt>
      <dd>${tax}</dd>
    </div>
  </dl>`
}

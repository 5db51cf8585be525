/** The page of one hotel: its facts, and its rooms for the stay. */
import { HttpError, type Context } from 'portico'
import { database, type Row } from 'portico/db'
import { moneyOf } from 'portico/schema'
import { holdFields } from '../booking/hold-form.ts'
import { amenityNames } from '../catalogue/amenity-names.ts'
import { Hotel } from '../catalogue/models.ts'
import type { PlaceRow } from '../catalogue/named-place.ts'
import { hotelPicture } from '../catalogue/picture-facts.ts'
import { placeWithin } from '../catalogue/place-words.ts'
import { now, todayIn } from '../clock.ts'
import type { HotelCardView } from '../site/hotel-card.ts'
import type { HotelFactsView, HotelPageView, RoomOfferView } from '../site/hotel-page.ts'
import { siteView } from '../site-view.ts'
import { fitsParty } from './fit.ts'
import { hotelCards, perNight, pointOf } from './hotel-cards.ts'
import { resultsUrl } from './results-answer.ts'
import { roomsForStay, type RoomOffer } from './rooms.ts'
import { searchStays } from './search.ts'
import { stayFormView, stayView, wishQuery, type TypedStay, type Wish } from './stay-form.ts'

export type HotelRow = Row<typeof Hotel>

/** A hotel and the place that it is in. */
export interface House {
  readonly hotel: HotelRow
  readonly city: PlaceRow
}

const SUGGESTED = 4 // hotels

/** Throws HttpError 404 `hotel-unknown`. */
export async function findHouse(ctx: Context, slug: string): Promise<House> {
  const known = /^[a-z0-9-]{1,120}$/.test(slug) ? slug : ''
  const hotels = Hotel.where((hotel) => hotel.slug.eq(known)).include({ city: true })
  const found = await database(ctx).first(hotels)
  if (found === null) {
    throw new HttpError(
      404,
      'hotel-unknown',
      `No hotel has the address ${JSON.stringify(slug.slice(0, 32))}. Find one from the start page.`,
    )
  }
  const { city, ...hotel } = found
  return { hotel: { ...hotel, city: city.id }, city }
}

export function hotelUrl(
  ctx: Context,
  hotel: { readonly slug: string },
  wish: Wish | null,
): string {
  const query = wish === null ? {} : wishQuery(wish)
  return ctx.url('hotel', { slug: hotel.slug }, { query })
}

export async function hotelView(
  ctx: Context,
  house: House,
  typed: TypedStay,
): Promise<HotelPageView> {
  const { hotel, city } = house
  const { wish } = typed
  const offers = wish === null ? [] : await fittingRooms(ctx, hotel, wish)
  return {
    site: siteView(ctx),
    hotel: hotelFacts(house),
    back:
      wish === null
        ? null
        : { href: resultsUrl(ctx, { place: city, wish }), label: `Hotels in ${city.name}` },
    search: stayFormView(hotelUrl(ctx, hotel, null), typed, todayIn(ctx, city.timeZone)),
    stay: wish === null ? null : stayView(wish),
    rooms: wish === null ? [] : offers.map((offer) => roomOfferView(offer, wish, hotel.currency)),
    holdAction: ctx.url('holds'),
    alternatives:
      wish === null || offers.length > 0 ? [] : await otherHotels(ctx, city, wish, hotel.id),
  }
}

/** The best of the other hotels of the place for the same wish. */
export async function otherHotels(
  ctx: Context,
  city: PlaceRow,
  wish: Wish,
  except: number,
): Promise<readonly HotelCardView[]> {
  const criteria = { place: city.id, ...wish, stars: [], maxTotal: null, sort: 'total' } as const
  const { offers } = await searchStays(database(ctx), criteria, now(ctx))
  const others = offers.filter((offer) => offer.hotel.id !== except)
  return hotelCards(ctx, city, wish, others.slice(0, SUGGESTED))
}

async function fittingRooms(
  ctx: Context,
  hotel: HotelRow,
  { stay, party, rooms: quantity }: Wish,
): Promise<readonly RoomOffer[]> {
  const offers = await roomsForStay(database(ctx), hotel, { stay, party, quantity }, now(ctx))
  return offers.filter((offer) => fitsParty(offer.roomType, party, quantity))
}

function hotelFacts({ hotel, city }: House): HotelFactsView {
  return {
    name: hotel.name,
    art: hotelPicture(hotel, city),
    city: city.name,
    within: placeWithin(city),
    position: pointOf(hotel),
    cityCentre: pointOf(city),
    checkInFrom: hotel.checkInFrom,
    checkOutUntil: hotel.checkOutUntil,
    amenities: amenityNames(hotel.amenityBits),
    touristTax: hotel.touristTax === 0 ? null : moneyOf(hotel.touristTax, hotel.currency),
  }
}

function roomOfferView(offer: RoomOffer, wish: Wish, currency: string): RoomOfferView {
  const { roomType, available, total } = offer
  return {
    id: roomType.id,
    name: roomType.name,
    beds: roomType.beds,
    sizeM2: roomType.sizeM2,
    maxGuests: roomType.maxGuests,
    available,
    total: moneyOf(total, currency),
    perNight: perNight(total, wish, currency),
    hold: holdFields(roomType.id, wish, total),
  }
}

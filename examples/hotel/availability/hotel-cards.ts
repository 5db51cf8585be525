/** Offers of a search as the cards of a list. */
import type { Context } from 'portico'
import { database } from 'portico/db'
import { moneyOf, type Money } from 'portico/schema'
import { Hotel, RoomType } from '../catalogue/models.ts'
import type { PlaceRow } from '../catalogue/named-place.ts'
import { hotelPicture } from '../catalogue/picture-facts.ts'
import { distanceKm, type Point } from '../site/art/locator.ts'
import type { HotelCardView } from '../site/hotel-card.ts'
import type { Offer } from './search.ts'
import { wishQuery, type Wish } from './stay-form.ts'

/** Two queries, however many offers. */
export async function hotelCards(
  ctx: Context,
  place: PlaceRow,
  wish: Wish,
  offers: readonly Offer[],
): Promise<readonly HotelCardView[]> {
  const db = database(ctx)
  const hotelIds = offers.map((offer) => offer.hotel.id)
  const typeIds = offers.map((offer) => offer.roomType)
  const hotels = byId(await db.all(Hotel.where((hotel) => hotel.id.in(hotelIds))))
  const types = byId(await db.all(RoomType.where((type) => type.id.in(typeIds))))
  return offers.flatMap(({ hotel: { id }, roomType, available, total }) => {
    const hotel = hotels.get(id)
    const type = types.get(roomType)
    if (hotel === undefined || type === undefined) return [] // deleted since the search
    return [
      {
        href: ctx.url('hotel', { slug: hotel.slug }, { query: wishQuery(wish) }),
        name: hotel.name,
        art: hotelPicture(hotel, place),
        artUrl: ctx.url('art', { file: `${id}.svg` }),
        city: place.name,
        distanceKm: distanceKm(pointOf(place), pointOf(hotel)),
        room: { name: type.name, beds: type.beds, maxGuests: type.maxGuests },
        available,
        total: moneyOf(total, hotel.currency),
        perNight: perNight(total, wish, hotel.currency),
        cancellation: null,
      },
    ]
  })
}

/** The total over the nights, rounded to the minor unit: it explains the total and is never charged. */
export function perNight(total: number, { stay }: Wish, currency: string): Money {
  return moneyOf(Math.round(total / stay.nights), currency)
}

export function pointOf(at: { readonly latitude: number; readonly longitude: number }): Point {
  return { latitude: at.latitude / 1_000_000, longitude: at.longitude / 1_000_000 }
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

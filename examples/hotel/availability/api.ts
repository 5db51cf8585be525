/** `GET /search` and `GET /hotels/:id/rooms`: what is free for a stay, and what it costs in all. */
import { HttpError, type Context, type Group } from 'portico'
import { database, type Row } from 'portico/db'
import { choice, integer, list, object, slug, text } from 'portico/schema'
import type { Party, Stay } from '../booking/stay.ts'
import { Hotel, Place, RoomType } from '../catalogue/models.ts'
import { now, todayIn } from '../clock.ts'
import { fitsParty } from './fit.ts'
import { roomsForStay, type RoomOffer } from './rooms.ts'
import { cutPage } from './search-page.ts'
import { searchStays, SORTS, type Offer } from './search.ts'
import { parseStay, stayFields } from './stay-query.ts'

const searchQuery = object({
  place: slug({ label: 'Place' }),
  ...stayFields,
  stars: list(integer({ min: 1, max: 5 }), { separator: ',', max: 5, default: [], label: 'Stars' }),
  max_total: integer({ min: 0, nullable: true, label: 'At most, in minor units' }),
  sort: choice(SORTS, { default: 'total' }),
  limit: integer({ min: 1, max: 50, default: 20 }),
  cursor: text({ max: 1024, nullable: true }),
})

const roomsQuery = object(stayFields)

export function availabilityApi(group: Group): void {
  group.get('/search', { query: searchQuery, name: 'api-search' }, async (ctx) => {
    const { query } = ctx
    const place = await findPlace(ctx, query.place)
    const { stay, party } = parseStay(query, todayIn(ctx, place.timeZone))
    const { rooms, stars, max_total: maxTotal, sort } = query
    const criteria = { place: place.id, stay, party, rooms, stars, maxTotal, sort }
    const { offers, starsFacet } = await searchStays(database(ctx), criteria, now(ctx))
    const page = cutPage(offers, query)
    return {
      count: offers.length,
      stay: stayJson(stay, party, query.rooms),
      facets: { stars: Object.fromEntries(starsFacet) },
      items: await offersJson(ctx, page.items, place),
      next_cursor: page.nextCursor,
    }
  })

  group.get('/hotels/:id/rooms', { query: roomsQuery, name: 'api-rooms' }, async (ctx) => {
    const db = database(ctx)
    const hotel = await findHotel(ctx, ctx.params.id)
    const city = await db.get(Place, hotel.city)
    const { stay, party } = parseStay(ctx.query, todayIn(ctx, city?.timeZone ?? 'UTC'))
    const wish = { stay, party, quantity: ctx.query.rooms }
    const rooms = await roomsForStay(db, hotel, wish, now(ctx))
    return {
      stay: stayJson(stay, party, ctx.query.rooms),
      items: rooms.map((room) => ({
        ...roomJson(room, hotel.currency),
        fits: fitsParty(room.roomType, party, ctx.query.rooms),
      })),
    }
  })
}

/** Throws 404 `place-unknown`. */
async function findPlace(ctx: Context, slug: string): Promise<Row<typeof Place>> {
  const place = await database(ctx).first(Place.where((row) => row.slug.eq(slug)))
  if (place !== null) return place
  throw new HttpError(
    404,
    'place-unknown',
    `No place has the slug ${JSON.stringify(slug.slice(0, 32))}. Find it with GET /api/v1/places?q=name.`,
  )
}

/** Throws 404 `hotel-unknown`. */
async function findHotel(ctx: Context, id: string): Promise<Row<typeof Hotel>> {
  const hotel = /^\d{1,15}$/.test(id) ? await database(ctx).get(Hotel, Number(id)) : null
  if (hotel !== null) return hotel
  throw new HttpError(
    404,
    'hotel-unknown',
    `No hotel has the id ${JSON.stringify(id.slice(0, 32))}. Find one with GET /api/v1/hotels.`,
  )
}

function stayJson(stay: Stay, party: Party, rooms: number) {
  return {
    check_in: stay.checkIn,
    check_out: stay.checkOut,
    nights: stay.nights,
    adults: party.adults,
    children: party.children,
    rooms,
  }
}

function roomJson({ roomType, available, total }: RoomOffer, currency: string) {
  return {
    room_type: {
      id: roomType.id,
      name: roomType.name,
      beds: roomType.beds,
      size_m2: roomType.sizeM2,
      max_adults: roomType.maxAdults,
      max_guests: roomType.maxGuests,
    },
    available,
    total: { amount: total, currency },
  }
}

async function offersJson(ctx: Context, offers: readonly Offer[], place: Row<typeof Place>) {
  const ids = offers.map((offer) => offer.roomType)
  const types = await database(ctx).all(
    RoomType.where((type) => type.id.in(ids)).select('id', 'name', 'maxGuests'),
  )
  return offers.map(({ hotel, roomType, available, total }) => {
    const type = types.find((each) => each.id === roomType)
    return {
      hotel: {
        id: hotel.id,
        slug: hotel.slug,
        name: hotel.name,
        stars: hotel.stars,
        city: { id: place.id, name: place.name },
      },
      room_type: { id: roomType, name: type?.name, max_guests: type?.maxGuests },
      available,
      total: { amount: total, currency: hotel.currency },
    }
  })
}

/**
 * The catalogue: places, the hotels in them, and the types of room that a hotel sells.
 *
 * Rooms are sold by type; which door the guest gets is decided at the desk. Coordinates are integers
 * of a millionth of a degree (0.1 m), so that they are the same on every database.
 */
import {
  check,
  choice,
  index,
  integer,
  many,
  model,
  reference,
  slug,
  text,
  version,
} from 'portico/db'

export const Place = model(
  'place',
  {
    slug: slug({ unique: true }),
    name: text({ max: 120 }),
    kind: choice(['city']),
    /** ISO 3166-1 alpha-2. */
    country: text({ min: 2, max: 2 }),
    region: text({ max: 120 }),
    latitude: integer({ min: -90_000_000, max: 90_000_000 }),
    longitude: integer({ min: -180_000_000, max: 180_000_000 }),
    population: integer({ min: 0 }),
    /** IANA name; it decides what "today" is at the hotel. */
    timeZone: text({ max: 64 }),
    hotels: () => many(Hotel, 'city'),
  },
  (place) => [index(place.name)],
)

export const Hotel = model(
  'hotel',
  {
    slug: slug({ unique: true }),
    name: text({ max: 120 }),
    city: reference(() => Place, { onDelete: 'restrict' }),
    stars: integer({ min: 1, max: 5 }),
    /** All rooms of the house, over its room types. */
    rooms: integer({ min: 1 }),
    latitude: integer({ min: -90_000_000, max: 90_000_000 }),
    longitude: integer({ min: -180_000_000, max: 180_000_000 }),
    /** ISO 4217; every price of the hotel is in it. */
    currency: text({ min: 3, max: 3 }),
    /** HH:MM, local time of the hotel. */
    checkInFrom: text({ min: 5, max: 5 }),
    checkOutUntil: text({ min: 5, max: 5 }),
    /** Compulsory tax for an adult and a night, in minor units of the currency. */
    touristTax: integer({ min: 0 }),
    /** Which of AMENITIES the hotel has: bit 0 is the first. */
    amenityBits: integer({ min: 0, default: 0 }),
    version: version(),
    roomTypes: () => many(RoomType, 'hotel'),
  },
  (hotel) => [index(hotel.city, hotel.name), check('stars-known', hotel.stars.between(1, 5))],
)

export const RoomType = model(
  'room_type',
  {
    hotel: reference(() => Hotel, { onDelete: 'cascade' }),
    name: text({ max: 80 }),
    beds: text({ max: 80 }),
    sizeM2: integer({ min: 5, max: 500 }),
    maxAdults: integer({ min: 1, max: 8 }),
    maxChildren: integer({ min: 0, max: 8 }),
    maxGuests: integer({ min: 1, max: 12 }),
    /** How many rooms of this type the hotel has. */
    total: integer({ min: 1 }),
  },
  (roomType) => [index(roomType.hotel)],
)

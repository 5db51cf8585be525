/**
 * Puts seeds into the database: places, hotels, types of room, and a row of inventory for each type
 * and night. May be run again, and after a kill: what is there already stays.
 *
 * Hotels go in city by city and night by night, the order of the inventory's key, so that even the 20
 * million rows of France are appended and never inserted in between.
 */
import type { Database, Insert, Transaction } from 'portico/db'
import { Inventory } from '../availability/models.ts'
import { Hotel, Place, RoomType } from '../catalogue/models.ts'
import { readPlaces } from '../places/place.ts'
import { AMENITIES } from './amenities.ts'
import type { HotelSeed } from './hotel-seed.ts'
import { priceList } from './prices.ts'
import { describeBeds } from './room-types.ts'
import { saleRules } from './sale-rules.ts'
import { touristTax } from './tourist-tax.ts'

/** The nights from `first` to before `end`, as days since 1970-01-01. */
export interface NightRange {
  readonly first: number
  readonly end: number
}

/** Called as the work goes on, with what is done of it from 0 to 1. */
export type OnProgress = (done: number) => void

/** Loads all places unless there are some. */
export async function loadPlaces(db: Database): Promise<void> {
  if (await db.exists(Place.all)) return
  const rows = readPlaces().map((place) => ({
    id: place.id,
    slug: place.slug,
    name: place.name,
    kind: place.kind,
    country: place.country,
    region: place.region,
    latitude: microDegrees(place.lat),
    longitude: microDegrees(place.lon),
    population: place.population,
    timeZone: place.timeZone,
  }))
  await db.transaction((tx) => tx.insertMany(Place, rows))
}

/** Loads those hotels that are not there yet, with inventory for `nights`. */
export async function loadHotels(
  db: Database,
  hotels: readonly HotelSeed[],
  nights: NightRange,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  const known = new Set((await db.all(Hotel.all.select('id'))).map((hotel) => hotel.id))
  const missing = hotels.filter((hotel) => !known.has(hotel.id))
  await eachCity(missing, onProgress, (city) =>
    // One transaction a city: a hotel is there with all its nights, or not at all.
    db.transaction(async (tx) => {
      await tx.insertMany(Hotel, city.map(hotelRow))
      await tx.insertMany(RoomType, city.flatMap(roomTypeRows))
      await insertNights(tx, city, nights)
    }),
  )
}

/** Adds the nights that have come into sight since the last start; costs one query when none has. */
export async function extendInventory(
  db: Database,
  hotels: readonly HotelSeed[],
  nights: NightRange,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  const last = await db.first(
    Inventory.orderBy((row) => row.night.desc())
      .select('night')
      .limit(1),
  )
  if (last === null || last.night >= nights.end - 1) return
  const known = new Set((await db.all(Hotel.all.select('id'))).map((hotel) => hotel.id))
  const range = { first: Math.max(nights.first, last.night + 1), end: nights.end }
  const present = hotels.filter((hotel) => known.has(hotel.id))
  await db.transaction((tx) =>
    eachCity(present, onProgress, (city) => insertNights(tx, city, range)),
  )
}

async function eachCity(
  hotels: readonly HotelSeed[],
  onProgress: OnProgress,
  work: (hotels: readonly HotelSeed[]) => Promise<void>,
): Promise<void> {
  const cities = Map.groupBy(hotels, (hotel) => hotel.place.id)
  let done = 0
  for (const id of [...cities.keys()].toSorted((a, b) => a - b)) {
    const city = cities.get(id) ?? []
    await work(city.toSorted((a, b) => a.id - b.id))
    done += city.length
    onProgress(done / hotels.length)
  }
}

async function insertNights(
  tx: Transaction,
  hotels: readonly HotelSeed[],
  { first, end }: NightRange,
): Promise<void> {
  const houses = hotels.map((hotel) => ({
    hotel,
    priceOf: priceList(hotel),
    rules: saleRules(hotel),
  }))
  for (let night = first; night < end; night++) {
    const rows: Insert<typeof Inventory>[] = []
    for (const { hotel, priceOf, rules } of houses) {
      const stopSell = rules.stopSell(night)
      const closedToArrival = rules.closedToArrival(night)
      const minStay = rules.minStay(night)
      for (const roomType of hotel.roomTypes) {
        rows.push({
          city: hotel.place.id,
          night,
          hotel: hotel.id,
          roomType: roomType.id,
          total: roomType.count,
          stopSell,
          closedToArrival,
          minStay,
          price: priceOf(roomType, night),
          maxAdults: roomType.maxAdults,
          maxGuests: roomType.maxGuests,
        })
      }
    }
    await tx.insertMany(Inventory, rows)
  }
}

function hotelRow(hotel: HotelSeed): Insert<typeof Hotel> {
  return {
    id: hotel.id,
    slug: hotel.slug,
    name: hotel.name,
    city: hotel.place.id,
    stars: hotel.stars,
    rooms: hotel.rooms,
    latitude: microDegrees(hotel.lat),
    longitude: microDegrees(hotel.lon),
    currency: hotel.currency,
    checkInFrom: hotel.checkInFrom,
    checkOutUntil: hotel.checkOutUntil,
    touristTax: touristTax(hotel),
    amenityBits: hotel.amenities.reduce((bits, name) => bits | (1 << AMENITIES.indexOf(name)), 0),
  }
}

function roomTypeRows(hotel: HotelSeed): Insert<typeof RoomType>[] {
  return hotel.roomTypes.map((type) => ({
    id: type.id,
    hotel: hotel.id,
    name: type.name,
    beds: describeBeds(type.beds),
    sizeM2: type.sizeM2,
    maxAdults: type.maxAdults,
    maxChildren: type.maxChildren,
    maxGuests: type.maxGuests,
    total: type.count,
  }))
}

function microDegrees(degrees: number): number {
  return Math.round(degrees * 1_000_000)
}

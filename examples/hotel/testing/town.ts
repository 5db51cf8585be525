/**
 * The test house in a town with neighbours: 24 hotels more in Lyon, of 1 to 5 stars at known prices; one
 * in Bron, a few kilometres away; two places called Springfield.
 */
import type { Database, Insert } from 'portico/db'
import { dayNumber } from 'portico/schema'
import { Inventory } from '../availability/models.ts'
import { Hotel, Place, RoomType } from '../catalogue/models.ts'
import { LYON, openTestHouse, TODAY } from './house.ts'

const BRON = 2
const NEIGHBOURS = 24
const NIGHTS = 60
const PLACE = {
  region: 'Auvergne-Rhône-Alpes',
  country: 'FR',
  kind: 'city',
  latitude: 45_738_600,
  longitude: 4_911_600,
  population: 40_000,
  timeZone: 'Europe/Paris',
} as const
const MISSOURI = { region: 'Missouri', country: 'US', latitude: 37_215_330 }
const ILLINOIS = { region: 'Illinois', country: 'US', latitude: 39_801_720 }

export async function openTestTown(): Promise<Database> {
  const db = await openTestHouse()
  await db.insertMany(Place, [
    { ...PLACE, id: BRON, slug: 'bron', name: 'Bron' },
    { ...PLACE, id: 3, slug: 'springfield', name: 'Springfield', ...MISSOURI },
    { ...PLACE, id: 4, slug: 'springfield-illinois', name: 'Springfield', ...ILLINOIS },
  ])
  const neighbours = Array.from({ length: NEIGHBOURS }, (_, i) => neighbour(100 + i, LYON))
  await addHotels(db, [...neighbours, neighbour(200, BRON)])
  return db
}

/** A hotel with the number `id` in Lyon, on sale for 60 nights. */
export async function addNeighbour(db: Database, id: number): Promise<void> {
  await addHotels(db, [neighbour(id, LYON)])
}

/** Of 1, 2, 3, 4, 5, 1 … stars from number 100 on; its one room is 50, 60, 70 … EUR for a night. */
function neighbour(id: number, city: number): Insert<typeof Hotel> & { id: number } {
  return {
    id,
    slug: `hotel-${id}`,
    name: `Hotel ${id}`,
    city,
    stars: 1 + (id % 5),
    rooms: 1,
    latitude: 45_750_000,
    longitude: 4_850_000,
    currency: 'EUR',
    checkInFrom: '14:00',
    checkOutUntil: '10:00',
    touristTax: 0,
  }
}

async function addHotels(
  db: Database,
  hotels: readonly ReturnType<typeof neighbour>[],
): Promise<void> {
  await db.insertMany(Hotel, hotels)
  await db.insertMany(
    RoomType,
    hotels.map(({ id }) => ({
      id: id * 10,
      hotel: id,
      name: 'Double room',
      beds: '1 double bed',
      sizeM2: 15,
      maxAdults: 2,
      maxChildren: 0,
      maxGuests: 2,
      total: 1,
    })),
  )
  await db.insertMany(Inventory, hotels.flatMap(nightsOf))
}

function nightsOf({ id, city }: ReturnType<typeof neighbour>): Insert<typeof Inventory>[] {
  const first = dayNumber(TODAY)
  return Array.from({ length: NIGHTS }, (_, i) => ({
    city,
    night: first + i,
    hotel: id,
    roomType: id * 10,
    total: 1,
    price: 5000 + (id % 100) * 1000,
    maxAdults: 2,
    maxGuests: 2,
  }))
}

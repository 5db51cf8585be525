/**
 * A small house for tests: one place, one hotel, two types of room, a year of nights, in a database in
 * memory, with a clock that stands still until a test moves it.
 */
import { connect, createMigration, type Database, type Insert } from 'portico/db'
import {
  addDays,
  dayNumber,
  instantOf,
  localDate,
  type Instant,
  type LocalDate,
} from 'portico/schema'
import { Inventory } from '../availability/models.ts'
import { Hotel, Place, RoomType } from '../catalogue/models.ts'
import { models } from '../models.ts'

export const TODAY: LocalDate = localDate('2027-03-01')
export const NOW: Instant = instantOf('2027-03-01T12:00:00Z')

/** Ids of the house. */
export const LYON = 1
export const HOUSE = 1
/** Two rooms at 100.00 EUR for at most two adults and a child. */
export const DOUBLE = 11
/** One room at 180.00 EUR for at most four guests. */
export const SUITE = 12

/** Minor units that an adult pays in tax for a night. */
export const TAX = 150

export async function openTestHouse(url = 'sqlite::memory:'): Promise<Database> {
  const db = await connect(url, { models })
  await db.script(createMigration(models, db.dialect.name))
  await fillTestHouse(db)
  return db
}

/** Puts the house into a database that has the tables and nothing in them. */
export async function fillTestHouse(db: Database): Promise<void> {
  await db.insert(Place, PLACE)
  await db.insert(Hotel, HOTEL)
  await db.insertMany(RoomType, ROOM_TYPES)
  await db.insertMany(Inventory, inventoryRows())
}

/** The date `days` after today at the house. */
export function inDays(days: number): LocalDate {
  return addDays(TODAY, days)
}

function inventoryRows(): Insert<typeof Inventory>[] {
  const first = dayNumber(TODAY)
  return Array.from({ length: 366 }, (_, i) => first + i).flatMap((night) => [
    {
      city: LYON,
      night,
      hotel: HOUSE,
      roomType: DOUBLE,
      total: 2,
      price: 10_000,
      maxAdults: 2,
      maxGuests: 3,
    },
    {
      city: LYON,
      night,
      hotel: HOUSE,
      roomType: SUITE,
      total: 1,
      price: 18_000,
      maxAdults: 4,
      maxGuests: 4,
    },
  ])
}

const PLACE: Insert<typeof Place> = {
  id: LYON,
  slug: 'lyon',
  name: 'Lyon',
  kind: 'city',
  country: 'FR',
  region: 'Auvergne-Rhône-Alpes',
  latitude: 45_748_500,
  longitude: 4_846_700,
  population: 522_969,
  timeZone: 'Europe/Paris',
}

const HOTEL: Insert<typeof Hotel> = {
  id: HOUSE,
  slug: 'maison-du-quai',
  name: 'Maison du Quai',
  city: LYON,
  stars: 3,
  rooms: 3,
  latitude: 45_760_000,
  longitude: 4_835_000,
  currency: 'EUR',
  checkInFrom: '15:00',
  checkOutUntil: '11:00',
  touristTax: TAX,
}

const ROOM_TYPES: readonly Insert<typeof RoomType>[] = [
  {
    id: DOUBLE,
    hotel: HOUSE,
    name: 'Double room',
    beds: '1 double bed',
    sizeM2: 18,
    maxAdults: 2,
    maxChildren: 1,
    maxGuests: 3,
    total: 2,
  },
  {
    id: SUITE,
    hotel: HOUSE,
    name: 'Suite',
    beds: '1 king bed, 1 sofa bed',
    sizeM2: 40,
    maxAdults: 4,
    maxChildren: 2,
    maxGuests: 4,
    total: 1,
  },
]

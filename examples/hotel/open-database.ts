/** Opens the hotel's database, brings its tables up to date, and fills it on the first start. */
import { connect, migrate, type Database } from 'portico/db'
import { addDays, dayNumber, today } from 'portico/schema'
import { models } from './models.ts'
import { withProgress } from './progress.ts'
import { MAX_DAYS_AHEAD } from './booking/stay.ts'
import { readPlaces } from './places/place.ts'
import { demoHotels } from './seed/demo-hotels.ts'
import { hotelsOfFrance } from './seed/hotels-of-france.ts'
import { extendInventory, loadHotels, loadPlaces, type NightRange } from './seed/load.ts'
import type { HotelSeed } from './seed/hotel-seed.ts'

/** Used when DATABASE_URL says nothing; relative to this file, so that any folder may be current. */
export const DEFAULT_DATABASE_URL = `sqlite:${import.meta.dirname}/var/hotel.db`

export const MIGRATIONS = `${import.meta.dirname}/migrations`

export async function openDatabase(url: string): Promise<Database> {
  const db = await connect(url, { models })
  await migrate(db, MIGRATIONS)
  return db
}

/** The demo's hotels on the first start; on later ones the nights that have come into sight. */
export async function fillDatabase(db: Database): Promise<void> {
  const nights = nightsOnSale()
  await withProgress('Places and demo hotels', async (onProgress) => {
    await loadPlaces(db)
    await loadHotels(db, demoHotels(readPlaces()), nights, onProgress)
  })
  await extendInventory(db, allHotels(), nights)
}

/** All hotels of France, beside those of the demo. Takes a minute or two and 0.7 GB. */
export async function seedFrance(db: Database): Promise<void> {
  await loadPlaces(db)
  await withProgress('Hotels of France', (onProgress) =>
    loadHotels(db, hotelsOfFrance(readPlaces()), nightsOnSale(), onProgress),
  )
}

function allHotels(): readonly HotelSeed[] {
  const places = readPlaces()
  const demo = demoHotels(places)
  const known = new Set(demo.map((hotel) => hotel.id))
  return [...demo, ...hotelsOfFrance(places).filter((hotel) => !known.has(hotel.id))]
}

/** From yesterday, because somewhere it still is yesterday, to the last night that can be booked. */
function nightsOnSale(): NightRange {
  const date = today('UTC')
  return { first: dayNumber(addDays(date, -1)), end: dayNumber(addDays(date, MAX_DAYS_AHEAD + 1)) }
}

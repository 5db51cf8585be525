/**
 * The places of the database in an index that forgives typing errors, built when first asked and
 * again when hotels have been added: `seed france` may run beside the server.
 */
import { contextKey, type Context } from 'portico'
import { count, type Database } from 'portico/db'
import { createPlaceIndex, type IndexedPlace, type PlaceIndex } from '../places/place-index.ts'
import { Hotel, Place } from './models.ts'

export interface PlaceHit extends IndexedPlace {
  readonly id: number
  readonly slug: string
  readonly kind: string
}

export const placeSearchKey = contextKey<PlaceSearch>('place-search')

export class PlaceSearch {
  readonly #db: Database
  #index: PlaceIndex<PlaceHit> | null = null
  #hotels = -1

  constructor(db: Database) {
    this.#db = db
  }

  /** At most `limit` places, the best match for `query` first. */
  async search(query: string, limit: number): Promise<readonly PlaceHit[]> {
    const hotels = await this.#db.count(Hotel.all)
    if (this.#index === null || hotels !== this.#hotels) {
      this.#index = createPlaceIndex(await readPlaces(this.#db))
      this.#hotels = hotels
    }
    return this.#index.search(query, limit)
  }
}

/** Finds places in the app of the request. */
export function placeSearch(ctx: Context): PlaceSearch {
  return ctx.get(placeSearchKey)
}

async function readPlaces(db: Database): Promise<readonly PlaceHit[]> {
  const counts = await db.all(Hotel.groupBy('city').aggregate(() => ({ hotels: count() })))
  const hotels = new Map(counts.map((row) => [row.city, row.hotels]))
  const places = await db.all(
    Place.select('id', 'slug', 'name', 'kind', 'country', 'region', 'population'),
  )
  return places.map((place) => ({ ...place, hotels: hotels.get(place.id) ?? 0 }))
}

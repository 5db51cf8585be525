/**
 * What the pictures of hotels and places are drawn from.
 *
 * The database does not say whether a place is by the sea or in the mountains; the file of places does,
 * and a place's slug is the same in both.
 */
import type { HotelArtFacts } from '../site/art/hotel-art.ts'
import type { PlaceArtFacts } from '../site/art/place-art.ts'
import { sceneOf } from '../site/art/scene.ts'
import { readPlaces } from '../places/place.ts'

interface PlaceFacts {
  readonly id: number
  readonly slug: string
  readonly country: string
  /** Millionths of a degree. */
  readonly latitude: number
  readonly population: number
}

interface HotelFacts {
  readonly id: number
  readonly stars: number
  readonly rooms: number
}

interface Landscape {
  readonly coast: boolean
  readonly ski: boolean
}

const PLAIN: Landscape = { coast: false, ski: false }
let landscapes: ReadonlyMap<string, Landscape> | null = null

export function placePicture(place: PlaceFacts): PlaceArtFacts {
  return {
    id: place.id,
    country: place.country,
    latitude: place.latitude / 1_000_000,
    scene: sceneOf({ ...landscapeOf(place.slug), population: place.population }),
  }
}

export function hotelPicture(hotel: HotelFacts, place: PlaceFacts): HotelArtFacts {
  const { id, stars, rooms } = hotel
  return { ...placePicture(place), id, stars, rooms }
}

/** Reads the file of places when first asked: some 50 ms, once. */
function landscapeOf(slug: string): Landscape {
  landscapes ??= new Map(
    readPlaces()
      .filter((place) => place.coast || place.ski)
      .map(({ slug: name, coast, ski }) => [name, { coast, ski }]),
  )
  return landscapes.get(slug) ?? PLAIN
}

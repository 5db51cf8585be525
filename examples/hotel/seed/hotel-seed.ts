/**
 * What a seed knows about a hotel before there is a database: plain facts, of which all names are
 * invented. Where the facts come from is said in `data/ATTRIBUTION.md`.
 */
import type { Place } from '../places/place.ts'
import type { Amenity } from './amenities.ts'

export type Stars = 1 | 2 | 3 | 4 | 5

export interface HotelSeed {
  /** Stable: the line in the file of French hotels, from 20001 in the other cities of the demo. */
  readonly id: number
  /** Unique among all hotels, in lower-case ASCII. */
  readonly slug: string
  readonly name: string
  readonly place: Place
  /** Degrees, WGS 84, four decimals. */
  readonly lat: number
  readonly lon: number
  readonly stars: Stars
  /** The rooms of all types together. */
  readonly rooms: number
  /** ISO 4217. */
  readonly currency: string
  /** Local times `HH:MM`. */
  readonly checkInFrom: string
  readonly checkOutUntil: string
  readonly amenities: readonly Amenity[]
  /** From the simplest to the best. */
  readonly roomTypes: readonly RoomTypeSeed[]
}

export interface RoomTypeSeed {
  /** Ten times the hotel's id plus the position from 1. */
  readonly id: number
  readonly name: string
  readonly beds: readonly Bed[]
  readonly sizeM2: number
  readonly maxAdults: number
  readonly maxChildren: number
  /** Adults and children together. */
  readonly maxGuests: number
  /** How many such rooms the hotel has: its inventory of every night. */
  readonly count: number
  /** Per mille of the hotel's standard room; what `nightPrice` multiplies with. */
  readonly priceFactor: number
}

export interface Bed {
  readonly kind: BedKind
  readonly count: number
}

export type BedKind = 'single' | 'double' | 'queen' | 'king' | 'sofa'

/** Throws for anything but a whole number from 1 to 5. */
export function parseStars(text: string): Stars {
  const stars = Number(text)
  if (stars === 1 || stars === 2 || stars === 3 || stars === 4 || stars === 5) return stars
  throw new Error(`"${text}" is not a number of stars from 1 to 5.`)
}

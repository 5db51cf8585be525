/**
 * What a hotel offers, drawn by its stars. Invented: the registers do not say.
 */
import type { Stars } from './hotel-seed.ts'
import { hash } from './random.ts'

/** In the order of display. The position is the bit in a database's mask: append, never reorder. */
export const AMENITIES = [
  'wifi',
  'breakfast',
  'reception-24h',
  'lift',
  'air-conditioning',
  'parking',
  'ev-charging',
  'step-free',
  'pets',
  'bar',
  'restaurant',
  'gym',
  'pool',
  'spa',
] as const

export type Amenity = (typeof AMENITIES)[number]

/** Percent of the hotels of 1, 2, 3, 4 and 5 stars that have it. */
const SHARES: Readonly<Record<Amenity, readonly [number, number, number, number, number]>> = {
  wifi: [85, 97, 100, 100, 100],
  breakfast: [70, 85, 95, 100, 100],
  'reception-24h': [10, 20, 45, 85, 100],
  lift: [15, 35, 65, 90, 100],
  'air-conditioning': [5, 20, 50, 85, 100],
  parking: [45, 55, 60, 65, 80],
  'ev-charging': [2, 8, 20, 45, 75],
  'step-free': [20, 35, 55, 80, 95],
  pets: [60, 60, 55, 50, 55],
  bar: [20, 30, 55, 85, 100],
  restaurant: [25, 35, 45, 65, 95],
  gym: [0, 2, 10, 45, 90],
  pool: [2, 6, 18, 45, 80],
  spa: [0, 1, 8, 40, 90],
}

/** The amenities of the hotel with this id, in the order of {@link AMENITIES}. */
export function amenitiesOf(id: number, stars: Stars): Amenity[] {
  return AMENITIES.filter(
    (amenity, i) => hash(id, 100 + i) % 100 < (SHARES[amenity][stars - 1] ?? 0),
  )
}

/**
 * The places that a guest can search: 24 thousand cities of the world (GeoNames) and every French
 * town that has a hotel. `data/make` writes the file, `data/ATTRIBUTION.md` says whose facts it holds.
 */
import { readTable } from '../data/read-table.ts'
import { slugify } from './fold.ts'

export interface Place {
  /** The line in the file, from 1. Lines are appended and never moved: databases keep these ids. */
  readonly id: number
  /** Unique, in lower-case ASCII: `lyon`, `paris-texas`. */
  readonly slug: string
  readonly name: string
  readonly kind: 'city'
  /** ISO 3166-1 alpha-2; French overseas regions have their own. */
  readonly country: string
  /** The name of the first-level region in English, '' where it is not known. */
  readonly region: string
  /** Degrees, WGS 84, four decimals (11 m). */
  readonly lat: number
  readonly lon: number
  /** 0 for the small towns that GeoNames' list of cities from 15,000 people does not have. */
  readonly population: number
  /** An IANA zone: "today" at a hotel is the day there. */
  readonly timeZone: string
  readonly coast: boolean
  /** A winter sports town. Only known of French ones. */
  readonly ski: boolean
  readonly capital: boolean
}

/** The cells of a line; 'c' in `traits` is coast, 's' ski, 'k' capital. */
const PLACE_COLUMNS = [
  'name',
  'country',
  'region',
  'lat',
  'lon',
  'population',
  'timeZone',
  'traits',
  'slug',
] as const

/** Reads all places, in the order of their ids. About 40 ms; call it once and keep the result. */
export function readPlaces(): Place[] {
  return readTable('places.tsv.br', PLACE_COLUMNS).map((row, i) => {
    const [name, country, region, lat, lon, population, timeZone, traits, slug] = row
    return {
      id: i + 1,
      slug: slug || slugify(name), // spelled out only where it is not simply the name's
      name,
      kind: 'city',
      country,
      region,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(population),
      timeZone,
      coast: traits.includes('c'),
      ski: traits.includes('s'),
      capital: traits.includes('k'),
    }
  })
}

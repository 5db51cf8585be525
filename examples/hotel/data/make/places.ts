/**
 * Makes the list of places: GeoNames' cities, and the towns of the French register that it lacks.
 *
 * A town of the register is the city of GeoNames with the same name less than 20 km away; the city's
 * own districts (the arrondissements of Marseille, sections, ruins) are left out. Sorted by country,
 * region and name, which packs best. The larger of two places with the same name gets the plain slug.
 */
import { readFileSync } from 'node:fs'
import { foldName, slugify } from '../../places/fold.ts'
import { Coast } from './coast.ts'
import { cell, parseCsv, type CsvRow } from './csv.ts'
import type { RegisteredTown } from './french-register.ts'
import { isSeasideTown } from './seaside-towns.ts'
import { isSkiTown } from './ski-towns.ts'

export interface DraftPlace {
  readonly name: string
  readonly country: string
  readonly region: string
  readonly lat: number
  readonly lon: number
  readonly population: number
  readonly timeZone: string
  readonly capital: boolean
  readonly coast: boolean
  readonly ski: boolean
  /** Null where the register has no hotel. */
  readonly town: RegisteredTown | null
}

const SAME_PLACE_KM = 20
const COAST_KM = 4

/** Sections of a place, abandoned, destroyed and historical ones, in the codes of GeoNames. */
const NOT_A_PLACE = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH'])

/** Two names that GeoNames gives in Cyrillic only. */
const LATIN_NAMES: Readonly<Record<string, string>> = { Зуунмод: 'Zuunmod', Бережани: 'Berezhany' }

/** The places in the order of the file. `sources` is the folder that holds the originals. */
export function draftPlaces(sources: string, towns: readonly RegisteredTown[]): DraftPlace[] {
  const read = (name: string): string => readFileSync(`${sources}/${name}`, 'utf8')
  const regions = new Map<string, string>(
    // The shape of this file is known: a list of { code, name }.
    (JSON.parse(read('geonames_admin1.json')) as { code: string; name: string }[]).map((region) => [
      region.code,
      region.name,
    ]),
  )
  const coast = new Coast(JSON.parse(read('naturalearth_countries_50m.topo.json')))
  const cities = parseCsv(read('cities_pop15000.csv')).filter(isCity)
  const cityOfTown = matchTowns(towns, cities)
  const townOfCity = new Map([...cityOfTown].map(([town, city]) => [city, town]))
  return [
    ...cities.map((city) => fromCity(city, townOfCity.get(city) ?? null, regions, coast)),
    ...towns.filter((town) => !cityOfTown.has(town)).map((town) => fromTown(town, regions, coast)),
  ].toSorted(byRegionAndName)
}

/** The slugs of `places`, in the same order. */
export function slugsOf(places: readonly DraftPlace[]): string[] {
  const taken = new Set<string>()
  const slugs = new Map<DraftPlace, string>()
  for (const place of places.toSorted(byWeight)) {
    const name = slugify(place.name)
    const region = `${name}-${slugify(place.region) || place.country.toLowerCase()}`
    let slug = [name, region].find((candidate) => !taken.has(candidate))
    for (let n = 2; slug === undefined; n++)
      if (!taken.has(`${region}-${n}`)) slug = `${region}-${n}`
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) throw new Error(`"${slug}" is not a slug.`)
    taken.add(slug)
    slugs.set(place, slug)
  }
  return places.map((place) => slugs.get(place) ?? '')
}

function isCity(city: CsvRow): boolean {
  const isArrondissement = cell(city, 'country') === 'FR' && / \d\d$/.test(cell(city, 'name'))
  return !isArrondissement && !NOT_A_PLACE.has(cell(city, 'feature'))
}

function matchTowns(
  towns: readonly RegisteredTown[],
  cities: readonly CsvRow[],
): Map<RegisteredTown, CsvRow> {
  const byName = Map.groupBy(
    cities,
    (city) => `${cell(city, 'country')} ${foldName(cell(city, 'name'))}`,
  )
  const matches = new Map<RegisteredTown, CsvRow>()
  for (const town of towns) {
    const [nearest] = (byName.get(`${town.area.country} ${town.key}`) ?? [])
      .map((city) => ({ city, km: kilometres(town, position(city)) }))
      .toSorted((a, b) => a.km - b.km)
    if (nearest !== undefined && nearest.km < maxDistance(town)) matches.set(town, nearest.city)
  }
  return matches
}

/** The two hotels of Guyane's north were geocoded far off; no other town there has their names. */
function maxDistance(town: RegisteredTown): number {
  return town.department === '973' ? 70 : SAME_PLACE_KM
}

function fromCity(
  city: CsvRow,
  town: RegisteredTown | null,
  regions: ReadonlyMap<string, string>,
  coast: Coast,
): DraftPlace {
  const { lat, lon } = position(city)
  const country = cell(city, 'country')
  return {
    name: LATIN_NAMES[cell(city, 'name')] ?? cell(city, 'name'),
    country,
    region: regions.get(town?.area.region ?? `${country}.${cell(city, 'admin')}`) ?? '',
    lat,
    lon,
    population: Number(cell(city, 'population')),
    timeZone: cell(city, 'timezone'),
    // Guadeloupe, Martinique… have a seat of government too, but are not states.
    capital: cell(city, 'feature') === 'PPLC' && (town === null || country === 'FR'),
    coast: coast.isWithin(COAST_KM, lat, lon) || isSeaside(town),
    ski: isSki(town),
    town,
  }
}

function fromTown(
  town: RegisteredTown,
  regions: ReadonlyMap<string, string>,
  coast: Coast,
): DraftPlace {
  const { name, lat, lon, area } = town
  return {
    name,
    country: area.country,
    region: regions.get(area.region) ?? '',
    lat,
    lon,
    population: 0,
    timeZone: area.timeZone,
    capital: false,
    coast: coast.isWithin(COAST_KM, lat, lon) || isSeaside(town),
    ski: isSki(town),
    town,
  }
}

function isSeaside(town: RegisteredTown | null): boolean {
  return town !== null && isSeasideTown(town.department, town.key)
}

function isSki(town: RegisteredTown | null): boolean {
  return town !== null && isSkiTown(town.department, town.key)
}

function position(city: CsvRow): { lat: number; lon: number } {
  return { lat: Number(cell(city, 'lat')), lon: Number(cell(city, 'lon')) }
}

/** Flat-earth distance: good to 1 % at the few kilometres for which it is used. */
export function kilometres(
  a: { readonly lat: number; readonly lon: number },
  b: { readonly lat: number; readonly lon: number },
): number {
  const shrink = Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(a.lat - b.lat, (a.lon - b.lon) * shrink) * 111.2
}

function byRegionAndName(a: DraftPlace, b: DraftPlace): number {
  return (
    compare(a.country, b.country) ||
    compare(a.region, b.region) ||
    compare(a.name, b.name) ||
    a.lat - b.lat
  )
}

function byWeight(a: DraftPlace, b: DraftPlace): number {
  return (
    (b.town?.hotels.length ?? 0) - (a.town?.hotels.length ?? 0) ||
    b.population - a.population ||
    byRegionAndName(a, b)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

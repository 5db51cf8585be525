/**
 * The French register of classified accommodation (state of December 2017): its hotels that have
 * coordinates, by town. A town is a cleaned name within a department; spellings that differ in
 * accents, hyphens or "St" are one town, and so are the villages of {@link SAME_TOWN}.
 */
import { readFileSync } from 'node:fs'
import { parseStars, type Stars } from '../../seed/hotel-seed.ts'
import { cell, parseCsv } from './csv.ts'
import { departmentOf, frenchArea, type FrenchArea } from './french-regions.ts'
import { cleanTown, townKey, townName } from './french-town-names.ts'

export interface RegisteredHotel {
  readonly name: string
  readonly lat: number
  readonly lon: number
  readonly stars: Stars
  readonly rooms: number
}

export interface RegisteredTown {
  /** See `townKey`; unique within the department. */
  readonly key: string
  readonly department: string
  readonly name: string
  readonly area: FrenchArea
  /** The median of the hotels' coordinates: robust against a wrong one. */
  readonly lat: number
  readonly lon: number
  readonly hotels: readonly RegisteredHotel[]
}

/** Towns that the register has under two names (or misspelt), by department and key. */
const SAME_TOWN: ReadonlyMap<string, string> = new Map([
  ['06 saintpaul', 'SAINT-PAUL-DE-VENCE'],
  ['16 barbezieux', 'BARBEZIEUX-SAINT-HILAIRE'],
  ['15 loubaressevaldarcomie', 'LOUBARESSE'],
  ['20 ilerousse', "L'ÎLE-ROUSSE"],
  ['20 portoota', 'OTA'],
  ['20 solenzara', 'SARI-SOLENZARA'],
  ['24 terrasson', 'TERRASSON-LAVILLEDIEU'],
  ['32 barbotan', 'BARBOTAN-LES-THERMES'],
  ['34 canon', 'CARNON'],
  ['37 saintmauredetouraine', 'SAINTE-MAURE-DE-TOURAINE'],
  ['40 hossegor', 'SOORTS-HOSSEGOR'],
  ['44 chateaubriand', 'CHÂTEAUBRIANT'],
  ['44 labaule', 'LA BAULE-ESCOUBLAC'],
  ['63 montdore', 'LE MONT-DORE'],
  ['67 wisssembourg', 'WISSEMBOURG'],
  ['73 courchevel1850', 'COURCHEVEL'],
  ['74 chamonix', 'CHAMONIX-MONT-BLANC'],
  ['80 lescrotoy', 'LE CROTOY'],
  ['85 iledyeu', "L'ÎLE-D'YEU"],
  ['94 kremlinbicetre', 'LE KREMLIN-BICÊTRE'],
  ['972 trinite', 'LA TRINITÉ'],
  ['974 plainedescafres', 'LA PLAINE-DES-CAFRES'],
])

interface Entry extends RegisteredHotel {
  readonly town: string
  readonly postcode: string
}

/** Towns by department and key, the hotels of each in the order of the register. */
export function readFrenchRegister(file: string): RegisteredTown[] {
  const towns = new Map<string, Entry[]>()
  for (const entry of readEntries(file)) {
    const key = `${departmentOf(entry.postcode)} ${townKey(entry.town)}`
    const entries = towns.get(key)
    if (entries === undefined) towns.set(key, [entry])
    else entries.push(entry)
  }
  return [...towns]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entries]) => town(key, entries))
}

/** The names in any edition of the register, of every kind of house, by department and town key. */
export function readRealNames(files: readonly string[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>()
  for (const row of files.flatMap((file) => parseCsv(readFileSync(file, 'utf8')))) {
    const department = departmentOf(cell(row, 'postcode'))
    const key = `${department} ${townKey(oneTown(department, cell(row, 'city')))}`
    const set = names.get(key)
    if (set === undefined) names.set(key, new Set([cell(row, 'name')]))
    else set.add(cell(row, 'name'))
  }
  return names
}

function readEntries(file: string): Entry[] {
  return parseCsv(readFileSync(file, 'utf8'))
    .filter((row) => cell(row, 'type') === 'HÔTEL' && cell(row, 'lat') !== '')
    .map((row) => ({
      name: cell(row, 'name'),
      lat: Number(cell(row, 'lat')),
      lon: Number(cell(row, 'lon')),
      stars: parseStars(cell(row, 'stars')),
      rooms: Number(cell(row, 'rooms')),
      town: oneTown(departmentOf(cell(row, 'postcode')), cell(row, 'city')),
      postcode: cell(row, 'postcode'),
    }))
}

function oneTown(department: string, town: string): string {
  return SAME_TOWN.get(`${department} ${townKey(town)}`) ?? cleanTown(town)
}

function town(key: string, entries: readonly Entry[]): RegisteredTown {
  const [department = '', name = ''] = key.split(' ')
  return {
    key: name,
    department,
    name: townName(entries.map((entry) => entry.town)),
    area: frenchArea(entries[0]?.postcode ?? ''),
    lat: median(entries.map((entry) => entry.lat)),
    lon: median(entries.map((entry) => entry.lon)),
    hotels: entries,
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

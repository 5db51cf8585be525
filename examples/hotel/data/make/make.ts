/**
 * Makes the tables of this folder from the original data sets, which are not part of the repository
 * (ATTRIBUTION.md says where they are). Nothing needs to be made to use the project; run it after a change of
 * the rules here or of the name grammar, and expect every hotel of the changed kind to be another:
 *
 *   node examples/hotel/data/make/make.ts <folder of the originals>
 */
import { readFileSync } from 'node:fs'
import { slugify } from '../../places/fold.ts'
import { readPlaces } from '../../places/place.ts'
import { DEMO_CITIES } from '../../seed/demo-cities.ts'
import { writeTable } from '../read-table.ts'
import { bookingRows } from './bookings.ts'
import { cell, parseCsv } from './csv.ts'
import { readFrenchRegister, readRealNames } from './french-register.ts'
import { hotelRows } from './hotels-of-france.ts'
import { draftPlaces, slugsOf, type DraftPlace } from './places.ts'

const REGISTER_2017 = 'fr_classified_accommodation_2017_geo.csv'
const REGISTER_2022 = 'fr_classified_accommodation_2022.csv'

const [sources] = process.argv.slice(2)
if (sources === undefined) throw new Error('Name the folder that holds the original data sets.')
make(sources)

function make(folder: string): void {
  const drafts = draftPlaces(folder, readFrenchRegister(`${folder}/${REGISTER_2017}`))
  const slugs = slugsOf(drafts)
  const placeRows = drafts.map((draft, i) => placeRow(draft, slugs[i] ?? ''))
  report('places.tsv.br', placeRows)

  // Read back: the names of hotels depend on the places as the site sees them.
  const places = readPlaces()
  const towns = places.flatMap((place, i) => {
    const town = drafts[i]?.town ?? null
    return town === null ? [] : [{ place, town }]
  })
  const realNames = readRealNames([`${folder}/${REGISTER_2017}`, `${folder}/${REGISTER_2022}`])
  report('hotels-of-france.tsv.br', hotelRows(towns, realNames))
  report('bookings.tsv.br', bookingRows(folder))
  checkBarcelona(`${folder}/barcelona_hotels_2022.csv`)
}

function placeRow(draft: DraftPlace, slug: string): (string | number)[] {
  const traits = `${draft.coast ? 'c' : ''}${draft.ski ? 's' : ''}${draft.capital ? 'k' : ''}`
  return [
    draft.name,
    draft.country,
    draft.region,
    draft.lat.toFixed(4),
    draft.lon.toFixed(4),
    draft.population,
    draft.timeZone,
    traits,
    slug === slugify(draft.name) ? '' : slug,
  ]
}

/** The demo's names are written by hand, so they are compared with the real ones here. */
function checkBarcelona(file: string): void {
  const real = new Set(
    parseCsv(readFileSync(file, 'utf8')).map((row) => slugify(cell(row, 'name'))),
  )
  const invented = DEMO_CITIES.find((city) => city.place === 'barcelona')?.hotels ?? []
  const taken = invented.filter(([name]) => real.has(slugify(name)))
  if (taken.length > 0) throw new Error(`Real hotels of Barcelona: ${taken.join(', ')}.`)
}

function report(file: string, rows: (string | number)[][]): void {
  const bytes = writeTable(file, rows)
  console.log(`${file}: ${rows.length} rows, ${bytes} bytes`)
}

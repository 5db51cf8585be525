/**
 * Whose facts the site ships, under which licence, and what was changed: the data page shows this
 * list, and ATTRIBUTION.md tells the same to whoever reads the repository.
 */

export interface Attribution {
  readonly title: string
  readonly author: string
  readonly source: string
  readonly licence: string
  readonly licenceUrl: string
  /** The files that hold it, from the root of the site's folder. */
  readonly files: readonly string[]
  readonly changes: string
}

export const ATTRIBUTIONS: readonly Attribution[] = [
  {
    title: 'Hébergements collectifs classés en France (December 2017)',
    author: 'Atout France',
    source: 'https://www.data.gouv.fr/fr/datasets/hebergements-collectifs-classes-en-france/',
    licence: 'Licence Ouverte / Open Licence 2.0 (Etalab)',
    licenceUrl: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
    files: ['data/hotels-of-france.tsv.br', 'data/places.tsv.br'],
    changes:
      'Only hotels with coordinates; town, stars and number of rooms are kept. Names are replaced by ' +
      'invented ones, coordinates moved by up to 200 m. Spellings of towns are unified.',
  },
  {
    title: 'Cities with a population of 15,000 or more, and first-level regions',
    author: 'GeoNames',
    source: 'https://www.geonames.org/',
    licence: 'Creative Commons Attribution 4.0 International',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    files: ['data/places.tsv.br'],
    changes:
      'Sections of cities and abandoned places are left out, coordinates rounded to four decimals, ' +
      'French towns with hotels added, two names transliterated.',
  },
  {
    title: 'Time zones of the cities (tz-lookup)',
    author: 'The contributors of tz-lookup',
    source: 'https://www.npmjs.com/package/tz-lookup',
    licence: 'CC0 1.0 Universal',
    licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
    files: ['data/places.tsv.br'],
    changes: 'The zone of each city, looked up by its coordinates.',
  },
  {
    title: '1:50m Cultural Vectors, countries',
    author: 'Natural Earth',
    source: 'https://www.naturalearthdata.com/',
    licence: 'Public domain',
    licenceUrl: 'https://www.naturalearthdata.com/about/terms-of-use/',
    files: ['data/places.tsv.br'],
    changes: 'Only a mark at each place that lies within 4 km of the coast.',
  },
  {
    title: 'Hotels in the city of Barcelona (2022)',
    author: 'Ajuntament de Barcelona, Open Data BCN',
    source: 'https://opendata-ajuntament.barcelona.cat/',
    licence: 'Creative Commons Attribution 4.0 International',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    files: ['seed/demo-cities.ts'],
    changes:
      'Stars and coordinates of ten hotels, moved by up to 200 m; names and numbers of rooms are invented.',
  },
  {
    title: 'Hotel booking demand datasets (Data in Brief 22, 2019, 41-49)',
    author: 'Nuno Antonio, Ana de Almeida, Luis Nunes',
    source: 'https://doi.org/10.1016/j.dib.2018.11.126',
    licence: 'Creative Commons Attribution 4.0 International',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    files: ['data/bookings.tsv.br'],
    changes:
      'Hotel, arrival, lead time, nights and outcome of each booking are kept, the other columns left out.',
  },
]

/**
 * Where a French postcode is: the country or territory (ISO 3166-1), the region as GeoNames numbers
 * it, and the IANA zone. The first two digits are the department, three in the overseas ones.
 * A handful of communes get their post from the next department; none of them changes region.
 */

export interface FrenchArea {
  readonly country: string
  /** The code of the region in the list of GeoNames, for example `FR.84`. */
  readonly region: string
  readonly timeZone: string
}

const DEPARTMENTS_OF_REGION: Readonly<Record<string, string>> = {
  11: '75 77 78 91 92 93 94 95',
  24: '18 28 36 37 41 45',
  27: '21 25 39 58 70 71 89 90',
  28: '14 27 50 61 76',
  32: '02 59 60 62 80',
  44: '08 10 51 52 54 55 57 67 68 88',
  52: '44 49 53 72 85',
  53: '22 29 35 56',
  75: '16 17 19 23 24 33 40 47 64 79 86 87',
  76: '09 11 12 30 31 32 34 46 48 65 66 81 82',
  84: '01 03 07 15 26 38 42 43 63 69 73 74',
  93: '04 05 06 13 83 84',
  94: '20',
}

const OVERSEAS: Readonly<Record<string, FrenchArea>> = {
  971: { country: 'GP', region: 'GP.GP', timeZone: 'America/Guadeloupe' },
  972: { country: 'MQ', region: 'MQ.MQ', timeZone: 'America/Martinique' },
  973: { country: 'GF', region: 'GF.GF', timeZone: 'America/Cayenne' },
  974: { country: 'RE', region: 'RE.RE', timeZone: 'Indian/Reunion' },
  975: { country: 'PM', region: 'PM.97502', timeZone: 'America/Miquelon' },
  976: { country: 'YT', region: 'YT.97611', timeZone: 'Indian/Mayotte' },
}

const REGION_OF_DEPARTMENT = new Map(
  Object.entries(DEPARTMENTS_OF_REGION).flatMap(([region, departments]) =>
    departments.split(' ').map((department) => [department, `FR.${region}`] as const),
  ),
)

/** Two digits, three overseas: `69`, `974`. */
export function departmentOf(postcode: string): string {
  return postcode.slice(0, postcode.startsWith('97') ? 3 : 2)
}

/** Throws for a postcode outside France. */
export function frenchArea(postcode: string): FrenchArea {
  // Two islands left Guadeloupe in 2007 and kept its postcodes.
  if (postcode === '97133') {
    return { country: 'BL', region: '', timeZone: 'America/St_Barthelemy' }
  }
  if (postcode === '97150') return { country: 'MF', region: '', timeZone: 'America/Marigot' }
  const department = departmentOf(postcode)
  const region = REGION_OF_DEPARTMENT.get(department)
  if (region !== undefined) return { country: 'FR', region, timeZone: 'Europe/Paris' }
  const area = OVERSEAS[department]
  if (area === undefined) throw new Error(`Postcode ${postcode} is in no French department.`)
  return area
}

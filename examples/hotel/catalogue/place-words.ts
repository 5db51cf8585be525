/** Where a place is, in words: the region and the country, without what its own name says already. */

interface Located {
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly region: string
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** "Brittany, France"; "Japan" for Tokyo in Tokyo. */
export function placeWithin({ name, country, region }: Located): string {
  const parts = region === '' || region === name ? [] : [region]
  return [...parts, COUNTRIES.of(country) ?? country].join(', ')
}

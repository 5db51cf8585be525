/**
 * The place that a guest means by what was typed or linked.
 *
 * Slugs are names without accents, and the smaller of two towns with one name has its region in the
 * slug ("paris-texas"). So a text whose spelling as a slug exists means that place and no other;
 * anything else is only ever suggested, never guessed.
 */
import type { Context } from 'portico'
import { database, type Row } from 'portico/db'
import { slugify } from '../places/fold.ts'
import { Place } from './models.ts'
import { placeSearch, type PlaceHit } from './place-search.ts'

export type PlaceRow = Row<typeof Place>

export interface NamedPlace {
  readonly place: PlaceRow | null
  /** For a text that is no place's: those that may be meant, the likeliest first. */
  readonly suggestions: readonly PlaceHit[]
}

const MAX_SLUG = 120
const SUGGESTIONS = 6

export async function findNamedPlace(ctx: Context, text: string): Promise<NamedPlace> {
  const slug = slugify(text)
  const isSlug = /^[a-z0-9-]+$/.test(slug) && slug.length <= MAX_SLUG
  const place = isSlug ? await database(ctx).first(Place.where((row) => row.slug.eq(slug))) : null
  if (place !== null) return { place, suggestions: [] }
  return { place: null, suggestions: await placeSearch(ctx).search(text, SUGGESTIONS) }
}

/** What to show in a form so that sending it unchanged finds the same place again. */
export function typedName({ name, region, slug }: PlaceRow): string {
  const spellings = [name, `${name}, ${region}`]
  return spellings.find((spelling) => slugify(spelling) === slug) ?? slug
}

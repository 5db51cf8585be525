/**
 * When, for whom, in how many rooms: the part of the search form that every page shares, as it was
 * typed and as what it means.
 *
 * Whatever was typed is kept for the form, right or wrong. Spelling is read leniently ("5 , 9" are two
 * ages), the rules are those of the API.
 */
import { addDays, object, type LocalDate } from 'portico/schema'
import { RuleError } from '../booking/rule-error.ts'
import { MAX_DAYS_AHEAD, stayOf, type Party, type Stay } from '../booking/stay.ts'
import type { FieldError } from '../site/field.ts'
import type { SearchFormView, SearchValues } from '../site/search-form.ts'
import type { StayView } from '../site/stay-summary.ts'
import { stayFields } from './stay-query.ts'

/** What a guest wants rooms for. */
export interface Wish {
  readonly stay: Stay
  readonly party: Party
  readonly rooms: number
}

export interface TypedStay {
  /** For the form; `place` as well, where the query has one. */
  readonly values: SearchValues
  /** Null where there is none to be made of the values. */
  readonly wish: Wish | null
  /** Empty where nothing was asked yet. */
  readonly errors: readonly FieldError[]
}

type StayField = Exclude<keyof SearchValues, 'place'>

/** What the form sends, and every form that goes on from its answer. */
export const wishFields = object(stayFields)

const MAX_TYPED = 100 // characters that are kept
const MESSAGES: Readonly<Record<StayField, string>> = {
  check_in: 'Choose the day on which you arrive.',
  check_out: 'Choose the day on which you leave.',
  adults: 'Write how many adults come, from 1 to 16.',
  children: 'Write the age of each child, from 0 to 17, with commas between: 5, 9. Eight at most.',
  rooms: 'Write how many rooms you need, from 1 to 8.',
}

export function typedValues(query: URLSearchParams): SearchValues {
  const typed = (name: string): string => (query.get(name) ?? '').trim().slice(0, MAX_TYPED)
  return {
    place: typed('place'),
    check_in: typed('check_in'),
    check_out: typed('check_out'),
    adults: typed('adults') || '2',
    children: typed('children'),
    rooms: typed('rooms') || '1',
  }
}

/** `today` is the date at the hotel. A query without dates asks nothing, and so has no errors. */
export function readStay(query: URLSearchParams, today: LocalDate): TypedStay {
  const values = typedValues(query)
  if (!query.has('check_in') && !query.has('check_out')) return { values, wish: null, errors: [] }
  const { place: _, ...typed } = values
  const children = typed.children.split(/[\s,;]+/).filter((age) => age !== '')
  const result = wishFields.fromText['~standard'].validate({ ...typed, children })
  if (result.issues !== undefined) return { values, wish: null, errors: fieldErrors(result.issues) }
  const { check_in: checkIn, check_out: checkOut, adults, rooms, children: ages } = result.value
  try {
    const stay = stayOf(checkIn, checkOut, today)
    return { values, wish: { stay, party: { adults, children: ages }, rooms }, errors: [] }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    // A day that the form does not offer is itself to blame, else the one that does not go with it.
    const isOffered = checkIn >= today && checkIn < lastDay(today)
    const field = isOffered ? 'check_out' : 'check_in'
    return { values, wish: null, errors: [{ field, message: error.message }] }
  }
}

/** What a form or a link carries so that the next page has the same wish. */
export function wishQuery({ stay, party, rooms }: Wish): Readonly<Record<string, string>> {
  return {
    check_in: stay.checkIn,
    check_out: stay.checkOut,
    adults: String(party.adults),
    ...(party.children.length > 0 && { children: party.children.join(',') }),
    ...(rooms > 1 && { rooms: String(rooms) }),
  }
}

export function stayView({ stay, party, rooms }: Wish): StayView {
  return { ...stay, ...party, rooms }
}

/** The form with `typed` in it; `today` is the hotel's date, or about it where there is no hotel yet. */
export function stayFormView(
  action: string,
  typed: Pick<TypedStay, 'values' | 'errors'>,
  today: LocalDate,
): SearchFormView {
  return {
    action,
    values: typed.values,
    errors: typed.errors,
    firstDay: today,
    lastDay: lastDay(today),
  }
}

/** On which a stay may end. */
function lastDay(today: LocalDate): LocalDate {
  return addDays(today, MAX_DAYS_AHEAD)
}

function fieldErrors(issues: readonly { readonly path?: readonly unknown[] | undefined }[]) {
  const fields = new Set(issues.map((issue) => issue.path?.[0]))
  // In the order of the form, each field once.
  return Object.entries(MESSAGES).flatMap(([field, message]): FieldError[] =>
    fields.has(field) ? [{ field, message }] : [],
  )
}

/** The part of a query that says when, and for whom: the same for search, rooms and pages. */
import { date, integer, list } from 'portico/schema'
import { stayOf, type Party, type Stay } from '../booking/stay.ts'
import type { LocalDate } from 'portico/schema'

export const stayFields = {
  check_in: date({ label: 'Check-in' }),
  check_out: date({ label: 'Check-out' }),
  adults: integer({ min: 1, max: 16, default: 2, label: 'Adults' }),
  children: list(integer({ min: 0, max: 17 }), {
    separator: ',',
    max: 8,
    default: [],
    label: 'Ages of children',
  }),
  /** Of one type. */
  rooms: integer({ min: 1, max: 8, default: 1, label: 'Rooms' }),
}

export interface StayQuery {
  readonly check_in: LocalDate
  readonly check_out: LocalDate
  readonly adults: number
  readonly children: readonly number[]
}

/** Throws `invalid-stay`. */
export function parseStay(query: StayQuery, today: LocalDate): { stay: Stay; party: Party } {
  return {
    stay: stayOf(query.check_in, query.check_out, today),
    party: { adults: query.adults, children: query.children },
  }
}

/**
 * A stay: the half-open range of nights [checkIn, checkOut) for a party.
 *
 * Dates are calendar days of the hotel and never instants, so no time zone can move them. The night
 * of the check-out date belongs to the next guest.
 */
import { dayNumber, daysBetween, type LocalDate } from 'portico/schema'
import { RuleError } from './rule-error.ts'

export const MAX_NIGHTS = 30
/** How far ahead a stay may begin; inventory is loaded for as many days. */
export const MAX_DAYS_AHEAD = 365

export interface Stay {
  readonly checkIn: LocalDate
  readonly checkOut: LocalDate
  readonly nights: number
}

export interface Party {
  readonly adults: number
  /** Ages in years, 0 to 17. */
  readonly children: readonly number[]
}

/**
 * Makes a stay of two dates. `today` is the hotel's own date: a stay may begin on it, not before.
 * Throws `invalid-stay` with the reason.
 */
export function stayOf(checkIn: LocalDate, checkOut: LocalDate, today: LocalDate): Stay {
  const nights = daysBetween(checkIn, checkOut)
  if (nights < 1) {
    throw invalid(
      `Check-out ${checkOut} is not after check-in ${checkIn}. Choose a later check-out date.`,
    )
  }
  if (nights > MAX_NIGHTS) {
    throw invalid(
      `${nights} nights is more than the ${MAX_NIGHTS} that one booking can have. Shorten the stay.`,
    )
  }
  if (checkIn < today) {
    throw invalid(
      `Check-in ${checkIn} is in the past: it is ${today} at the hotel. Choose today or later.`,
    )
  }
  if (daysBetween(today, checkOut) > MAX_DAYS_AHEAD) {
    throw invalid(
      `Check-out ${checkOut} is more than ${MAX_DAYS_AHEAD} days ahead. Rooms are not on sale that early; choose nearer dates.`,
    )
  }
  return { checkIn, checkOut, nights }
}

/** The nights of [checkIn, checkOut) as days since 1970-01-01, in order. */
export function nightsBetween(checkIn: LocalDate, checkOut: LocalDate): readonly number[] {
  const first = dayNumber(checkIn)
  return Array.from({ length: dayNumber(checkOut) - first }, (_, i) => first + i)
}

/** How many people sleep: children count, whatever their age. */
export function guestsOf(party: Party): number {
  return party.adults + party.children.length
}

function invalid(message: string): RuleError {
  return new RuleError('invalid-stay', message)
}

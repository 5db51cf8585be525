/**
 * A calendar date without time and zone, as text `YYYY-MM-DD` (RFC 3339 full-date), years 0001-9999.
 *
 * A stay, a birthday and a price list have dates, not instants: a `Date` would shift them by the
 * zone of whoever reads it. The text sorts, compares and stores as it is; the brand keeps other text
 * out. Arithmetic goes through the day number, an integer that suits hot tables.
 */
import { PorticoError } from '../../internal/index.ts'
import { wallClock } from './time-zone.ts'

declare const brand: unique symbol

export type LocalDate = string & { readonly [brand]: 'LocalDate' }

const MS_PER_DAY = 86_400_000
const FIRST_DAY = -719_162 // 0001-01-01
const LAST_DAY = 2_932_896 // 9999-12-31
const MONTH_LENGTHS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Throws PorticoError `local-date-invalid` for text that is not a date of the calendar. */
export function localDate(text: string): LocalDate {
  if (isLocalDate(text)) return text
  throw new PorticoError(
    'local-date-invalid',
    `${JSON.stringify(String(text).slice(0, 32))} is not a date of the calendar. Write a real one ` +
      'as YYYY-MM-DD, such as "2026-02-28".',
  )
}

export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || value.length !== 10) return false
  if (value.charCodeAt(4) !== 0x2d || value.charCodeAt(7) !== 0x2d) return false
  const year = digits(value, 0, 4)
  const month = digits(value, 5, 7)
  const day = digits(value, 8, 10)
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return false
  return day <= (MONTH_LENGTHS[month] ?? 0) || (month === 2 && day === 29 && isLeapYear(year))
}

/** The date `days` later, or earlier where negative. Throws `local-date-invalid` past year 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Days from `start` to `end`: the nights of a stay. Negative when `end` is the earlier one. */
export function daysBetween(start: LocalDate, end: LocalDate): number {
  return dayNumber(end) - dayNumber(start)
}

/** Days since 1970-01-01, which is day 0; negative before it. */
export function dayNumber(date: LocalDate): number {
  // ECMA-262 reads a date alone as UTC, where every day has the same length.
  return Date.parse(date) / MS_PER_DAY
}

/** The inverse of `dayNumber`. Throws `local-date-invalid` outside of years 0001-9999. */
export function fromDayNumber(day: number): LocalDate {
  if (Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY) {
    // Within these bounds toISOString writes a year of four digits and a real date.
    return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as LocalDate
  }
  throw new PorticoError(
    'local-date-invalid',
    `Day number ${day} is not a date. Use a whole number from ${FIRST_DAY} (0001-01-01) to ` +
      `${LAST_DAY} (9999-12-31).`,
  )
}

/** The day of the week as ISO 8601 counts: 1 is Monday, 7 is Sunday. */
export function weekday(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/**
 * The date that calendars show in `timeZone` (IANA name, such as `Europe/Paris`) at the moment
 * `now`, a Date or an Instant; default: the present. Throws PorticoError `time-zone-unknown`.
 */
export function today(timeZone: string, now: Date | string = new Date()): LocalDate {
  return localDate(wallClock(timeZone, new Date(now).getTime()).slice(0, 10))
}

/** NaN where a character is not a digit. */
function digits(text: string, start: number, end: number): number {
  let number = 0
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 0x30
    if (digit < 0 || digit > 9) return NaN
    number = number * 10 + digit
  }
  return number
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/**
 * A moment in time as text: RFC 3339 in UTC with milliseconds, `2026-11-23T17:30:00.000Z`.
 *
 * One spelling of a fixed width, so that the order of the text is the order of time: a database
 * without a type for instants sorts and compares it right. Years 0001-9999; no leap seconds, which
 * neither JavaScript nor POSIX time can tell apart.
 */
import { PorticoError } from '../../internal/index.ts'
import { isLocalDate, type LocalDate } from './local-date.ts'
import { zoneOffset } from './time-zone.ts'

declare const brand: unique symbol

export type Instant = string & { readonly [brand]: 'Instant' }

const MS_PER_DAY = 86_400_000
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z')
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d'
const CANONICAL = new RegExp(`^\\d{4}-\\d\\d-\\d\\dT${TIME}:[0-5]\\d\\.\\d{3}Z$`)
/** RFC 3339 section 5.6: any offset, a fraction of any (here: nine) digits, `t` and `z` as well. */
const ANY_OFFSET = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\d)[Tt](${TIME}:[0-5]\\d)(?:\\.(\\d{1,9}))?(?:[Zz]|([+-])(${TIME}))$`,
)
const WALL_TIME = new RegExp(`^${TIME}(?::[0-5]\\d)?$`)

/**
 * The instant of a Date, or of RFC 3339 text with any offset. Digits after the milliseconds are cut,
 * not rounded. Throws PorticoError `instant-invalid`.
 */
export function instantOf(value: string | Date): Instant {
  const instant = typeof value === 'string' ? normalizeInstant(value) : fromMs(value.getTime())
  if (instant !== null) return instant
  throw new PorticoError(
    'instant-invalid',
    `${JSON.stringify(String(value).slice(0, 32))} is not an instant. Write a date and a time with ` +
      'offset, such as "2026-11-23T17:30:00Z" or "2026-11-23T18:30:00+01:00".',
  )
}

/** Whether the text has the one spelling of an instant. */
export function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && CANONICAL.test(value) && isLocalDate(value.slice(0, 10))
}

/** The present. */
export function now(): Instant {
  return instantOf(new Date())
}

/** RFC 3339 text with any offset in its one spelling; null for all other text. */
export function normalizeInstant(text: string): Instant | null {
  if (isInstant(text)) return text
  const match = text.length <= 40 ? ANY_OFFSET.exec(text) : null
  if (match === null) return null
  const [, date, time, fraction = '', sign, offset = '00:00'] = match
  if (!isLocalDate(date)) return null
  const local = Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  const offsetMs = Date.parse(`1970-01-01T${offset}Z`)
  return fromMs(sign === '-' ? local + offsetMs : local - offsetMs)
}

/**
 * The instant at which clocks in `timeZone` (IANA name) show `date` and `time` (`HH:MM` or
 * `HH:MM:SS`). A time that the change to summer time skips means as much later as the gap is long; a
 * time that comes twice means the first one. Temporal calls this "compatible".
 *
 * Zone rules change: compute a deadline once, and store the instant.
 * Throws PorticoError `time-invalid`, `time-zone-unknown` and, at the ends of time, `instant-invalid`.
 */
export function zonedInstant(date: LocalDate, time: string, timeZone: string): Instant {
  if (!WALL_TIME.test(time)) {
    throw new PorticoError(
      'time-invalid',
      `${JSON.stringify(String(time).slice(0, 32))} is not a time of day. Write it as HH:MM or ` +
        'HH:MM:SS, such as "15:00".',
    )
  }
  const local = Date.parse(`${date}T${time}Z`)
  // Twice a day apart, since no zone changes twice within two days; Samoa once skipped a whole one.
  const before = zoneOffset(timeZone, local - MS_PER_DAY)
  const after = zoneOffset(timeZone, local + MS_PER_DAY)
  const candidates = [local - before, local - after].filter(
    (ms) => ms + zoneOffset(timeZone, ms) === local,
  )
  // No candidate: the time was skipped, and clocks that had not been changed would have shown it.
  const ms = candidates.length > 0 ? Math.min(...candidates) : local - before
  return instantOf(new Date(ms))
}

function fromMs(ms: number): Instant | null {
  // Within these bounds toISOString writes a year of four digits.
  return ms >= FIRST_MS && ms <= LAST_MS ? (new Date(ms).toISOString() as Instant) : null
}

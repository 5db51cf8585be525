/**
 * Dates in headers (RFC 9110 section 5.6.7): whole seconds, always GMT.
 *
 * `Date.parse` alone would read "1" as a year and the asctime form as local time, so that a
 * conditional request would be decided by the time zone of the server.
 */
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const TIME = '\\d\\d:\\d\\d:\\d\\d'
const IMF_FIXDATE = new RegExp(`^${DAY}, \\d\\d ${MONTH} \\d{4} ${TIME} GMT$`)
const RFC_850 = new RegExp(
  `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\\d\\d)-(${MONTH})-(\\d\\d) (${TIME}) GMT$`,
)
const ASCTIME = new RegExp(`^${DAY} ${MONTH} [ \\d]\\d ${TIME} \\d{4}$`)

/** Formats milliseconds since 1970 as in `Sun, 06 Nov 1994 08:49:37 GMT`; fractions of a second are dropped. */
export function formatHttpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString()
}

/** Milliseconds since 1970, or null for what is none of the three forms that a recipient must accept. */
export function parseHttpDate(text: string): number | null {
  const milliseconds = readDate(text)
  return Number.isNaN(milliseconds) ? null : milliseconds
}

function readDate(text: string): number {
  if (IMF_FIXDATE.test(text)) return Date.parse(text)
  if (ASCTIME.test(text)) return Date.parse(`${text} GMT`)
  const [, day, month, shortYear, time] = RFC_850.exec(text) ?? []
  if (day === undefined) return NaN
  // A date that appears to be more than 50 years ahead is the most recent past year with those digits.
  const thisYear = new Date().getUTCFullYear()
  const year = thisYear - (thisYear % 100) + Number(shortYear)
  return Date.parse(`${day} ${month} ${year > thisYear + 50 ? year - 100 : year} ${time} GMT`)
}

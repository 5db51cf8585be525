/**
 * What clocks and calendars show in a time zone, from the tz database that Node carries (ICU).
 *
 * Temporal, which would do this, is absent from Node 24. Only the offset from UTC is taken from Intl;
 * all arithmetic is on milliseconds.
 */
import { PorticoError } from '../../internal/index.ts'

const MAX_FORMATS = 1000 // more than the zones there are; bounds what invented spellings can fill
const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The wall clock in `timeZone` at `epochMs`, as `YYYY-MM-DDTHH:MM:SS`, in years 0001-9999.
 * Throws PorticoError `time-zone-unknown`.
 */
export function wallClock(timeZone: string, epochMs: number): string {
  const parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' }
  for (const part of formatOf(timeZone).formatToParts(epochMs)) {
    if (part.type in parts) parts[part.type as keyof typeof parts] = part.value // `in` is the proof
  }
  const date = `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}`
  return `${date}T${parts.hour}:${parts.minute}:${parts.second}`
}

/** Milliseconds that clocks in `timeZone` are ahead of UTC at `epochMs`. */
export function zoneOffset(timeZone: string, epochMs: number): number {
  const wholeSecond = Math.floor(epochMs / 1000) * 1000
  return Date.parse(`${wallClock(timeZone, wholeSecond)}Z`) - wholeSecond
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = newFormat(timeZone)
  if (formats.size >= MAX_FORMATS) formats.clear()
  formats.set(timeZone, format)
  return format
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch (cause) {
    throw new PorticoError(
      'time-zone-unknown',
      `There is no time zone ${JSON.stringify(String(timeZone).slice(0, 32))}. Use a name of the ` +
        "IANA database, such as Europe/Paris; Intl.supportedValuesOf('timeZone') lists them.",
      { cause },
    )
  }
}

/**
 * A stay as an iCalendar file (RFC 5545): one event from arrival to departure.
 *
 * Times are written in UTC, so that the file needs no table of a zone's changes and means the same
 * moment in every calendar. The key of the booking is not in it: calendars are shared and synchronised.
 */
import { zonedInstant, type Instant, type LocalDate } from 'portico/schema'

export interface CalendarStay {
  readonly ref: string
  readonly isCancelled: boolean
  readonly hotel: string
  readonly city: string
  readonly timeZone: string
  /** Degrees. */
  readonly latitude: number
  readonly longitude: number
  readonly checkIn: LocalDate
  readonly checkOut: LocalDate
  /** HH:MM at the hotel. */
  readonly checkInFrom: string
  readonly checkOutUntil: string
  /** A few lines for whoever opens the event. */
  readonly notes: readonly string[]
  readonly createdAt: Instant
}

const LINE_OCTETS = 75 // RFC 5545 section 3.1, the line break not counted

export function calendarFile(stay: CalendarStay): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Halte//Hotel bookings//EN',
    'BEGIN:VEVENT',
    `UID:${stay.ref}@halte.example`,
    `DTSTAMP:${utc(stay.createdAt)}`,
    `SEQUENCE:${stay.isCancelled ? 1 : 0}`,
    `STATUS:${stay.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `DTSTART:${utc(zonedInstant(stay.checkIn, stay.checkInFrom, stay.timeZone))}`,
    `DTEND:${utc(zonedInstant(stay.checkOut, stay.checkOutUntil, stay.timeZone))}`,
    `SUMMARY:${text(stay.hotel)}`,
    `LOCATION:${text(`${stay.hotel}, ${stay.city}`)}`,
    `GEO:${stay.latitude};${stay.longitude}`,
    `DESCRIPTION:${text(stay.notes.join('\n'))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** `20270311T140000Z` */
function utc(moment: Instant): string {
  return `${moment.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Section 3.3.11: these four have a meaning of their own; other controls may not be in a text at all. */
function text(value: string): string {
  return value
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '')
}

/** Breaks a long line between characters: a character of several octets is never cut. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}

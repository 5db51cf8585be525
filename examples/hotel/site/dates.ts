/**
 * Days and moments as the site writes them. Days are calendar days of the hotel and have no zone;
 * moments are always shown with the zone that they are told in.
 */
import type { Instant, LocalDate } from 'portico/schema'
import { html, type Html } from 'portico/templates'

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

/** "Fri 12 June 2026", machine-readable. */
export function day(date: LocalDate): Html {
  return html`<time datetime="${date}">${dayText(date)}</time>`
}

export function dayText(date: LocalDate): string {
  return DAY.format(new Date(`${date}T00:00Z`)).replace(',', '')
}

/** "Fri 12 Jun", for lines where the year is plain. */
export function shortDayText(date: LocalDate): string {
  return SHORT_DAY.format(new Date(`${date}T00:00Z`)).replace(',', '')
}

/** "14:32 (Europe/Paris)": a time of today. */
export function timeOfDay(moment: Instant, timeZone: string): Html {
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  const text = `${format.format(new Date(moment))} (${timeZone.replaceAll('_', ' ')})`
  return html`<time datetime="${moment}">${text}</time>`
}

/** A stay in words: when, how many nights, for whom. The same sentence on every page of the journey. */
import type { LocalDate } from 'portico/schema'
import { html, type Html } from 'portico/templates'
import { day, shortDayText } from './dates.ts'

export interface StayView {
  readonly checkIn: LocalDate
  readonly checkOut: LocalDate
  readonly nights: number
  readonly adults: number
  /** Ages in years. */
  readonly children: readonly number[]
  readonly rooms: number
}

/** "Fri 12 Jun – Mon 15 Jun, 3 nights". */
export function datesText({ checkIn, checkOut, nights }: StayView): string {
  return `${shortDayText(checkIn)} – ${shortDayText(checkOut)}, ${countOf(nights, 'night')}`
}

/** "2 adults, 2 children (5 and 9), 1 room". */
export function partyText({ adults, children, rooms }: StayView): string {
  const ages = children.length === 0 ? [] : [childrenText(children)]
  return [countOf(adults, 'adult'), ...ages, countOf(rooms, 'room')].join(', ')
}

/** Check-in and check-out with their times, nights and party, as a list of facts. */
export function stayFacts(
  stay: StayView,
  times: { readonly checkInFrom: string; readonly checkOutUntil: string },
): Html {
  return html`<dl class="facts">
    <div>
      <dt>Check-in</dt>
      <dd>${day(stay.checkIn)}, from ${times.checkInFrom}</dd>
    </div>
    <div>
      <dt>Check-out</dt>
      <dd>${day(stay.checkOut)}, until ${times.checkOutUntil}</dd>
    </div>
    <div>
      <dt>Stay</dt>
      <dd>${countOf(stay.nights, 'night')}, ${partyText(stay)}</dd>
    </div>
  </dl>`
}

/** "1 night", "2 nights"; "1 child", "2 children". */
export function countOf(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`
  return `${count.toLocaleString('en')} ${noun === 'child' ? 'children' : `${noun}s`}`
}

function childrenText(ages: readonly number[]): string {
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(ages.map(String))
  return `${countOf(ages.length, 'child')} (${ages.length === 1 ? 'age' : 'ages'} ${list})`
}

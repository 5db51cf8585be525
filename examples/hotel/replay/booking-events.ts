/**
 * Two years of real bookings (Antonio, Almeida, Nunes 2019; see data/ATTRIBUTION.md) as the events
 * that a booking system would have seen: who asked for which nights on which day, and who cancelled.
 *
 * The data gives the arrival and the lead time, so a booking was made on arrival - lead time. A guest
 * who did not come keeps the room. The 715 rows without a night ask for nothing and are left out.
 */
import { readTable } from '../data/read-table.ts'

export type ReplayHotel = 'resort' | 'city'

/** A row of the data; days and nights are numbers of days since 1970-01-01. */
export interface ReplayBooking {
  /** The row in the original, from 1. Unique. */
  readonly line: number
  readonly hotel: ReplayHotel
  readonly bookedOn: number
  /** The first night; the stay covers `nights` nights from it on. */
  readonly arrival: number
  readonly nights: number
  readonly outcome: 'stayed' | 'no-show' | 'cancelled'
  /** Null unless the outcome is 'cancelled'. Never before `bookedOn`, sometimes the same day. */
  readonly cancelledOn: number | null
}

export interface ReplayEvent {
  /** A cancellation of a booking that was refused changes nothing. */
  readonly kind: 'book' | 'cancel'
  /** The day on which it happens. */
  readonly day: number
  readonly booking: ReplayBooking
}

const COLUMNS = ['hotel', 'arrival', 'leadTime', 'nights', 'outcome'] as const

/** The 118,675 bookings of at least one night, in the order of the original. About 100 ms. */
export function readBookings(): ReplayBooking[] {
  const rows = readTable('bookings.tsv.br', COLUMNS)
  return rows.flatMap(([hotel, arrivalText, leadTime, nights, outcome], i): ReplayBooking[] => {
    if (nights === '0') return []
    const arrival = Number(arrivalText)
    return [
      {
        line: i + 1,
        hotel: hotel === 'r' ? 'resort' : 'city',
        bookedOn: arrival - Number(leadTime),
        arrival,
        nights: Number(nights),
        ...parseOutcome(outcome, arrival),
      },
    ]
  })
}

/**
 * The 161,670 events in the order in which they happened: by day; on one day cancellations first, so
 * that a room given back can be sold, then bookings; each by line.
 */
export function bookingEvents(bookings: readonly ReplayBooking[]): ReplayEvent[] {
  const events = bookings.flatMap((booking): ReplayEvent[] => {
    const book: ReplayEvent = { kind: 'book', day: booking.bookedOn, booking }
    if (booking.cancelledOn === null) return [book]
    return [book, { kind: 'cancel', day: booking.cancelledOn, booking }]
  })
  return events.toSorted(
    (a, b) => a.day - b.day || rank(a.kind) - rank(b.kind) || a.booking.line - b.booking.line,
  )
}

/** '' is a stay, 'n' a no-show, a number how many days before the arrival it was cancelled. */
function parseOutcome(
  outcome: string,
  arrival: number,
): Pick<ReplayBooking, 'outcome' | 'cancelledOn'> {
  if (outcome === '') return { outcome: 'stayed', cancelledOn: null }
  if (outcome === 'n') return { outcome: 'no-show', cancelledOn: null }
  return { outcome: 'cancelled', cancelledOn: arrival - Number(outcome) }
}

function rank(kind: ReplayEvent['kind']): number {
  return kind === 'cancel' ? 0 : 1
}

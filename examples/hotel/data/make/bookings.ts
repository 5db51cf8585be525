/**
 * Makes the replay's input: of the 32 columns of the booking data those that say who wanted
 * which nights when, and until when. Rows stay in the order of the original, so their numbers stay true.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { cell, parseCsv, type CsvRow } from './csv.ts'

const MONTHS =
  'January February March April May June July August September October November December'.split(' ')

/** The rows as `readBookings` in replay/booking-events.ts expects them. */
export function bookingRows(sources: string): (string | number)[][] {
  const bytes = readFileSync(`${sources}/hotel_bookings_2015-2017.csv.gz`)
  return parseCsv(gunzipSync(bytes).toString()).map(bookingRow)
}

function bookingRow(row: CsvRow): (string | number)[] {
  const month = MONTHS.indexOf(cell(row, 'arrival_date_month'))
  if (month < 0) throw new Error(`There is no month "${cell(row, 'arrival_date_month')}".`)
  const arrival = day(
    Date.UTC(
      Number(cell(row, 'arrival_date_year')),
      month,
      Number(cell(row, 'arrival_date_day_of_month')),
    ),
  )
  const nights =
    Number(cell(row, 'stays_in_weekend_nights')) + Number(cell(row, 'stays_in_week_nights'))
  return [
    cell(row, 'hotel') === 'Resort Hotel' ? 'r' : 'c',
    arrival,
    Number(cell(row, 'lead_time')),
    nights,
    outcome(row, arrival),
  ]
}

/** '' for a stay, 'n' for a guest who did not come, else how many days before arrival was cancelled. */
function outcome(row: CsvRow, arrival: number): string | number {
  const status = cell(row, 'reservation_status')
  if (status === 'Check-Out') return ''
  if (status === 'No-Show') return 'n'
  return arrival - day(Date.parse(cell(row, 'reservation_status_date')))
}

function day(milliseconds: number): number {
  return Math.round(milliseconds / 86_400_000)
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { instantOf, localDate } from 'portico/schema'
import { calendarFile, type CalendarStay } from './calendar-file.ts'

const STAY: CalendarStay = {
  ref: 'HT7K2QXM23',
  isCancelled: false,
  hotel: 'Maison du Quai',
  city: 'Lyon',
  timeZone: 'Europe/Paris',
  latitude: 45.76,
  longitude: 4.835,
  checkIn: localDate('2027-03-26'),
  checkOut: localDate('2027-03-29'),
  checkInFrom: '15:00',
  checkOutUntil: '11:00',
  notes: ['Booking HT7K2QXM23: 1 × Double room', 'To pay at the hotel: 206.00 EUR'],
  createdAt: instantOf('2027-03-01T12:00:00Z'),
}

describe('calendarFile', () => {
  it('is one event from arrival to departure, in UTC across the change to summer time', () => {
    assert.equal(
      calendarFile(STAY),
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Halte//Hotel bookings//EN',
        'BEGIN:VEVENT',
        'UID:HT7K2QXM23@halte.example',
        'DTSTAMP:20270301T120000Z',
        'SEQUENCE:0',
        'STATUS:CONFIRMED',
        'DTSTART:20270326T140000Z',
        'DTEND:20270329T090000Z',
        'SUMMARY:Maison du Quai',
        'LOCATION:Maison du Quai\\, Lyon',
        'GEO:45.76;4.835',
        'DESCRIPTION:Booking HT7K2QXM23: 1 × Double room\\nTo pay at the hotel: 206.',
        ' 00 EUR',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  it('replaces the event of a booking that was cancelled', () => {
    const file = calendarFile({ ...STAY, isCancelled: true })
    assert.match(file, /\r\nUID:HT7K2QXM23@halte\.example\r\n/)
    assert.match(file, /\r\nSEQUENCE:1\r\nSTATUS:CANCELLED\r\n/)
  })

  it('lets no name end its line or begin another property', () => {
    const hotel = 'A;B,C\\D\r\nATTACH:x\nBEGIN:VALARM\u0000\u2028'
    const lines = calendarFile({ ...STAY, hotel }).split('\r\n')
    assert.ok(lines.includes('SUMMARY:A\\;B\\,C\\\\D\\nATTACH:x\\nBEGIN:VALARM\u2028'))
    assert.equal(lines.filter((line) => /^(?:ATTACH|BEGIN:VALARM)/.test(line)).length, 0)
  })

  it('folds long lines at 75 octets, between characters', () => {
    const file = calendarFile({ ...STAY, hotel: 'Hôtel 🏨 '.repeat(30) })
    for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
    assert.ok(file.replaceAll('\r\n ', '').includes(`SUMMARY:${'Hôtel 🏨 '.repeat(30)}`))
  })
})

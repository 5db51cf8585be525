/** The booking's rules by hand, for the server that uses no validator. */

const DATE = /^\d{4}-\d{2}-\d{2}$/
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

export function isBooking(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { hotel, checkIn, checkOut, contact, guests, rooms, newsletter, note } = value
  return (
    Number.isInteger(hotel) &&
    isText(checkIn, 10) &&
    DATE.test(checkIn) &&
    isText(checkOut, 10) &&
    DATE.test(checkOut) &&
    isRecord(contact) &&
    isText(contact.name, 120) &&
    isText(contact.phone, 40) &&
    isText(contact.email, 200) &&
    EMAIL.test(contact.email) &&
    Array.isArray(guests) &&
    guests.length <= 8 &&
    guests.every(isGuest) &&
    Number.isInteger(rooms) &&
    typeof newsletter === 'boolean' &&
    isText(note, 1000)
  )
}

function isGuest(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value.name, 120) &&
    Number.isInteger(value.age) &&
    isText(value.email, 200) &&
    EMAIL.test(value.email) &&
    isText(value.requests, 500)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length <= max
}

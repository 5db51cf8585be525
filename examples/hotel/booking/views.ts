/**
 * `/holds`, `/book/{hold}` and `/b/{ref}`: from choosing a room to the booking, and back again. Every
 * POST ends in a redirect or a page that says what to do, and nothing here may be kept by a cache.
 */
import type { Group } from 'portico'
import { cancelOwnBooking, downloadStay, showBooking } from './booking-view.ts'
import { chooseRoom } from './choose-room.ts'
import { bookHeldRoom, releaseHeldRoom, showGuestForm } from './guest-view.ts'
import { keepPrivate } from './keep-private.ts'

export function bookingViews(group: Group): void {
  group.post('/holds', { name: 'holds' }, chooseRoom)
  group.group('/book', (book) => {
    keepPrivate(book)
    book.get('/:hold', { name: 'book' }, showGuestForm)
    book.post('/:hold', bookHeldRoom)
    book.post('/:hold/release', { name: 'release' }, releaseHeldRoom)
  })
  group.group('/b', (booking) => {
    keepPrivate(booking)
    booking.get('/:ref', { name: 'booking' }, showBooking)
    booking.get('/:ref/stay.ics', { name: 'calendar' }, downloadStay)
    booking.post('/:ref/cancel', { name: 'cancel' }, cancelOwnBooking)
  })
}

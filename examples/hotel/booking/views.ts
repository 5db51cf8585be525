/**
 * `/holds`, `/book/{hold}` and `/b/{ref}`: from choosing a room to the booking, and back again. Every
 * POST ends in a redirect or a page that says what to do, and nothing here may be kept by a cache.
 */
import type { Group } from 'portico'
import { cancelOwnBooking, downloadStay, showBooking } from './booking-view.ts'
import { chooseRoom } from './choose-room.ts'
import { bookHeldRoom, releaseHeldRoom, showGuestForm } from './guest-view.ts'

export function bookingViews(group: Group): void {
  const own = group.group('')
  own.after((ctx) => {
    // The addresses have keys in them: the hold's, the booking's.
    ctx.setHeader('cache-control', 'private, no-store')
    ctx.setHeader('referrer-policy', 'same-origin')
  })
  own.post('/holds', { name: 'holds' }, chooseRoom)
  own.get('/book/:hold', { name: 'book' }, showGuestForm)
  own.post('/book/:hold', bookHeldRoom)
  own.post('/book/:hold/release', { name: 'release' }, releaseHeldRoom)
  own.get('/b/:ref', { name: 'booking' }, showBooking)
  own.get('/b/:ref/stay.ics', { name: 'calendar' }, downloadStay)
  own.post('/b/:ref/cancel', { name: 'cancel' }, cancelOwnBooking)
}

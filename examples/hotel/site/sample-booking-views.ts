/** View models of the pages from the booking on, and of the notices. */
import { type Instant } from 'portico/schema'
import type { BookedStay } from './booking-summary.ts'
import type { BookingPageView } from './booking-page.ts'
import type { ConfirmationView } from './confirmation-page.ts'
import type { DataPageView } from './data-page.ts'
import type { GuestPageView } from './guest-page.ts'
import type { NoticeView } from './notice-page.ts'
import { site, stay, search, euros, art, cards } from './sample-views.ts'

const booked: BookedStay = {
  hotel: {
    name: 'Grand Hôtel des Trois Hippocampes',
    href: '/h/grand-hotel',
    city: 'Saint-Malo',
    art: art(74, 4, 132),
    checkInFrom: '15:00',
    checkOutUntil: '11:00',
  },
  stay,
  rooms: [{ name: 'Family room', quantity: 1 }],
  lines: [
    { description: '1 × Family room, 2026-06-12', amount: euros(13_110) },
    { description: '1 × Family room, 2026-06-13', amount: euros(12_400) },
    { description: '1 × Family room, 2026-06-14', amount: euros(12_410) },
    { description: 'Tourist tax, 2 adults × 3 nights', amount: euros(990) },
  ],
  total: euros(38_910),
  cancellation: null,
}

// A literal of the one format that instants have; the schema's own parser is not under test here.
const expiresAt = '2026-06-01T12:32:00.000Z' as Instant

export const guest: GuestPageView = {
  site,
  booked,
  hold: { expiresAt, minutesLeft: 10, timeZone: 'Europe/Paris' },
  form: {
    action: '/book/4f0c',
    values: { name: '', email: '' },
    errors: [],
    hidden: [['idempotency_key', '0b6e5c1e']],
  },
  release: { action: '/book/4f0c/release', hidden: [] },
}

export const guestWithErrors: GuestPageView = {
  ...guest,
  form: {
    ...guest.form,
    values: { name: 'Ada "Countess" Lovelace', email: 'ada@' },
    errors: [{ field: 'email', message: 'Complete the e-mail address, such as ada@example.com.' }],
  },
}

export const confirmation: ConfirmationView = {
  site,
  ref: 'HT7K2QXM',
  booked,
  guest: { name: 'Ada Lovelace', email: 'ada@example.com' },
  manageHref: '/b/HT7K2QXM?t=9f2c',
  calendarHref: '/b/HT7K2QXM.ics?t=9f2c',
}

export const booking: BookingPageView = {
  site,
  ref: 'HT7K2QXM',
  state: 'confirmed',
  booked,
  guest: { name: 'Ada Lovelace', email: 'ada@example.com' },
  cancel: {
    action: '/b/HT7K2QXM/cancel',
    hidden: [['t', '9f2c']],
    consequence:
      'Cancelling costs nothing. The rooms go back on sale at once, and it cannot be undone.',
  },
  calendarHref: null,
}

export const cancelledBooking: BookingPageView = { ...booking, state: 'cancelled', cancel: null }

export const soldOut: NoticeView = {
  site,
  kind: 'sold-out',
  detail:
    'The Family room of Hôtel du Phare de Minuit is sold out on the night of Sat 13 June 2026.',
  steps: [{ label: 'Other rooms of the hotel', href: '/h/hotel-1', note: null }],
  retry: null,
  instead: { stay, hotels: cards.slice(0, 2) },
  search: null,
  requestId: null,
}

export const holdExpired: NoticeView = {
  ...soldOut,
  kind: 'hold-expired',
  detail: null,
  retry: { label: 'Hold it again for 389.10 EUR', action: '/holds', hidden: [['room_type', '3']] },
  instead: null,
}

export const notFound: NoticeView = {
  ...soldOut,
  kind: 'not-found',
  detail: null,
  steps: [],
  instead: null,
  search,
}

export const failure: NoticeView = { ...notFound, kind: 'error', search: null, requestId: '01JZ3K' }

export const data: DataPageView = {
  site,
  sources: [
    {
      name: 'Register of classified accommodation',
      href: 'https://www.data.gouv.fr/',
      use: 'Towns, positions, stars and room counts of the French hotels.',
      licence: 'Licence Ouverte 2.0',
      licenceHref: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
      attribution: 'Atout France, hébergements collectifs classés',
    },
    {
      name: 'GeoNames',
      href: 'https://www.geonames.org/',
      use: 'Names, positions and populations of cities.',
      licence: 'CC BY 4.0',
      licenceHref: 'https://creativecommons.org/licenses/by/4.0/',
      attribution: 'GeoNames, geonames.org',
    },
  ],
  notes: ['Every hotel was moved by up to 200 m.', 'All names of hotels are invented.'],
}

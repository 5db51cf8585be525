/** View models with plausible values, for the tests of the pages: the widest and the emptiest of each. */
import { localDate, moneyOf, type Instant } from 'portico/schema'
import type { HotelArtFacts } from './art/hotel-art.ts'
import type { BookedStay } from './booking-summary.ts'
import type { BookingPageView } from './booking-page.ts'
import type { ConfirmationView } from './confirmation-page.ts'
import type { DataPageView } from './data-page.ts'
import type { GuestPageView } from './guest-page.ts'
import type { HomeView } from './home-page.ts'
import type { HotelCardView } from './hotel-card.ts'
import type { HotelPageView, RoomOfferView } from './hotel-page.ts'
import type { SiteView } from './layout.ts'
import type { NoticeView } from './notice-page.ts'
import type { ResultsAnswer, ResultsView } from './results-page.ts'
import type { SearchFormView } from './search-form.ts'
import type { StayView } from './stay-summary.ts'

export const site: SiteView = {
  asset: (name) => `/static/${name}`,
  links: { home: '/', search: '/search', howItWorks: '/how-it-works', data: '/data' },
}

export const stay: StayView = {
  checkIn: localDate('2026-06-12'),
  checkOut: localDate('2026-06-15'),
  nights: 3,
  adults: 2,
  children: [5, 9],
  rooms: 1,
}

export const search: SearchFormView = {
  action: '/search',
  values: {
    place: 'Saint-Malo',
    check_in: '2026-06-12',
    check_out: '2026-06-15',
    adults: '2',
    children: '5,9',
    rooms: '1',
  },
  errors: [],
  firstDay: localDate('2026-06-01'),
  lastDay: localDate('2027-06-01'),
}

export const searchWithErrors: SearchFormView = {
  ...search,
  values: { ...search.values, place: '', check_out: '2026-06-12' },
  errors: [
    { field: 'place', message: 'Say where you would like to stay, such as Lyon.' },
    { field: 'check_out', message: 'Choose a check-out date after 12 June 2026.' },
  ],
}

const euros = (minor: number) => moneyOf(minor, 'EUR')

function art(id: number, stars: number, rooms: number): HotelArtFacts {
  return { id, stars, rooms, country: 'FR', latitude: 48.65, scene: 'sea' }
}

export const home: HomeView = {
  site,
  search: {
    ...search,
    values: { place: '', check_in: '', check_out: '', adults: '2', children: '', rooms: '1' },
  },
  places: [
    place([1, 'Paris', 'Île-de-France', 'FR', 48.85, 'skyline', 1214], euros(7400)),
    place([2, 'Lyon', 'Auvergne-Rhône-Alpes', 'FR', 45.76, 'old-town', 112], euros(6150)),
    place([3, 'Saint-Malo', 'Brittany', 'FR', 48.65, 'sea', 74], euros(5800)),
    place([4, 'Chamonix-Mont-Blanc', 'Auvergne-Rhône-Alpes', 'FR', 45.92, 'mountains', 58], null),
    place([5, 'Tokyo', 'Japan', 'JP', 35.68, 'skyline', 8], moneyOf(9800, 'JPY')),
    place([6, 'Kuwait City', 'Kuwait', 'KW', 29.37, 'sea', 6], moneyOf(34_500, 'KWD')),
  ],
  pricesAreFor: 'for two, Fri 12 Jun, one night',
  hotels: 10_732,
  towns: 3795,
}

type Town = readonly [
  id: number,
  name: string,
  within: string,
  country: string,
  latitude: number,
  scene: HotelArtFacts['scene'],
  hotels: number,
]

function place(
  [id, name, within, country, latitude, scene, hotels]: Town,
  from: HomeView['places'][number]['from'],
): HomeView['places'][number] {
  return {
    name,
    within,
    href: `/search?place=${id}`,
    art: { id, country, latitude, scene },
    hotels,
    from,
  }
}

const NAMES = [
  'Auberge de la Mouette Rêveuse',
  'Hôtel du Phare de Minuit',
  'Grand Hôtel des Trois Hippocampes',
  'Maison de la Goélette Bleue',
  'Relais du Courlis',
  'Hôtel de l’Écume',
]

export const cards: readonly HotelCardView[] = NAMES.map((name, i) => ({
  href: `/h/hotel-${i}`,
  name,
  art: art(60 + i * 7, 1 + ((i + 1) % 5), [9, 24, 132, 46, 18, 88][i] ?? 20),
  artUrl: `/art/${60 + i * 7}.svg`,
  city: 'Saint-Malo',
  distanceKm: [0.04, 0.6, 1.2, 2.4, 3.1, null][i] ?? null,
  room: { name: 'Family room', beds: '1 double bed, 2 single beds', maxGuests: 4 },
  available: [7, 2, 12, 1, 5, 9][i] ?? 4,
  total: euros(26_640 + i * 8190),
  perNight: euros(8880 + i * 2730),
  cancellation: i === 2 ? 'Free to cancel until Thu 11 June 2026, 18:00' : null,
}))

export const answer: ResultsAnswer = {
  place: 'Saint-Malo',
  stay,
  count: 47,
  filters: {
    action: '/search',
    hidden: [
      ['place', 'saint-malo'],
      ['check_in', '2026-06-12'],
    ],
    groups: [
      {
        name: 'stars',
        legend: 'Stars',
        options: [5, 4, 3, 2, 1].map((count) => ({
          value: String(count),
          label: count === 1 ? '1 star' : `${count} stars`,
          count: [2, 9, 21, 12, 3][count - 1] ?? 0,
          isChosen: count === 3,
        })),
      },
    ],
    maxTotal: { value: '600', currency: 'EUR', errors: [] },
    applied: [
      { label: '3 stars', removeHref: '/search?a' },
      { label: 'up to 600.00 EUR', removeHref: '/search?b' },
    ],
    clearHref: '/search?c',
  },
  sort: {
    options: [
      { label: 'Lowest total', href: '/search?sort=total', isCurrent: true },
      { label: 'Most stars', href: '/search?sort=stars', isCurrent: false },
      { label: 'Name', href: '/search?sort=name', isCurrent: false },
    ],
    explanation: 'By the total for your stay, the lowest first. No hotel pays for its rank.',
  },
  hotels: cards,
  nextHref: '/search?cursor=x',
  firstHref: '/search',
  alternatives: [],
}

export const results: ResultsView = { site, search, answer, suggestions: [] }

export const emptyResults: ResultsView = {
  ...results,
  answer: {
    ...answer,
    count: 0,
    hotels: [],
    nextHref: null,
    firstHref: null,
    alternatives: [
      { label: 'Sat 13 – Tue 16 Jun, 3 nights', href: '/search?d', note: '14 hotels' },
      { label: 'Dinard', href: '/search?e', note: '6 hotels, 9 km away' },
      { label: 'Without “3 stars”', href: '/search?f', note: '8 hotels' },
    ],
  },
}

export const unansweredResults: ResultsView = {
  site,
  search: searchWithErrors,
  answer: null,
  suggestions: [],
}

export const unknownPlaceResults: ResultsView = {
  site,
  search: { ...search, values: { ...search.values, place: 'Sainte Mallo' } },
  answer: null,
  suggestions: [
    { label: 'Saint-Malo', href: '/search?g', note: 'Brittany, France' },
    { label: 'Saint-Mandé', href: '/search?h', note: 'Île-de-France, France' },
  ],
}

const rooms: readonly RoomOfferView[] = [
  room([1, 'Double room', '1 double bed', 16, 2, 5, 26_640]),
  room([2, 'Twin room', '2 single beds', 17, 2, 2, 27_180]),
  room([3, 'Family room', '1 double bed, 2 single beds', 27, 4, 1, 38_910]),
  room([4, 'Suite', '1 king bed, 2 sofa beds', 48, 5, 9, 71_280]),
]

type Room = readonly [
  id: number,
  name: string,
  beds: string,
  sizeM2: number,
  maxGuests: number,
  available: number,
  minor: number,
]

function room([id, name, beds, sizeM2, maxGuests, available, minor]: Room): RoomOfferView {
  const perNight = euros(minor / 3)
  return {
    id,
    name,
    beds,
    sizeM2,
    maxGuests,
    available,
    total: euros(minor),
    perNight,
    hold: [['room_type', String(id)]],
  }
}

export const hotel: HotelPageView = {
  site,
  hotel: {
    name: 'Grand Hôtel des Trois Hippocampes',
    art: art(74, 4, 132),
    city: 'Saint-Malo',
    within: 'Brittany, France',
    position: { latitude: 48.6571, longitude: -2.0072 },
    cityCentre: { latitude: 48.6493, longitude: -2.0257 },
    checkInFrom: '15:00',
    checkOutUntil: '11:00',
    amenities: [
      'Wi-Fi',
      'Breakfast',
      'Reception day and night',
      'Lift',
      'Parking',
      'Step-free',
      'Bar',
    ],
    touristTax: euros(165),
  },
  back: { href: '/search', label: 'Hotels in Saint-Malo' },
  search,
  stay,
  rooms,
  holdAction: '/holds',
  alternatives: [],
}

export const hotelWithoutStay: HotelPageView = { ...hotel, stay: null, back: null, rooms: [] }

export const soldOutHotel: HotelPageView = { ...hotel, rooms: [], alternatives: cards.slice(0, 2) }

export const booked: BookedStay = {
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

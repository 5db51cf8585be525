/** View models with plausible values, for the tests of the pages before the booking: the widest and the emptiest of each. */
import { localDate, moneyOf } from 'portico/schema'
import type { HotelArtFacts } from './art/hotel-art.ts'
import type { HomeView } from './home-page.ts'
import type { HotelCardView } from './hotel-card.ts'
import type { HotelPageView, RoomOfferView } from './hotel-page.ts'
import type { SiteView } from './layout.ts'
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

const searchWithErrors: SearchFormView = {
  ...search,
  values: { ...search.values, place: '', check_out: '2026-06-12' },
  errors: [
    { field: 'place', message: 'Say where you would like to stay, such as Lyon.' },
    { field: 'check_out', message: 'Choose a check-out date after 12 June 2026.' },
  ],
}

export const euros = (minor: number) => moneyOf(minor, 'EUR')

export function art(id: number, stars: number, rooms: number): HotelArtFacts {
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

const answer: ResultsAnswer = {
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

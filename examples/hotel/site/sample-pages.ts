/** Every page in every state that the samples have, by name: what the tests walk through. */
import type { Html } from 'portico/templates'
import { bookingPage } from './booking-page.ts'
import { confirmationPage } from './confirmation-page.ts'
import { dataPage } from './data-page.ts'
import { guestPage } from './guest-page.ts'
import { homePage } from './home-page.ts'
import { hotelPage } from './hotel-page.ts'
import { howItWorksPage } from './how-it-works-page.ts'
import { noticePage } from './notice-page.ts'
import { resultsPage } from './results-page.ts'
import * as bookings from './sample-booking-views.ts'
import * as samples from './sample-views.ts'

export const samplePages: Readonly<Record<string, () => Html>> = {
  home: () => homePage(samples.home),
  results: () => resultsPage(samples.results),
  'results-empty': () => resultsPage(samples.emptyResults),
  'results-unanswered': () => resultsPage(samples.unansweredResults),
  'results-unknown-place': () => resultsPage(samples.unknownPlaceResults),
  hotel: () => hotelPage(samples.hotel),
  'hotel-without-stay': () => hotelPage(samples.hotelWithoutStay),
  'hotel-sold-out': () => hotelPage(samples.soldOutHotel),
  guest: () => guestPage(bookings.guest),
  'guest-with-errors': () => guestPage(bookings.guestWithErrors),
  confirmation: () => confirmationPage(bookings.confirmation),
  booking: () => bookingPage(bookings.booking),
  'booking-cancelled': () => bookingPage(bookings.cancelledBooking),
  'notice-sold-out': () => noticePage(bookings.soldOut),
  'notice-hold-expired': () => noticePage(bookings.holdExpired),
  'notice-not-found': () => noticePage(bookings.notFound),
  'notice-error': () => noticePage(bookings.failure),
  data: () => dataPage(bookings.data),
  'how-it-works': () => howItWorksPage({ site: samples.site, holdMinutes: 10, maxNights: 30 }),
}

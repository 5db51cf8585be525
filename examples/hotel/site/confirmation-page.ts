/** `/b/{ref}` after booking: the voucher. Made to be printed as well as read. */
import { html, type Html } from 'portico/templates'
import { bookedHotel, bookedStay, priceLines, type BookedStay } from './booking-summary.ts'
import { icon } from './icons.ts'
import { layout, type SiteView } from './layout.ts'

export interface ConfirmationView {
  readonly site: SiteView
  /** What the guest reads out at the desk. */
  readonly ref: string
  readonly booked: BookedStay
  readonly guest: { readonly name: string; readonly email: string }
  /** The page to change or cancel the booking, with the token in it: it is shown this once. */
  readonly manageHref: string
  /** An iCalendar file; null where there is none. */
  readonly calendarHref: string | null
}

export function confirmationPage(view: ConfirmationView): Html {
  const { site, ref, booked, guest } = view
  return layout({
    site,
    title: `Booked: ${booked.hotel.name}`,
    isPrivate: true,
    main: html`<div class="page voucher">
      <header class="voucher-head">
        <p class="eyebrow good">${icon('check')}Booked</p>
        <h1>${booked.hotel.name} is expecting you</h1>
        <p class="ref">Booking <b>${ref}</b></p>
      </header>
      <div class="voucher-body">
        <section aria-label="Your stay">
          ${bookedHotel(booked)} ${bookedStay(booked)}
          <dl class="facts">
            <div>
              <dt>Guest</dt>
              <dd>${guest.name}</dd>
            </div>
            <div>
              <dt>Confirmation for</dt>
              <dd>${guest.email}</dd>
            </div>
          </dl>
        </section>
        <section aria-label="Price">
          ${priceLines(booked, 'To pay at the hotel')}
          <p class="quiet">Nothing has been charged.</p>
        </section>
      </div>
      ${nextSteps(view)}
    </div>`,
  })
}

function nextSteps({ manageHref, calendarHref }: ConfirmationView): Html {
  return html`<section class="next no-print" aria-labelledby="next">
    <h2 id="next">Keep this page</h2>
    <p>
      Print it or save its address: the link below is the only key to this booking, and it is shown
      this once.
    </p>
    <p class="actions">
      <a class="button" href="${manageHref}">View or cancel the booking</a>
      ${
        calendarHref !== null &&
        html`<a class="button button-quiet" href="${calendarHref}"
          >${icon('calendar')}Add to a calendar</a
        >`
      }
    </p>
  </section>`
}

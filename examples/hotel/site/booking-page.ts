/** `/b/{ref}` with the key: the booking as it stands, and the way to cancel it. */
import { html, type Html } from 'portico/templates'
import { bookedHotel, bookedStay, priceLines, type BookedStay } from './booking-summary.ts'
import { hiddenFields } from './field.ts'
import { icon } from './icons.ts'
import { layout, type SiteView } from './layout.ts'

export interface BookingPageView {
  readonly site: SiteView
  readonly ref: string
  readonly state: 'confirmed' | 'cancelled'
  readonly booked: BookedStay
  readonly guest: { readonly name: string; readonly email: string }
  /** Null where it can no longer be cancelled. */
  readonly cancel: {
    readonly action: string
    readonly hidden: readonly (readonly [name: string, value: string])[]
    /** What it costs, before it is done: "Cancelling costs nothing until Thu 11 June 2026, 18:00." */
    readonly consequence: string
  } | null
  readonly calendarHref: string | null
}

export function bookingPage(view: BookingPageView): Html {
  const { site, ref, state, booked, guest, cancel, calendarHref } = view
  return layout({
    site,
    title: `Booking ${ref}`,
    isPrivate: true,
    main: html`<div class="page voucher">
      ${head(view)}
      <div class="voucher-body">
        <section aria-label="Your stay">
          ${bookedHotel(booked)} ${bookedStay(booked)}
          <dl class="facts">
            <div>
              <dt>Guest</dt>
              <dd>${guest.name}</dd>
            </div>
            <div>
              <dt>E-mail</dt>
              <dd>${guest.email}</dd>
            </div>
          </dl>
        </section>
        <section aria-label="Price">
          ${priceLines(booked, state === 'confirmed' ? 'To pay at the hotel' : 'No longer due')}
          ${
            calendarHref !== null &&
            state === 'confirmed' &&
            html`<p>
              <a class="button button-quiet" href="${calendarHref}"
                >${icon('calendar')}Add to a calendar</a
              >
            </p>`
          }
        </section>
      </div>
      ${cancel !== null && cancelSection(cancel)}
    </div>`,
  })
}

function head({ ref, state, booked }: BookingPageView): Html {
  return html`<header class="voucher-head">
    <p class="eyebrow">Booking <b>${ref}</b></p>
    <h1>${booked.hotel.name}</h1>
    ${status(state)}
  </header>`
}

function status(state: BookingPageView['state']): Html {
  return state === 'confirmed'
    ? html`<p class="status good">${icon('check')}Confirmed</p>`
    : html`<p class="status few">${icon('warning')}Cancelled. The rooms are free again.</p>`
}

/** Two steps without a script: the button shows only to who has opened the section. */
function cancelSection(cancel: NonNullable<BookingPageView['cancel']>): Html {
  return html`<section class="no-print">
    <details class="cancel">
      <summary>Cancel this booking</summary>
      <p>${cancel.consequence}</p>
      <form action="${cancel.action}" method="post">
        ${hiddenFields(cancel.hidden)}
        <button class="button button-danger">Cancel the booking for good</button>
      </form>
    </details>
  </section>`
}

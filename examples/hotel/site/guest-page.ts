/** `/book/{hold}`: who is coming. The room is held meanwhile, and until when is said once and quietly. */
import type { Instant } from 'portico/schema'
import { html, type Html } from 'portico/templates'
import { bookedHotel, bookedStay, priceLines, type BookedStay } from './booking-summary.ts'
import { timeOfDay } from './dates.ts'
import { errorSummary, field, hiddenFields, type FieldError } from './field.ts'
import { icon } from './icons.ts'
import { layout, type SiteView } from './layout.ts'
import { moneyText } from './money.ts'
import { countOf } from './stay-summary.ts'

export interface GuestPageView {
  readonly site: SiteView
  readonly booked: BookedStay
  readonly hold: {
    readonly expiresAt: Instant
    /** Whole minutes from now, at least 1. */
    readonly minutesLeft: number
    /** The zone that the time is told in: the hotel's. */
    readonly timeZone: string
  }
  readonly form: {
    readonly action: string
    readonly values: GuestValues
    readonly errors: readonly FieldError[]
    /** The hold, and the idempotency key that makes a double click one booking. */
    readonly hidden: readonly (readonly [name: string, value: string])[]
  }
  /** A POST that gives the room back. */
  readonly release: {
    readonly action: string
    readonly hidden: readonly (readonly [name: string, value: string])[]
  }
}

export interface GuestValues {
  readonly name: string
  readonly email: string
}

export function guestPage(view: GuestPageView): Html {
  const { site, booked, hold, form, release } = view
  return layout({
    site,
    title: `Your details for ${booked.hotel.name}`,
    isPrivate: true,
    main: html`<div class="page checkout">
      <div class="checkout-form">
        <p class="eyebrow">Last step</p>
        <h1>Who is coming?</h1>
        <p class="hold">
          ${icon('clock')}
          <span
            >Held for you until ${timeOfDay(hold.expiresAt, hold.timeZone)}, for
            ${countOf(hold.minutesLeft, 'more minute')}. Nobody else can take it.</span
          >
        </p>
        <form action="${form.action}" method="post">
          ${errorSummary(form.errors)} ${hiddenFields(form.hidden)} ${guestFields(form)}
          <p>
            You pay ${moneyText(booked.total)} at the hotel. Your name goes to the hotel, your
            e-mail address is for the confirmation; neither is used for anything else.
          </p>
          <button class="button button-large">Book for ${moneyText(booked.total)}</button>
        </form>
        <form class="release" action="${release.action}" method="post">
          ${hiddenFields(release.hidden)}
          <button class="button-link">Give the room back and go on looking</button>
        </form>
      </div>
      <aside class="checkout-summary" aria-label="Your stay">
        ${bookedHotel(booked)} ${bookedStay(booked)} ${priceLines(booked, 'Total at the hotel')}
      </aside>
    </div>`,
  })
}

function guestFields({ values, errors }: GuestPageView['form']): Html {
  const name = field({
    name: 'name',
    label: 'Full name',
    value: values.name,
    hint: 'As on the document that you show on arrival.',
    errors,
    input: { required: true, maxlength: 120, autocomplete: 'name', autocapitalize: 'words' },
  })
  const email = field({
    name: 'email',
    label: 'E-mail address',
    value: values.email,
    errors,
    input: { type: 'email', required: true, maxlength: 254, autocomplete: 'email' },
  })
  return html`${name} ${email}`
}

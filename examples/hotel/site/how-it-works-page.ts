/** `/how-it-works`: ranking, prices, holds, cancelling, accessibility. What other sites keep in small print. */
import { html, type Html } from 'portico/templates'
import { layout, type SiteView } from './layout.ts'

export interface HowItWorksView {
  readonly site: SiteView
  readonly holdMinutes: number
  readonly maxNights: number
}

export function howItWorksPage({ site, holdMinutes, maxNights }: HowItWorksView): Html {
  return layout({
    site,
    title: 'How it works',
    current: 'howItWorks',
    main: html`<div class="page prose">
      <h1>How it works</h1>
      <p class="lead">No small print: this is all of it.</p>

      <h2>How hotels are ranked</h2>
      <p>
        By what you choose: the total price from the lowest, the stars from the highest, or the
        name. Ties go by price, then by the number that the hotel has with us. No hotel pays us, so
        none stands higher for it. A hotel that has no room for your stay is not in the list.
      </p>

      <h2>What a price means</h2>
      <p>
        It is for the whole stay, all rooms and all guests, with the tourist tax and everything else
        that you cannot decline, in the hotel's own currency. The price of a night beside it is the
        total divided by the nights. There is no crossed-out price, because there is no earlier one.
      </p>

      ${booking(holdMinutes, maxNights)} ${ourselves}
      <p><a href="${site.links.home}">Find a room</a></p>
    </div>`,
  })
}

function booking(holdMinutes: number, maxNights: number): Html {
  return html`<h2>How long a room is held</h2>
    <p>
      ${holdMinutes} minutes from the moment you choose it. It is out of the sale for that time and
      its price stands. The page says until when, and no clock runs across it. “2 left” is the true
      number of such rooms for your nights, shown when it is three or fewer.
    </p>

    <h2>Paying and cancelling</h2>
    <p>
      You pay at the hotel. The confirmation has a link that only you have; with it you can look at
      the booking and cancel it. A stay has at most ${maxNights} nights.
    </p>`
}

const ourselves = html`<h2>What we keep about you</h2>
  <p>
    The name and the e-mail address of a booking. No account is needed, nothing follows you around,
    and every page works without scripts.
  </p>

  <h2>Accessibility</h2>
  <p>
    The site is built for WCAG 2.2 at level AA: it works by keyboard alone, at 400 % zoom, with a
    screen reader, in the dark, and on paper. Pictures of hotels are drawings made from facts and
    say so.
  </p>`

/** What did not go as meant, and the next step: never a dead end. */
import { html, type Html } from 'portico/templates'
import { placeArt, type PlaceArtFacts } from './art/place-art.ts'
import { hiddenFields } from './field.ts'
import { hotelCard, type HotelCardView } from './hotel-card.ts'
import { layout, type SiteView } from './layout.ts'
import { suggestionList, type Suggestion } from './results-page.ts'
import { searchForm, type SearchFormView } from './search-form.ts'
import type { StayView } from './stay-summary.ts'

export interface NoticeView {
  readonly site: SiteView
  readonly kind: NoticeKind
  /** What exactly happened, such as which night is sold out. */
  readonly detail: string | null
  readonly steps: readonly Suggestion[]
  /** One button that sets it right, such as holding the room again at the same price. */
  readonly retry: {
    readonly label: string
    readonly action: string
    readonly hidden: readonly (readonly [name: string, value: string])[]
  } | null
  /** Hotels that are free for the same stay. */
  readonly instead: { readonly stay: StayView; readonly hotels: readonly HotelCardView[] } | null
  readonly search: SearchFormView | null
  /** For who asks us about it; null where nothing went wrong on our side. */
  readonly requestId: string | null
}

export type NoticeKind = keyof typeof NOTICES

const NOTICES = {
  'sold-out': {
    title: 'Somebody was faster',
    text: 'The last room went while you were choosing. Nothing was booked and nothing was charged.',
  },
  'hold-expired': {
    title: 'The ten minutes are over',
    text: 'The room went back on sale. Nothing was booked; if it is still free you can have it again.',
  },
  'price-changed': {
    title: 'The price has changed',
    text: 'The hotel changed it after you looked. Nothing was booked.',
  },
  'invalid-stay': {
    title: 'This stay is not possible',
    text: 'Change the dates or the guests, and look again.',
  },
  'too-late': {
    title: 'It is too late for that',
    text: 'What you asked for was done before, or its time is over. Nothing has changed now.',
  },
  'not-found': {
    title: 'There is nothing at this address',
    text: 'The link may be old or cut short. If it was to a booking, take it from your confirmation.',
  },
  error: {
    title: 'Something broke on our side',
    text: 'It was not your doing. Your booking, if you have one, is as it was. Try again in a minute.',
  },
} as const

/** A quiet evening, the same on every notice. */
const PICTURE: PlaceArtFacts = { id: 12, country: 'FR', latitude: 47, scene: 'hills' }

export function noticePage(view: NoticeView): Html {
  const { title, text } = NOTICES[view.kind]
  const { instead, search } = view
  return layout({
    site: view.site,
    title,
    isPrivate: true,
    main: html`<div class="page notice-page">
      <div class="notice-art">${placeArt(PICTURE)}</div>
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      ${view.detail !== null && html`<p>${view.detail}</p>`} ${retryForm(view.retry)}
      ${suggestionList(view.steps.length > 0 || search !== null ? view.steps : [start(view.site)])}
      ${
        instead !== null &&
        instead.hotels.length > 0 &&
        html`<section aria-labelledby="instead">
          <h2 id="instead">Free for the same dates</h2>
          <ul class="cards">
            ${instead.hotels.map((card, position) => hotelCard(card, instead.stay, position))}
          </ul>
        </section>`
      }
      ${
        search !== null &&
        html`<section aria-labelledby="again">
          <h2 id="again">Look again</h2>
          ${searchForm(search)}
        </section>`
      }
      ${view.requestId !== null && html`<p class="quiet">Reference: <code>${view.requestId}</code></p>`}
    </div>`,
  })
}

function retryForm(retry: NoticeView['retry']): Html | null {
  if (retry === null) return null
  return html`<form action="${retry.action}" method="post">
    ${hiddenFields(retry.hidden)}
    <button class="button button-large">${retry.label}</button>
  </form>`
}

function start({ links }: SiteView): Suggestion {
  return { label: 'Find a room', href: links.home, note: null }
}

/** `/search`: the hotels of a place that are free for the stay, or what to try when there is none. */
import { html, type Html } from 'portico/templates'
import { appliedFilters, filters, sortLinks, type FiltersView, type SortView } from './filters.ts'
import { hotelCard, type HotelCardView } from './hotel-card.ts'
import { layout, type SiteView } from './layout.ts'
import { searchForm, type SearchFormView } from './search-form.ts'
import { countOf, datesText, partyText, type StayView } from './stay-summary.ts'

export interface ResultsView {
  readonly site: SiteView
  readonly search: SearchFormView
  /** Null where the question could not be answered: `search.errors` or `suggestions` say why. */
  readonly answer: ResultsAnswer | null
  /** Places that the guest may have meant. */
  readonly suggestions: readonly Suggestion[]
}

export interface ResultsAnswer {
  readonly place: string
  readonly stay: StayView
  /** All that match, not just those on this page. */
  readonly count: number
  readonly filters: FiltersView
  readonly sort: SortView
  readonly hotels: readonly HotelCardView[]
  readonly nextHref: string | null
  /** Where this page is not the first: the first. */
  readonly firstHref: string | null
  /** For an empty list: nearest dates, nearby places, filters to drop, each with what it gives. */
  readonly alternatives: readonly Suggestion[]
}

export interface Suggestion {
  readonly label: string
  readonly href: string
  /** Such as "14 hotels"; null where it was not counted. */
  readonly note: string | null
}

export function resultsPage(view: ResultsView): Html {
  const { site, search, answer } = view
  const title = answer === null ? 'Find a room' : `${answer.place}: ${datesText(answer.stay)}`
  return layout({
    site,
    title,
    current: 'search',
    main: html`<div class="page">
      ${answer === null ? question(view) : answered(answer, search)}
    </div>`,
  })
}

function question({ search, suggestions }: ResultsView): Html {
  return html`<h1 class="question">Find a room</h1>
    ${
      suggestions.length > 0 &&
      html`<section class="notice" aria-labelledby="meant">
        <h2 id="meant">No place is called “${search.values.place}”. Did you mean …</h2>
        ${suggestionList(suggestions)}
      </section>`
    }
    ${searchForm(search)}`
}

function answered(answer: ResultsAnswer, search: SearchFormView): Html {
  return html`<details class="stay-bar" ?open=${search.errors.length > 0}>
      <summary>
        <span class="stay-bar-place">${answer.place}</span>
        <span>${datesText(answer.stay)}</span>
        <span>${partyText(answer.stay)}</span>
        <span class="stay-bar-change">Change</span>
      </summary>
      ${searchForm(search, 'Search again')}
    </details>
    <div class="results">
      ${filters(answer.filters)}
      <section class="results-list" aria-labelledby="count">
        <h1 id="count">
          ${answer.count === 0 ? 'No hotel is free' : `${countOf(answer.count, 'hotel')} free`} in
          ${answer.place}
        </h1>
        ${appliedFilters(answer.filters)} ${answer.count === 0 ? empty(answer) : list(answer)}
      </section>
    </div>`
}

function list({ sort, hotels, stay, nextHref, firstHref }: ResultsAnswer): Html {
  const pages = [
    firstHref !== null && html`<a class="button button-quiet" href="${firstHref}">First page</a>`,
    nextHref !== null && html`<a class="button" rel="next" href="${nextHref}">More hotels</a>`,
  ]
  return html`${sortLinks(sort)}
    <h2 class="hidden">The hotels</h2>
    <ul class="cards">
      ${hotels.map((hotel, position) => hotelCard(hotel, stay, position))}
    </ul>
    ${pages.some(Boolean) && html`<nav class="pages" aria-label="Pages">${pages}</nav>`}`
}

function empty({ alternatives, stay }: ResultsAnswer): Html {
  return html`<div class="notice">
    <p>
      Nothing is free for ${datesText(stay)} and ${partyText(stay)}.
      ${alternatives.length > 0 && 'Close to it there is:'}
    </p>
    ${suggestionList(alternatives)}
  </div>`
}

export function suggestionList(suggestions: readonly Suggestion[]): Html | null {
  if (suggestions.length === 0) return null
  const items = suggestions.map(
    ({ label, href, note }) =>
      html`<li>
        <a href="${href}">${label}</a>${note !== null && html` <span class="quiet">${note}</span>`}
      </li>`,
  )
  return html`<ul class="suggestions">
    ${items}
  </ul>`
}

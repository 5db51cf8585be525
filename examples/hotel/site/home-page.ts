/** `/`: the question, a few places to begin with, and what the prices mean. */
import type { Money } from 'portico/schema'
import { html, type Html } from 'portico/templates'
import { panorama, placeArt, type PlaceArtFacts } from './art/place-art.ts'
import { layout, type SiteView } from './layout.ts'
import { moneyText } from './money.ts'
import { searchForm, type SearchFormView } from './search-form.ts'
import { countOf } from './stay-summary.ts'

export interface HomeView {
  readonly site: SiteView
  readonly search: SearchFormView
  readonly places: readonly PlaceTeaser[]
  /** What the prices of `places` are for: "for two, Fri 12 Jun, 1 night". */
  readonly pricesAreFor: string
  /** How many hotels and places there are in all. */
  readonly hotels: number
  readonly towns: number
}

export interface PlaceTeaser {
  readonly name: string
  /** Region or country, in words. */
  readonly within: string
  readonly href: string
  readonly art: PlaceArtFacts
  readonly hotels: number
  /** The lowest total of the stay that `pricesAreFor` names; null where nothing is free. */
  readonly from: Money | null
}

const PANORAMA_SEED = 3 // noon by the sea

export function homePage(view: HomeView): Html {
  return layout({
    site: view.site,
    title: 'A room for the night, at its whole price',
    description: `Free rooms in ${view.hotels} hotels of ${view.towns} towns, each at the price that you pay in the end.`,
    main: html`<section class="hero">
        <div class="hero-art">${panorama(PANORAMA_SEED)}</div>
        <div class="page hero-text">
          <h1>A room for the night, at its whole price</h1>
          <p class="lead">
            ${countOf(view.hotels, 'hotel')} in ${countOf(view.towns, 'town')}. The price you see
            first is the price you pay.
          </p>
          ${searchForm(view.search)}
        </div>
      </section>
      <section class="page" aria-labelledby="places">
        <div class="section-head">
          <h2 id="places">Places to begin with</h2>
          <p class="quiet">Lowest totals ${view.pricesAreFor}, taxes included</p>
        </div>
        <ul class="places">
          ${view.places.map(placeTeaser)}
        </ul>
      </section>
      ${promises(view.site)}`,
  })
}

function placeTeaser(place: PlaceTeaser): Html {
  const price = place.from === null ? null : html`, from <b>${moneyText(place.from)}</b>`
  return html`<li class="place">
    <div class="place-art">${placeArt(place.art)}</div>
    <h3><a href="${place.href}">${place.name}</a></h3>
    <p class="quiet">${place.within}</p>
    <p>${countOf(place.hotels, 'hotel')}${price}</p>
  </li>`
}

function promises({ links }: SiteView): Html {
  return html`<section class="page" aria-labelledby="prices">
    <h2 id="prices">How prices work here</h2>
    <ol class="promises">
      <li>
        <h3>The whole stay, everything in it</h3>
        <p>
          Each price is the total for all your nights and rooms, with the tourist tax. Nothing is
          added later.
        </p>
      </li>
      <li>
        <h3>Ten quiet minutes</h3>
        <p>
          Choose a room and it is yours to think about: it stays out of the sale, at its price,
          while you fill in one short form.
        </p>
      </li>
      <li>
        <h3>Nobody pays for a place in the list</h3>
        <p>
          Lists are in the order that you choose. No hotel can buy a better one, and full hotels are
          not shown to hurry you. <a href="${links.howItWorks}">How it works</a>
        </p>
      </li>
    </ol>
  </section>`
}

/** `/search` and `/h/{slug}`: what is free for a stay, as pages. */
import { redirect, reply, type Context, type Group } from 'portico'
import { typedName, findNamedPlace } from '../catalogue/named-place.ts'
import { placeWithin } from '../catalogue/place-words.ts'
import { todayIn } from '../clock.ts'
import { addDays } from 'portico/schema'
import type { FieldError } from '../site/field.ts'
import { hotelPage } from '../site/hotel-page.ts'
import { resultsPage, type ResultsView } from '../site/results-page.ts'
import type { SearchValues } from '../site/search-form.ts'
import { countOf } from '../site/stay-summary.ts'
import { siteView } from '../site-view.ts'
import { findHouse, hotelView } from './hotel-view.ts'
import { answerSearch, currencyOf } from './results-answer.ts'
import { readFilters } from './search-filters.ts'
import { readStay, stayFormView, typedValues } from './stay-form.ts'

export function availabilityViews(group: Group): void {
  group.get('/search', { name: 'search' }, async (ctx) => {
    const values = typedValues(ctx.query)
    if (values.place === '') return askForPlace(ctx)
    const { place, suggestions } = await findNamedPlace(ctx, values.place)
    if (place === null) return suggestPlaces(ctx, values, suggestions)
    // One address for each list, whatever was typed to get there.
    if (values.place !== place.slug) return redirect(samePage(ctx, place.slug))

    const today = todayIn(ctx, place.timeZone)
    const typed = readStay(ctx.query, today)
    const shown = { ...typed, values: { ...typed.values, place: typedName(place) } }
    if (typed.wish === null) return askAgain(ctx, shown)
    const currency = await currencyOf(ctx, place)
    const filters = readFilters(ctx.query, currency)
    const answer = await answerSearch(ctx, { place, wish: typed.wish, filters }, currency)
    const search = stayFormView(ctx.url('search'), shown, today)
    const view: ResultsView = { site: siteView(ctx), search, answer, suggestions: [] }
    return reply(resultsPage(view), { status: filters.errors.length > 0 ? 422 : 200 })
  })

  group.get('/h/:slug', { name: 'hotel' }, async (ctx) => {
    const house = await findHouse(ctx, ctx.params.slug)
    const typed = readStay(ctx.query, todayIn(ctx, house.city.timeZone))
    const page = hotelPage(await hotelView(ctx, house, typed))
    return reply(page, { status: typed.errors.length > 0 ? 422 : 200 })
  })
}

type SearchContext = Context<Context['params'], URLSearchParams>

function askAgain(
  ctx: SearchContext,
  typed: { readonly values: SearchValues; readonly errors: readonly FieldError[] },
  suggestions: ResultsView['suggestions'] = [],
): unknown {
  const search = stayFormView(ctx.url('search'), typed, todayIn(ctx, 'UTC'))
  const view: ResultsView = { site: siteView(ctx), search, answer: null, suggestions }
  return reply(resultsPage(view), { status: typed.errors.length > 0 ? 422 : 200 })
}

/** Without a place there is no answer, but all that is wrong is said at once. */
function askForPlace(ctx: SearchContext): unknown {
  // Somewhere it is still yesterday: the earliest day that a stay can begin on.
  const { values, errors } = readStay(ctx.query, addDays(todayIn(ctx, 'UTC'), -1))
  const missing = { field: 'place', message: 'Say where you would like to stay, such as Lyon.' }
  return askAgain(ctx, { values, errors: ctx.query.has('place') ? [missing, ...errors] : errors })
}

function suggestPlaces(
  ctx: SearchContext,
  values: SearchValues,
  hits: Awaited<ReturnType<typeof findNamedPlace>>['suggestions'],
): unknown {
  const message = 'We know no place by this name. Write a town, such as Saint-Malo.'
  const errors = hits.length > 0 ? [] : [{ field: 'place', message }]
  const suggestions = hits.map((hit) => ({
    label: hit.name,
    href: samePage(ctx, hit.slug),
    note: [placeWithin(hit), hit.hotels > 0 ? countOf(hit.hotels, 'hotel') : 'no hotels'].join(
      ', ',
    ),
  }))
  return askAgain(ctx, { values, errors }, suggestions)
}

/** The address of the request with another place. What is not of the search is dropped. */
function samePage(ctx: SearchContext, place: string): string {
  const kept = NAMES.map((name) => [name, ctx.query.getAll(name).map(shorten)] as const)
  return ctx.url('search', {}, { query: { place, ...Object.fromEntries(kept) } })
}

const NAMES = ['check_in', 'check_out', 'adults', 'children', 'rooms', 'stars', 'max_total', 'sort']

function shorten(value: string): string {
  return value.slice(0, 100)
}

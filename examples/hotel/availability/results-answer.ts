/** The answer to a search: hotels, filters with their counts, orders and pages, each choice as a link. */
import { HttpError, type Context } from 'portico'
import { database } from 'portico/db'
import { moneyOf } from 'portico/schema'
import { now, todayIn } from '../clock.ts'
import { Hotel } from '../catalogue/models.ts'
import { typedName, type PlaceRow } from '../catalogue/named-place.ts'
import type { FiltersView, SortView } from '../site/filters.ts'
import { moneyText } from '../site/money.ts'
import type { ResultsAnswer, Suggestion } from '../site/results-page.ts'
import { countOf, datesText } from '../site/stay-summary.ts'
import { nearbyPlaces, otherDates, withoutFilters, type Alternative } from './alternatives.ts'
import { hotelCards } from './hotel-cards.ts'
import { cutPage } from './search-page.ts'
import { filterQuery, type SearchFilters } from './search-filters.ts'
import { searchStays, type Criteria, type SearchResult, type Sort } from './search.ts'
import { stayView, wishQuery, type Wish } from './stay-form.ts'

/** A question that has an answer. */
export interface Search {
  readonly place: PlaceRow
  readonly wish: Wish
  readonly filters: SearchFilters
}

const PAGE = 20 // hotels

const SORTS: Readonly<Record<Sort, { label: string; explanation: string }>> = {
  total: {
    label: 'Lowest total',
    explanation: 'By the total for your stay, the lowest first. No hotel pays for its rank.',
  },
  stars: {
    label: 'Most stars',
    explanation:
      'By stars, the most first, and then by the lowest total. No hotel pays for its rank.',
  },
  name: { label: 'Name', explanation: 'By name, from A to Z. No hotel pays for its rank.' },
}

/** The currency in which the hotels of a place have their prices; EUR where there are none. */
export async function currencyOf(ctx: Context, place: PlaceRow): Promise<string> {
  const hotels = Hotel.where((hotel) => hotel.city.eq(place.id)).select('currency')
  return (await database(ctx).first(hotels.limit(1)))?.currency ?? 'EUR'
}

export async function answerSearch(
  ctx: Context,
  search: Search,
  currency: string,
): Promise<ResultsAnswer> {
  const { place, wish, filters } = search
  const criteria = criteriaOf(search)
  const result = await searchStays(database(ctx), criteria, now(ctx))
  const page = firstOrCursor(result, filters)
  const next = page.nextCursor
  return {
    place: place.name,
    stay: stayView(wish),
    count: result.offers.length,
    filters: filtersView(ctx, search, result, currency),
    sort: sortView(ctx, search),
    hotels: await hotelCards(ctx, place, wish, page.items),
    nextHref: next === null ? null : resultsUrl(ctx, search, { cursor: next }),
    firstHref: page.isFirst ? null : resultsUrl(ctx, search),
    alternatives:
      result.offers.length > 0 ? [] : await alternatives(ctx, search, criteria, currency),
  }
}

/** The page of `search`, its first part unless `more` names another. */
export function resultsUrl(
  ctx: Context,
  { place, wish, filters }: Pick<Search, 'place' | 'wish'> & { readonly filters?: LinkFilters },
  more: Readonly<Record<string, string>> = {},
): string {
  const chosen = filters === undefined ? {} : filterQuery(filters)
  return ctx.url(
    'search',
    {},
    { query: { place: place.slug, ...wishQuery(wish), ...chosen, ...more } },
  )
}

type LinkFilters = Parameters<typeof filterQuery>[0]

function criteriaOf({ place, wish, filters }: Search): Criteria {
  return {
    place: place.id,
    ...wish,
    stars: filters.stars,
    maxTotal: filters.maxTotal,
    sort: filters.sort,
  }
}

/** A cursor of another order, or one that was cut short, leads to the first page and not to an error. */
function firstOrCursor({ offers }: SearchResult, { sort, cursor }: SearchFilters) {
  try {
    return { ...cutPage(offers, { sort, limit: PAGE, cursor }), isFirst: cursor === null }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    return { ...cutPage(offers, { sort, limit: PAGE, cursor: null }), isFirst: true }
  }
}

function filtersView(
  ctx: Context,
  search: Search,
  { starsFacet }: SearchResult,
  currency: string,
): FiltersView {
  const { place, wish, filters } = search
  const { stars, maxTotalText, errors, sort } = filters
  const options = [5, 4, 3, 2, 1].map((star) => ({
    value: String(star),
    label: countOf(star, 'star'),
    count: starsFacet.get(star) ?? 0,
    isChosen: stars.includes(star),
  }))
  const applied = appliedFilters(ctx, search, currency)
  const kept = { place: place.slug, ...wishQuery(wish), ...(sort !== 'total' && { sort }) }
  return {
    action: ctx.url('search'),
    hidden: Object.entries(kept),
    groups: [
      {
        name: 'stars',
        legend: 'Stars',
        options: options.filter((option) => option.count > 0 || option.isChosen),
      },
    ],
    maxTotal: { value: maxTotalText, currency, errors },
    applied,
    clearHref:
      applied.length > 1
        ? resultsUrl(ctx, { place, wish, filters: { stars: [], maxTotalText: '', sort } })
        : null,
  }
}

function appliedFilters(ctx: Context, search: Search, currency: string): FiltersView['applied'] {
  const { stars } = search.filters
  return filterLabels(search.filters, currency).map((label, i) => {
    const star = stars[i] // undefined for the last one, the limit
    const change =
      star === undefined ? { maxTotalText: '' } : { stars: stars.filter((other) => other !== star) }
    const filters = { ...search.filters, ...change }
    return { label, removeHref: resultsUrl(ctx, { ...search, filters }) }
  })
}

function sortView(ctx: Context, search: Search): SortView {
  const { sort: current } = search.filters
  const sorts: readonly Sort[] = ['total', 'stars', 'name']
  return {
    options: sorts.map((sort) => ({
      label: SORTS[sort].label,
      href: resultsUrl(ctx, { ...search, filters: { ...search.filters, sort } }),
      isCurrent: sort === current,
    })),
    explanation: SORTS[current].explanation,
  }
}

/** Each is counted by the search that its link makes. */
async function alternatives(
  ctx: Context,
  search: Search,
  criteria: Criteria,
  currency: string,
): Promise<readonly Suggestion[]> {
  const db = database(ctx)
  const { place, wish } = search
  const time = now(ctx)
  const wider = await withoutFilters(db, criteria, time)
  const dates = await otherDates(db, criteria, todayIn(ctx, place.timeZone), time)
  const towns = await nearbyPlaces(db, criteria, place, time)
  return [
    ...wider.map((alternative) => unfiltered(ctx, search, alternative, currency)),
    ...dates.map(({ criteria: { stay }, count }) => ({
      label: datesText(stayView({ ...wish, stay })),
      href: resultsUrl(ctx, { ...search, wish: { ...wish, stay } }),
      note: countOf(count, 'hotel'),
    })),
    ...towns.map(({ place: town, km, count }) => ({
      label: typedName(town),
      href: resultsUrl(ctx, { ...search, place: town }),
      note: `${countOf(count, 'hotel')}, ${Math.max(1, Math.round(km))} km away`,
    })),
  ]
}

function unfiltered(
  ctx: Context,
  search: Search,
  { criteria, count }: Alternative,
  currency: string,
): Suggestion {
  const { filters } = search
  const left = { ...filters, ...criteria, ...(criteria.maxTotal === null && { maxTotalText: '' }) }
  const kept = filterLabels(left, currency)
  const dropped = filterLabels(filters, currency).filter((label) => !kept.includes(label))
  return {
    label: `Without ${new Intl.ListFormat('en').format(dropped.map((label) => `“${label}”`))}`,
    href: resultsUrl(ctx, { ...search, filters: left }),
    note: countOf(count, 'hotel'),
  }
}

/** The filters in force, in words: the stars in order, then the limit of the total. */
function filterLabels(
  { stars, maxTotal }: Pick<SearchFilters, 'stars' | 'maxTotal'>,
  currency: string,
): readonly string[] {
  const labels = stars.map((star) => countOf(star, 'star'))
  return maxTotal === null ? labels : [...labels, `up to ${moneyText(moneyOf(maxTotal, currency))}`]
}

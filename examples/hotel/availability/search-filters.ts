/**
 * The filters, the order and the page of a list of hotels, as its URL has them.
 *
 * The names are those of the API. Only `max_total` differs in meaning: people type major units of the
 * currency ("600"), programs send minor ones. What makes no sense is left out, but a limit that
 * cannot be read is said to be so: without it the list would show what the guest cannot pay.
 */
import { PorticoError } from 'portico'
import { parseMoney } from 'portico/schema'
import type { FieldError } from '../site/field.ts'
import { SORTS, type Sort } from './search.ts'

export interface SearchFilters {
  /** Ascending, each once. */
  readonly stars: readonly number[]
  /** Minor units; null for no limit. */
  readonly maxTotal: number | null
  /** As typed. */
  readonly maxTotalText: string
  readonly sort: Sort
  readonly cursor: string | null
  readonly errors: readonly FieldError[]
}

const MAX_TYPED = 32

export function readFilters(query: URLSearchParams, currency: string): SearchFilters {
  const stars = query.getAll('stars').flatMap((text) => text.split(',').map(Number))
  const maxTotalText = (query.get('max_total') ?? '').trim().slice(0, MAX_TYPED)
  const maxTotal = readAmount(maxTotalText, currency)
  return {
    stars: [1, 2, 3, 4, 5].filter((star) => stars.includes(star)),
    maxTotal: typeof maxTotal === 'string' ? null : maxTotal,
    maxTotalText,
    sort: SORTS.find((sort) => sort === query.get('sort')) ?? 'total',
    cursor: query.get('cursor'),
    errors: typeof maxTotal === 'string' ? [{ field: 'max_total', message: maxTotal }] : [],
  }
}

/** What the links of a list carry; names with nothing to say are left out. */
export function filterQuery(
  filters: Pick<SearchFilters, 'stars' | 'maxTotalText' | 'sort'>,
): Readonly<Record<string, string>> {
  return {
    ...(filters.stars.length > 0 && { stars: filters.stars.join(',') }),
    ...(filters.maxTotalText !== '' && { max_total: filters.maxTotalText }),
    ...(filters.sort !== 'total' && { sort: filters.sort }),
  }
}

/** Minor units, null for no text, or a sentence that says what is wrong with it. */
function readAmount(text: string, currency: string): number | string | null {
  if (text === '') return null
  // "1,200", "1 200.50 EUR" and "600,50" are amounts to those who write them.
  const plain = text
    .replace(new RegExp(currency, 'i'), '')
    .replaceAll(/[\s']/g, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.')
  try {
    const { amount } = parseMoney(plain, currency)
    return amount < 0 ? 'Write a total above zero, such as 600.' : amount
  } catch (error) {
    if (error instanceof PorticoError && error.code === 'money-invalid') {
      return `“${text}” is not an amount in ${currency}. Write digits, such as 600 or 1200.`
    }
    throw error
  }
}

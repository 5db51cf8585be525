/** The query string of a list: filters, search, order, what to read of each row, and which page. */
import { integer, text } from '../schema/index.ts'
import type { CompiledResource } from './compiled-resource.ts'
import { expandField, parseExpand } from './expand.ts'
import { fieldsField, selectedFields } from './fields.ts'
import type { Filter } from './filter.ts'
import { orderField, type OrderTerm, parseOrder } from './order.ts'
import { type GivenQuery, type QuerySchema, querySchema } from './read-query.ts'
import { parseSearch, searchField } from './search.ts'
import type { Selection } from './selection.ts'

export interface ListQuery {
  readonly filters: readonly { readonly filter: Filter; readonly value: unknown }[]
  /** What `search` looks for; empty when it is not asked. */
  readonly words: readonly string[]
  readonly order: readonly OrderTerm[]
  readonly selection: Selection
  /** Rows. */
  readonly limit: number
  readonly cursor: string | null
  readonly given: GivenQuery
}

/** Parameters that are no filters, and whose names no filter can have. */
export const LIST_PARAMETERS: readonly string[] = [
  'search',
  'order',
  'fields',
  'expand',
  'limit',
  'cursor',
]

/** Made once, when the resource is mounted. A parameter for which nothing is declared is unknown. */
export function listQuery(resource: Omit<CompiledResource, 'listQuery'>): QuerySchema<ListQuery> {
  const { readable, filters, search, order, limit } = resource
  const members = {
    ...Object.fromEntries(filters.map((filter) => [filter.name, filter.field])),
    ...(search.length > 0 && { search: searchField() }),
    ...(order.size > 0 && { order: orderField(order) }),
    fields: fieldsField(readable),
    ...(readable.relations.size > 0 && { expand: expandField() }),
    limit: integer({ min: 1, max: limit.max, default: limit.default }),
    cursor: text({ nullable: true }),
  }
  return querySchema(members, (values, given) => ({
    filters: filters
      .map((filter) => ({ filter, value: Reflect.get(values, filter.name) as unknown }))
      .filter(({ value }) => value !== null),
    words: parseSearch(values.search ?? null),
    order: parseOrder(values.order ?? null, order),
    selection: {
      fields: selectedFields(readable, values.fields),
      expansions: parseExpand(values.expand ?? null, readable),
    },
    limit: values.limit,
    cursor: values.cursor,
    given,
  }))
}

/**
 * A resource once its models are known: everything about it that does not depend on a request.
 *
 * Every mistake in a declaration is found here, when the resource is mounted.
 */
import type { JsonNames, ModelMetadata } from '../db/index.ts'
import { listNames } from '../internal/index.ts'
import { comparedField, type Filter, filtersOf } from './filter.ts'
import { itemQuery, keyReader, type ReadKey } from './item.ts'
import { LIST_PARAMETERS, listQuery, type ListQuery } from './list-query.ts'
import { wireName } from './naming.ts'
import { type OrderTerm, orderTerms } from './order.ts'
import { type Declaration, type Readable, readableOf } from './readable.ts'
import type { QuerySchema } from './read-query.ts'
import { invalidResource, unknownName } from './resource-error.ts'
import type { LimitOptions } from './resource-options.ts'
import type { Selection } from './selection.ts'

export interface CompiledResource {
  readonly model: ModelMetadata
  readonly names: JsonNames
  /** The property that is the key, and its name on the wire. */
  readonly key: string
  readonly keyName: string
  readonly readKey: ReadKey
  readonly readable: Readable
  readonly filters: readonly Filter[]
  /** Properties. */
  readonly search: readonly string[]
  readonly order: ReadonlyMap<string, OrderTerm>
  readonly limit: Required<LimitOptions>
  readonly listQuery: QuerySchema<ListQuery>
  readonly itemQuery: QuerySchema<Selection>
}

/** The options of a resource without the types that its names were checked by. */
export interface ResourceDeclaration extends Declaration {
  readonly names?: JsonNames
  readonly filter?: readonly string[]
  readonly search?: readonly string[]
  readonly order?: readonly string[]
  readonly limit?: LimitOptions
  readonly name?: string
}

const OPTIONS = ['names', 'fields', 'filter', 'search', 'order', 'expand', 'limit', 'name']
const DEFAULT_LIMIT = 20 // rows
const MAX_LIMIT = 100
const GREATEST_LIMIT = 1000
const MAX_ORDERED_TEXT = 1000 // characters; a cursor holds the values of its order
const SEARCHED = ['text', 'email', 'url', 'slug']
const UNBOUNDED = ['text', 'url', 'email']
const UNORDERED = ['money', 'json', 'list', 'object']

/** Throws ResourceError for whatever the model does not have or cannot do. */
export function compileResource(
  model: ModelMetadata,
  options: ResourceDeclaration,
): CompiledResource {
  const unknownOption = Object.keys(options).find((name) => !OPTIONS.includes(name))
  if (unknownOption !== undefined) {
    throw unknownName(model, 'its options', unknownOption, OPTIONS)
  }
  const { names = 'camelCase', filter = [], search = [], order = [] } = options
  const readable = readableOf(model, options, names)
  const key = keyOf(model, options.fields)
  for (const [option, properties] of Object.entries({ filter, search, order })) {
    checkReadable(model, option, properties, options.fields)
  }
  for (const property of search) checkSearched(model, property)
  for (const property of order) checkOrdered(model, property)
  const filters = filter.flatMap((property) => filtersOf(model, property, names))
  refuseTakenNames(model, filters)
  const compiled = {
    ...{ model, names, key, readable, filters, search },
    keyName: wireName(key, names),
    readKey: keyReader(readable, key),
    order: orderTerms(order, names),
    limit: checkLimit(model, options.limit),
    itemQuery: itemQuery(readable),
  }
  return { ...compiled, listQuery: listQuery(compiled) }
}

/** Addresses and cursors hold the key, so it cannot be private. */
function keyOf(model: ModelMetadata, fields: readonly string[]): string {
  const [column, ...more] = model.key
  if (column === undefined || more.length > 0) {
    throw invalidResource(
      model,
      `has a key of ${model.key.length} fields, and an address has room for one`,
      'Give the model a key of one field and make the others unique together.',
    )
  }
  if (!fields.includes(column.property)) {
    throw invalidResource(
      model,
      `keeps its key "${column.property}" private, though addresses and cursors hold it`,
      'Add it to fields.',
    )
  }
  return column.property
}

/** Whoever filters, searches or orders by a field can find out its values. */
function checkReadable(
  model: ModelMetadata,
  option: string,
  properties: readonly string[],
  fields: readonly string[],
): void {
  const unknown = properties.find((property) => !fields.includes(property))
  if (unknown !== undefined) throw unknownName(model, option, unknown, fields)
}

function checkSearched(model: ModelMetadata, property: string): void {
  const { kind } = comparedField(model, property)
  if (SEARCHED.includes(kind) && model.fields[property]?.kind !== 'reference') return
  throw invalidResource(
    model,
    `searches in "${property}", which is ${kind}`,
    `Search in fields that are ${listNames(SEARCHED)}.`,
  )
}

function checkOrdered(model: ModelMetadata, property: string): void {
  const { kind, jsonSchema } = comparedField(model, property)
  if (UNORDERED.includes(kind)) {
    throw invalidResource(
      model,
      `orders by "${property}", which is ${kind}`,
      'Order by fields with one value.',
    )
  }
  if (!UNBOUNDED.includes(kind) || (jsonSchema.maxLength ?? Infinity) <= MAX_ORDERED_TEXT) return
  throw invalidResource(
    model,
    `orders by "${property}", whose texts may be too long for a cursor`,
    `Give the field a max of at most ${MAX_ORDERED_TEXT}: text({ max: 120 }).`,
  )
}

function refuseTakenNames(model: ModelMetadata, filters: readonly Filter[]): void {
  const taken = filters.find(({ name }) => LIST_PARAMETERS.includes(name))
  if (taken === undefined) return
  throw invalidResource(
    model,
    `filters by "${taken.name}", which every list has as a parameter of its own`,
    `Rename the field, or leave it out of filter. Taken are ${listNames(LIST_PARAMETERS)}.`,
  )
}

function checkLimit(model: ModelMetadata, given: LimitOptions = {}): Required<LimitOptions> {
  const { max = MAX_LIMIT } = given
  const limit = given.default ?? Math.min(DEFAULT_LIMIT, max)
  const areWhole = Number.isInteger(limit) && Number.isInteger(max)
  if (areWhole && limit >= 1 && limit <= max && max <= GREATEST_LIMIT) {
    return { default: limit, max }
  }
  throw invalidResource(
    model,
    `has pages of ${limit} rows, ${max} at most`,
    `Give 1 <= default <= max <= ${GREATEST_LIMIT}: limit: { default: 20, max: 100 }.`,
  )
}

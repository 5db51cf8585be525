/**
 * `order=-stars,name`: what rows come first, by the fields that the declaration allows.
 *
 * The key ends every order, so that no two rows tie: without that a page could repeat or skip rows.
 */
import type { JsonNames } from '../db/index.ts'
import { choice, type Field, list } from '../schema/index.ts'
import { wireName } from './naming.ts'
import { columnOf, type RowQuery } from './row-query.ts'

export interface OrderTerm {
  /** As on the wire, with its sign: `-stars`. */
  readonly name: string
  readonly property: string
  readonly isDescending: boolean
}

/** Both directions of `properties`, by their names on the wire. */
export function orderTerms(
  properties: readonly string[],
  names: JsonNames,
): ReadonlyMap<string, OrderTerm> {
  const terms = properties.flatMap((property): OrderTerm[] => {
    const name = wireName(property, names)
    return [
      { name, property, isDescending: false },
      { name: `-${name}`, property, isDescending: true },
    ]
  })
  return new Map(terms.map((term) => [term.name, term]))
}

/** The parameter; null when it is not given. */
export function orderField(
  terms: ReadonlyMap<string, OrderTerm>,
): Field<string[] | null, true, false> {
  return list(choice([...terms.keys()]), { max: terms.size / 2, separator: ',', nullable: true })
}

/** The terms of `given`. A field that comes again could change nothing and is left out. */
export function parseOrder(
  given: readonly string[] | null,
  terms: ReadonlyMap<string, OrderTerm>,
): readonly OrderTerm[] {
  const parsed = new Map<string, OrderTerm>()
  for (const name of given ?? []) {
    const term = terms.get(name)
    if (term !== undefined && !parsed.has(term.property)) parsed.set(term.property, term)
  }
  return [...parsed.values()]
}

/** `rows` in this order, those that tie by the key. */
export function orderRows(rows: RowQuery, order: readonly OrderTerm[], key: string): RowQuery {
  const hasKey = order.some((term) => term.property === key)
  return rows.orderBy((row) => {
    const terms = order.map(({ property, isDescending }) => {
      const column = columnOf(row, property)
      return isDescending ? column.desc() : column.asc()
    })
    return hasKey ? terms : [...terms, columnOf(row, key).asc()]
  })
}

/**
 * How the columns of a statement become a row: which property comes from which place of the array.
 *
 * Made once for a plan. The decoder and the serializer are both compiled from it, which is why what one
 * returns as objects and the other as text cannot drift apart.
 */
import { rootScope, referenceScope } from './columns.ts'
import type { Column } from './column.ts'
import { isOptional, type OrderTerm, type Scope, type ValueKind } from './expression-node.ts'
import { QueryError } from './query-error.ts'
import type { Reference } from './reference.ts'
import type { IncludeState, QueryState } from './query-state.ts'

export type RowProperty = ValueProperty | MoneyProperty | OneProperty | ManyProperty

/** A value and its place in the array. */
export interface ValuePlace {
  readonly index: number
  readonly kind: ValueKind
}

export interface ValueProperty extends ValuePlace {
  readonly type: 'value'
  readonly name: string
}

/** `index` is the place of the amount, the currency follows it. */
export interface MoneyProperty {
  readonly type: 'money'
  readonly name: string
  readonly index: number
}

/** A row that was joined; null when there is none at `keyIndex`. */
export interface OneProperty {
  readonly type: 'one'
  readonly name: string
  readonly keyIndex: number
  readonly properties: readonly RowProperty[]
}

/** The rows of the related statement number `related` that point at the key at `keyIndex`. */
export interface ManyProperty {
  readonly type: 'many'
  readonly name: string
  readonly keyIndex: number
  readonly related: number
}

export interface SelectedColumn {
  readonly scope: Scope
  readonly column: Column
}

export interface RowLayout {
  readonly columns: readonly SelectedColumn[]
  readonly properties: readonly RowProperty[]
  /** The values that a row is ordered by; empty unless the query asks for them. */
  readonly sortKey: readonly ValuePlace[]
}

/** The layout of the rows of `state`; `extra` columns of it are appended for the caller's own use. */
export function rowLayout(
  state: QueryState,
  related: readonly IncludeState[],
  extra: readonly Column[],
): RowLayout {
  const builder = new LayoutBuilder(related)
  const scope = rootScope(state.model)
  const properties = builder.properties(scope, state)
  for (const column of extra) builder.columns.push({ scope, column })
  const sortKey = state.keyed ? state.order.map((term) => builder.place(term)) : []
  if (state.distinct && builder.hidden) {
    throw new QueryError(
      'query-invalid',
      `A distinct query of "${state.model.name}" needs a column that it does not select, which would make equal ` +
        'rows differ. Select what it is ordered by, or leave out distinct() or the rows that point back.',
    )
  }
  return { columns: builder.columns, properties, sortKey }
}

class LayoutBuilder {
  readonly columns: SelectedColumn[] = []
  /** Whether there are columns that no property shows. */
  hidden = false
  readonly #related: readonly IncludeState[]

  constructor(related: readonly IncludeState[]) {
    this.#related = related
  }

  properties(scope: Scope, state: QueryState): RowProperty[] {
    const includes = new Map(state.include.map((include) => [include.property, include]))
    const chosen = state.select ?? Object.keys(scope.model.fields)
    const properties: RowProperty[] = []
    for (const name of new Set([...chosen, ...includes.keys()])) {
      const include = includes.get(name)
      const property =
        include === undefined ? this.#value(scope, name) : this.#include(scope, include)
      if (property !== null) properties.push(property)
    }
    return properties
  }

  /** Where the value of a term is; a column that the row does not have is added. */
  place({ node, kind }: OrderTerm): ValuePlace {
    if (node.type !== 'column') {
      throw new QueryError(
        'query-invalid',
        'A page continues after the columns that it is ordered by, and the order of this query has an ' +
          'expression. Order by columns, or read with all() and offset().',
      )
    }
    return { kind, index: this.#find(node.scope, node.column) }
  }

  #value(scope: Scope, name: string): RowProperty | null {
    const [first, second] = scope.model.columns.filter((column) => column.property === name)
    if (first === undefined) return null
    const index = this.#add(scope, first)
    if (second === undefined) return { type: 'value', name, index, kind: first.kind }
    this.#add(scope, second)
    return { type: 'money', name, index }
  }

  #include(scope: Scope, include: IncludeState): RowProperty {
    const { property: name, field, state } = include
    if (field.kind === 'reference') return this.#one(scope, name, field, state)
    const keyIndex = this.#key(scope)
    return { type: 'many', name, keyIndex, related: this.#related.indexOf(include) }
  }

  #one(scope: Scope, name: string, field: Reference, state: QueryState): RowProperty {
    const target = referenceScope(scope, name, field)
    const properties = this.properties(target, state)
    return { type: 'one', name, keyIndex: isOptional(target) ? this.#key(target) : -1, properties }
  }

  #key(scope: Scope): number {
    const [key] = scope.model.key
    if (key === undefined) throw new TypeError(`${scope.model.name} has no key`)
    return this.#find(scope, key)
  }

  #find(scope: Scope, column: Column): number {
    const known = this.columns.findIndex((one) => one.scope === scope && one.column === column)
    if (known !== -1) return known
    this.hidden = true
    return this.#add(scope, column)
  }

  #add(scope: Scope, column: Column): number {
    return this.columns.push({ scope, column }) - 1
  }
}

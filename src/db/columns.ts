/**
 * The row that a query's callbacks are given: `(hotel) => hotel.city.name.eq('Lyon')`.
 *
 * Each property is the expression of its column. A reference is both the key it holds and, by its
 * properties, the row it points at: reading one of them joins that row. `many` offers exists and count.
 */
import type { Column } from './column.ts'
import type {
  AnyExpression,
  Condition,
  Expression,
  ExpressionOf,
  NumberExpression,
} from './expression.ts'
import type { Scope } from './expression-node.ts'
import { conditionNode, ExpressionValue } from './expression-value.ts'
import type { Many } from './many.ts'
import type { ModelMetadata } from './model.ts'
import type { Reference } from './reference.ts'
import type { AutomaticId, FieldsOf, KeyOf, Member, ValueOfMember } from './row.ts'

/** The columns of a model by property. Each is inferred when it is used, not before. */
export type Columns<Described extends ModelMetadata> = AutomaticIdColumn<Described> & {
  readonly [Name in keyof FieldsOf<Described>]: ColumnOf<Member<FieldsOf<Described>[Name]>>
}

/** What is known of a row whose own model is still being declared: its columns, no joins. */
export type OwnColumns<Fields> = { readonly id: NumberExpression } & {
  readonly [Name in keyof Fields]: Fields[Name] extends () => void
    ? AnyExpression<never>
    : Fields[Name] extends Reference
      ? AnyExpression<ValueOfMember<Fields[Name]>>
      : ExpressionOf<ValueOfMember<Fields[Name]>>
}

/** The key that a reference holds, and the columns of the row that it points at. */
export type ReferenceColumns<Target extends ModelMetadata, Null extends null> = AnyExpression<
  KeyOf<Target> | Null
> &
  Columns<Target>

/** Questions about the rows that point back. */
export interface ManyColumns<Target extends ModelMetadata> {
  /** Whether there is such a row; without a condition, whether there is any. */
  exists(condition?: (row: Columns<Target>) => Expression<boolean | null>): Condition<boolean>
  count(condition?: (row: Columns<Target>) => Expression<boolean | null>): NumberExpression
}

type ColumnOf<Described> =
  Described extends Reference<infer Target, infer Nullable, boolean>
    ? ReferenceColumns<Target, Nullable extends true ? null : never>
    : Described extends Many<infer Target>
      ? ManyColumns<Target>
      : ExpressionOf<ValueOfMember<Described>>

type AutomaticIdColumn<Described extends ModelMetadata> =
  AutomaticId<FieldsOf<Described>> extends { readonly id: number }
    ? { readonly id: NumberExpression }
    : unknown

const rootColumns: WeakMap<Scope, object> = new WeakMap()
const rootScopes: WeakMap<ModelMetadata, Scope> = new WeakMap()
const referenceScopes: WeakMap<Scope, Map<string, Scope>> = new WeakMap()

/** The columns of a model as the rows that a query is about. Made once for each model. */
export function columnsOf<Described extends ModelMetadata>(model: Described): Columns<Described> {
  const scope = rootScope(model)
  let columns = rootColumns.get(scope)
  if (columns === undefined) {
    columns = defineColumns({}, scope)
    rootColumns.set(scope, columns)
  }
  // defineColumns gives every property of `model` the expression that ColumnOf computes from it.
  return columns as Columns<Described>
}

/** The rows that a query about `model` is about. */
export function rootScope(model: ModelMetadata): Scope {
  let scope = rootScopes.get(model)
  if (scope === undefined) {
    scope = { model, via: 'root', parent: null, property: '', link: null }
    rootScopes.set(model, scope)
  }
  return scope
}

/** The row that `property` of the rows of `parent` refers to; the same one each time, joined once. */
export function referenceScope(parent: Scope, property: string, field: Reference): Scope {
  let scopes = referenceScopes.get(parent)
  if (scopes === undefined) {
    scopes = new Map()
    referenceScopes.set(parent, scopes)
  }
  let scope = scopes.get(property)
  if (scope === undefined) {
    const link = parent.model.columns.find((column) => column.property === property) ?? null
    scope = { model: field.target(), via: 'reference', parent, property, link }
    scopes.set(property, scope)
  }
  return scope
}

/** Defines on `target` a getter for each field of the scope's model; each runs once. */
function defineColumns<Target extends object>(target: Target, scope: Scope): Target {
  for (const property of Object.keys(scope.model.fields)) {
    Object.defineProperty(target, property, {
      enumerable: true,
      configurable: true,
      get() {
        const value = columnExpression(scope, property)
        Object.defineProperty(target, property, { value, enumerable: true })
        return value
      },
    })
  }
  return target
}

function columnExpression(scope: Scope, property: string): object {
  const { model } = scope
  const field = model.fields[property]
  if (field?.kind === 'many') return manyColumns(scope, property, field)
  const columns = model.columns.filter((column) => column.property === property)
  const [first, second] = columns.map((column) => columnValue(scope, column))
  if (first === undefined) throw new TypeError(`${model.name}.${property} has no column`)
  if (second !== undefined) return moneyColumns(first, second)
  if (field?.kind !== 'reference') return first
  return defineColumns(first, referenceScope(scope, property, field))
}

function columnValue(scope: Scope, column: Column): ExpressionValue {
  return new ExpressionValue({ type: 'column', scope, column }, column.kind)
}

function moneyColumns(amount: ExpressionValue, currency: ExpressionValue): object {
  return {
    amount,
    currency,
    isNull: () => amount.isNull(),
    isNotNull: () => amount.isNotNull(),
  }
}

function manyColumns(parent: Scope, property: string, field: Many): object {
  const model = field.target()
  const link = model.columns.find((column) => column.property === field.by) ?? null
  const ask =
    (question: 'exists' | 'count') =>
    (condition?: (row: Columns<ModelMetadata>) => unknown): ExpressionValue => {
      // A scope of its own for each question: the same relation may be asked about twice.
      const scope: Scope = { model, via: 'many', parent, property, link }
      const row = defineColumns({}, scope) as Columns<ModelMetadata>
      const node = condition === undefined ? null : conditionNode(condition(row))
      const kind = question === 'exists' ? 'boolean' : 'integer'
      return new ExpressionValue({ type: 'related', ask: question, scope, condition: node }, kind)
    }
  return { exists: ask('exists'), count: ask('count') }
}

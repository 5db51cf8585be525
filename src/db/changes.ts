/**
 * What an update sets, checked: literals as values of their columns, expressions as they are.
 */
import type { Money } from '../schema/index.ts'
import type { Column } from './column.ts'
import { type Columns, columnsOf, rootScope } from './columns.ts'
import type { Expression } from './expression.ts'
import type { ExpressionNode } from './expression-node.ts'
import { ExpressionValue } from './expression-value.ts'
import type { ModelMetadata } from './model.ts'
import { QueryError } from './query-error.ts'
import type { FieldsOf, Member, Simplify, ValueName, ValueOfMember } from './row.ts'
import {
  type GivenValues,
  moneyParts,
  type PropertyWriter,
  refuseUnknown,
  writersOf,
} from './row-values.ts'
import type { Assignment } from './shape.ts'
import { checkValue } from './value.ts'

/** What `update` takes: values, or a function of the row that gives values and expressions. */
export type Changes<Described extends ModelMetadata> =
  | ChangedValues<Described>
  | ((row: Columns<Described>) => ChangedValues<Described>)

export type ChangedValues<Described extends ModelMetadata> = Simplify<{
  readonly [Name in ValueName<FieldsOf<Described>>]?: Changed<
    ValueOfMember<Member<FieldsOf<Described>[Name]>>
  >
}>

type Changed<Value> = Value | Expression<Value> | ChangedMoney<Value>

/** The halves of money may be expressions of their own. */
type ChangedMoney<Value> = [Extract<Value, Money>] extends [never]
  ? never
  : {
      readonly amount: number | Expression<number>
      readonly currency: string | Expression<string>
    }

/**
 * The assignments of an update; a version counts up by itself. Without any change, the rows are
 * found and counted but stay as they are.
 */
export function assignmentsOf(model: ModelMetadata, changes: unknown): Assignment[] {
  const given: unknown = typeof changes === 'function' ? changes(columnsOf(model)) : changes
  // refuseUnknown throws for what is not an object.
  const values = given as GivenValues
  refuseUnknown(model, values)
  const names = Object.keys(values)
  if (names.length === 0) return model.key.slice(0, 1).map((column) => same(model, column))
  const writers = writersOf(model)
  const assignments = names.flatMap((name) => {
    const writer = writers.get(name)
    return writer === undefined ? [] : assign(model, writer, values[name])
  })
  const versions = model.columns.filter((column) => column.field.kind === 'version')
  return [...assignments, ...versions.map((column) => increment(model, column))]
}

function assign(model: ModelMetadata, writer: PropertyWriter, value: unknown): Assignment[] {
  const { columns, subject, nullable } = writer
  const [first, second] = columns
  if (first === undefined) return []
  if (first.field.kind === 'version') {
    throw new QueryError(
      'query-invalid',
      `Field "${first.property}" of model "${model.name}" counts updates by itself. To guard an update with ` +
        'it, compare it in where().',
    )
  }
  if (second === undefined) return [assignColumn(first, value, subject, nullable)]
  const parts = value === null ? { amount: null, currency: null } : moneyParts(value, subject)
  return [
    assignColumn(first, parts.amount, subject, nullable),
    assignColumn(second, parts.currency, subject, nullable),
  ]
}

function assignColumn(
  column: Column,
  value: unknown,
  subject: string,
  nullable: boolean,
): Assignment {
  if (value instanceof ExpressionValue) return { column, node: value['~node'] }
  if (value !== null || !nullable) checkValue(column.kind, value, subject)
  return { column, node: { type: 'literal', kind: column.kind, list: false, value } }
}

function increment(model: ModelMetadata, column: Column): Assignment {
  const one: ExpressionNode = { type: 'literal', kind: 'integer', list: false, value: 1 }
  const now: ExpressionNode = { type: 'column', scope: rootScope(model), column }
  return { column, node: { type: 'operation', operator: 'plus', operands: [now, one] } }
}

function same(model: ModelMetadata, column: Column): Assignment {
  return { column, node: { type: 'column', scope: rootScope(model), column } }
}

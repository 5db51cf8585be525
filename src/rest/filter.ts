/**
 * Filters in the query: `city=3&stars.gte=4&name.contains=grand`, all of which must hold.
 *
 * Which operators a field has follows from its kind. A comparison is true for no row without a value,
 * `ne` included (SQL's NULL); `is_null` asks for those.
 */
import type { Condition, JsonNames, ModelMetadata } from '../db/index.ts'
import { boolean, type Field, type FieldKind, integer, list, text } from '../schema/index.ts'
import { wireName } from './naming.ts'
import { invalidResource } from './resource-error.ts'
import { columnOf, type RowColumn, type RowColumns } from './row-query.ts'

export interface Filter {
  /** The parameter: `stars`, `stars.gte`. */
  readonly name: string
  /** How its text is read; null when it is not given. */
  readonly field: Field<unknown, true, false>
  condition(row: RowColumns, value: unknown): Condition
}

type Operator = keyof typeof CONDITIONS

const MAX_VALUES = 50 // of `in`
const MAX_LENGTH = 100 // characters of a part of a text

// The values are those that the operator's field lets through.
const CONDITIONS = {
  eq: (column: RowColumn, value: unknown) => column.eq(value),
  ne: (column: RowColumn, value: unknown) => column.ne(value),
  in: (column: RowColumn, value: unknown) => column.in(value as readonly unknown[]),
  gt: (column: RowColumn, value: unknown) => column.gt(value),
  gte: (column: RowColumn, value: unknown) => column.gte(value),
  lt: (column: RowColumn, value: unknown) => column.lt(value),
  lte: (column: RowColumn, value: unknown) => column.lte(value),
  contains: (column: RowColumn, value: unknown) => column.contains(value as string),
  startsWith: (column: RowColumn, value: unknown) => column.startsWith(value as string),
  isNull: (column: RowColumn, value: unknown) =>
    value === true ? column.isNull() : column.isNotNull(),
} satisfies Record<string, (column: RowColumn, value: unknown) => Condition>

const EXACT: readonly Operator[] = ['eq', 'ne', 'in']
const ORDERED: readonly Operator[] = [...EXACT, 'gt', 'gte', 'lt', 'lte']
const TEXTUAL: readonly Operator[] = [...EXACT, 'contains', 'startsWith']

/** Money is two values, and JSON and its kin have no comparison: they are not filtered by. */
const OPERATORS: Readonly<Partial<Record<FieldKind, readonly Operator[]>>> = {
  boolean: ['eq', 'ne'],
  choice: EXACT,
  uuid: EXACT,
  integer: ORDERED,
  version: ORDERED,
  decimal: ORDERED,
  date: ORDERED,
  instant: ORDERED,
  text: TEXTUAL,
  email: TEXTUAL,
  url: TEXTUAL,
  slug: TEXTUAL,
}

/** The filters by `property`. Throws ResourceError when it is of a kind that has none. */
export function filtersOf(
  model: ModelMetadata,
  property: string,
  names: JsonNames,
): readonly Filter[] {
  const field = comparedField(model, property)
  // Keys of other rows are the same or not; which is greater means nothing.
  const isReference = model.fields[property]?.kind === 'reference'
  const operators = isReference ? EXACT : OPERATORS[field.kind]
  if (operators === undefined) {
    throw invalidResource(
      model,
      `filters by "${property}", which is ${field.kind}`,
      `Filter by fields that are ${Object.keys(OPERATORS).join(', ')} or a reference.`,
    )
  }
  const isNullable = model.columns.some((one) => one.property === property && one.nullable)
  const all: readonly Operator[] = isNullable ? [...operators, 'isNull'] : operators
  const name = wireName(property, names)
  return all.map((operator) => ({
    name: operator === 'eq' ? name : `${name}.${wireName(operator, names)}`,
    field: optional(operandField(operator, field)),
    condition: (row, value) => CONDITIONS[operator](columnOf(row, property), value),
  }))
}

/** The field of the values of `property`: of a reference, the key that it leads to. */
export function comparedField(model: ModelMetadata, property: string): Field {
  let field = model.fields[property]
  while (field?.kind === 'reference') field = field.target().key[0]?.field
  if (field !== undefined && field.kind !== 'many') return readableText(field)
  throw new TypeError(`${model.name}.${property} has no value`)
}

/** An automatic key is a number that no text is read for. */
function readableText(field: Field): Field {
  if (field.kind !== 'integer' && field.kind !== 'version') return field
  const { minimum: min, maximum: max } = field.jsonSchema
  return integer({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) })
}

/** What an operator compares with. Only equality asks for a value that the field itself would take. */
function operandField(operator: Operator, field: Field): Field {
  switch (operator) {
    case 'in':
      return list(required(field), { min: 1, max: MAX_VALUES, separator: ',' })
    case 'contains':
    case 'startsWith':
      return text({ min: 1, max: MAX_LENGTH })
    case 'isNull':
      return boolean()
    case 'eq':
    case 'ne':
      return field
    default:
      return field.kind === 'integer' ? integer() : field
  }
}

/** The value's rules without those of its column. */
function required(field: Field): Field {
  return { ...field, nullable: false, optional: false, key: false, default: undefined }
}

function optional(field: Field): Field<unknown, true, false> {
  return { ...required(field), nullable: true, optional: true, key: false, readOnly: false }
}

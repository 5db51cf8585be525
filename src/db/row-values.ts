/**
 * From what a program gives for a row to what its columns hold: every value checked for storage,
 * defaults filled in, properties that the model does not know refused at run time too.
 */
import { listNames } from '../internal/index.ts'
import { valueWhenAbsent } from '../schema/index.ts'
import type { Column } from './column.ts'
import type { ModelMetadata } from './model.ts'
import { QueryError } from './query-error.ts'
import { ValueError } from './value-error.ts'
import { checkValue, encodeValue } from './value.ts'

/** Values by property, from outside the type system. */
export type GivenValues = Readonly<Record<string, unknown>>

/** How one property of a model becomes one or two parameters. */
export interface PropertyWriter {
  readonly property: string
  readonly subject: string
  readonly nullable: boolean
  readonly columns: readonly Column[]
  /** The automatic id, which the database gives when it is left out. */
  readonly generated: boolean
  /** The value of a row that is given none; undefined: it must be given. */
  absent(): unknown
}

const writers: WeakMap<ModelMetadata, ReadonlyMap<string, PropertyWriter>> = new WeakMap()

/** The writers of a model by property, in the order of its columns. Made once for each model. */
export function writersOf(model: ModelMetadata): ReadonlyMap<string, PropertyWriter> {
  let known = writers.get(model)
  if (known === undefined) {
    const properties = new Set(model.columns.map((column) => column.property))
    known = new Map([...properties].map((property) => [property, writerOf(model, property)]))
    writers.set(model, known)
  }
  return known
}

function writerOf(model: ModelMetadata, property: string): PropertyWriter {
  const columns = model.columns.filter((column) => column.property === property)
  const field = model.fields[property]
  const [first] = columns
  if (first === undefined || field === undefined || field.kind === 'many') {
    throw new TypeError(`${model.name}.${property} has no column`)
  }
  return {
    property,
    subject: `field "${property}" of model "${model.name}"`,
    nullable: first.nullable,
    columns,
    generated: first.generated,
    absent:
      field.kind === 'reference'
        ? () => (field.nullable ? null : undefined)
        : field.kind === 'version'
          ? () => 1
          : () => valueWhenAbsent(field),
  }
}

/** Throws QueryError `query-field-unknown` for a property that is no value of the model. */
export function refuseUnknown(model: ModelMetadata, given: GivenValues): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new QueryError('query-invalid', `Values for "${model.name}" must be an object.`)
  }
  const known = writersOf(model)
  for (const name of Object.keys(given)) {
    if (known.has(name)) continue
    throw new QueryError(
      'query-field-unknown',
      `Model "${model.name}" has no field "${name.slice(0, 32)}" to write. ` +
        `Its fields are ${listNames(known.keys())}. Take out what the model does not know.`,
    )
  }
}

/** Appends to `parameters` what the columns of a new row hold for one property. */
export function writeNew(writer: PropertyWriter, given: GivenValues, parameters: unknown[]): void {
  const { property } = writer
  if (Object.hasOwn(given, property)) return writeValue(writer, given[property], parameters)
  const value = writer.absent()
  if (value === undefined) {
    throw new QueryError(
      'query-value-missing',
      `A new row needs a value for ${writer.subject}, which has no default. Give one, or give the field a ` +
        'default or nullable: true.',
    )
  }
  writeValue(writer, value, parameters)
}

/** Appends the parameters of a value; throws ValueError for one that the columns cannot hold. */
function writeValue(writer: PropertyWriter, value: unknown, parameters: unknown[]): void {
  const { columns, subject } = writer
  if (value === null && writer.nullable) {
    for (let i = 0; i < columns.length; i++) parameters.push(null)
    return
  }
  const [column] = columns
  if (columns.length === 1 && column !== undefined) {
    checkValue(column.kind, value, subject)
    parameters.push(encodeValue(column.kind, value))
    return
  }
  const { amount, currency } = moneyParts(value, subject)
  checkValue('integer', amount, subject)
  checkValue('text', currency, subject)
  parameters.push(amount, currency)
}

/** The two halves of a money value. Throws ValueError for anything else. */
export function moneyParts(
  value: unknown,
  subject: string,
): { readonly amount: unknown; readonly currency: unknown } {
  const isMoney =
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'amount') &&
    Object.hasOwn(value, 'currency') &&
    Object.keys(value).length === 2
  if (!isMoney) throw new ValueError(subject, 'money, { amount, currency }', value)
  // Both were found above.
  return value as { amount: unknown; currency: unknown }
}

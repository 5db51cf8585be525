/**
 * The checks that a column brings by its kind, as the net under the validator: whoever writes to the
 * database by other ways must not store what reading does not expect.
 */
import type { Column } from './column.ts'
import type { Dialect } from './dialects/dialect.ts'
import { constraintIdentifier } from './identifier.ts'
import type { ModelMetadata } from './model.ts'

/** The condition as SQL, null for a column that needs none. NULL satisfies it. */
export function columnCheck(model: ModelMetadata, column: Column, dialect: Dialect): string | null {
  const name = dialect.quote(column.name)
  const { field } = column
  if (field.kind === 'choice' && field.choices !== undefined) {
    return `${name} in (${field.choices.map((choice) => dialect.literal(choice)).join(', ')})`
  }
  if (column.part === 'currency') return currencyCheck(model, column, name, dialect)
  return dialect.kindCheck(column.kind, name)
}

/** Half a price is none: both columns of a money field are NULL, or neither. */
function currencyCheck(
  model: ModelMetadata,
  column: Column,
  name: string,
  dialect: Dialect,
): string {
  const length = `length(${name}) = 3`
  const amount = model.columns.find((one) => one.property === column.property && one !== column)
  if (!column.nullable || amount === undefined) return length
  return `(${dialect.quote(amount.name)} is null) = (${name} is null) and ${length}`
}

/** The name of that check in the database. */
export function columnCheckIdentifier(model: ModelMetadata, column: Column): string {
  return constraintIdentifier([model.table, column.name, 'valid'])
}

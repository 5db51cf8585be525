/**
 * A rule of the database that a statement would have broken, as a value that a program can handle.
 *
 * Databases report their own names, some of them only as text of a message; the dialect reads that and
 * this file translates it into the words of the models: the model, its fields, the declared name.
 */
import { PorticoError } from '../internal/index.ts'
import type { Column } from './column.ts'
import type { DatabaseError } from './database-error.ts'
import type { Violation, ViolationKind } from './dialects/dialect.ts'
import { columnCheckIdentifier } from './column-check.ts'
import type { ModelMetadata } from './model.ts'

export class ConstraintError extends PorticoError {
  readonly kind: ViolationKind
  /** The model's name; null when the table belongs to none that `connect` was given. */
  readonly model: string | null
  /** Properties of the model. Empty where the database does not tell, and for a deleted row. */
  readonly fields: readonly string[]
  /** The name of a check as declared, or the fields of a unique constraint; null for the other kinds. */
  readonly constraint: string | null

  constructor(kind: ViolationKind, about: ConstraintSubject, cause: DatabaseError) {
    super(CODES[kind], explain(kind, about), { cause })
    this.kind = kind
    this.model = about.model
    this.fields = about.fields
    this.constraint = about.constraint
  }
}

export interface ConstraintSubject {
  readonly model: string | null
  readonly fields: readonly string[]
  readonly constraint: string | null
}

const CODES: Readonly<Record<ViolationKind, string>> = {
  unique: 'unique-violated',
  check: 'check-violated',
  reference: 'reference-violated',
  'not-null': 'not-null-violated',
}

/**
 * Says `violation` in the words of `models`. `target` is the model that the statement was about, for
 * databases that do not name the table.
 */
export function constraintError(
  violation: Violation,
  cause: DatabaseError,
  models: readonly ModelMetadata[],
  target: ModelMetadata | null,
): ConstraintError {
  const named = violation.constraint === null ? null : byIdentifier(violation.constraint, models)
  if (named !== null) return new ConstraintError(violation.kind, named, cause)
  const model = models.find((one) => one.table === violation.table) ?? target
  const fields = violation.columns.map((name) => propertyOf(name, model))
  const distinct = [...new Set(fields)]
  const constraint = violation.kind === 'unique' ? distinct.join(', ') : violation.constraint
  const subject = { model: model?.name ?? null, fields: distinct, constraint }
  return new ConstraintError(violation.kind, subject, cause)
}

/** The declared constraint, or the check that a column's kind brings, behind the database's name. */
function byIdentifier(
  identifier: string,
  models: readonly ModelMetadata[],
): ConstraintSubject | null {
  for (const model of models) {
    const declared = model.constraints.find((one) => one.identifier === identifier)
    if (declared !== undefined) {
      const fields = declared.kind === 'unique' ? declared.columns.map((one) => one.property) : []
      return { model: model.name, fields, constraint: declared.name }
    }
    const column = model.columns.find((one) => columnCheckIdentifier(model, one) === identifier)
    if (column !== undefined) {
      return {
        model: model.name,
        fields: [column.property],
        constraint: `${column.property} valid`,
      }
    }
  }
  return null
}

function propertyOf(name: string, model: ModelMetadata | null): string {
  const column: Column | undefined = model?.columns.find((one) => one.name === name)
  return column?.property ?? name
}

function explain(kind: ViolationKind, about: ConstraintSubject): string {
  const model = about.model === null ? 'a table' : `"${about.model}"`
  const fields = about.fields.join(', ')
  switch (kind) {
    case 'unique':
      return (
        `Another row of ${model} has the same ${fields || (about.constraint ?? 'key')} already. Choose ` +
        'another value, change that row, or write with upsert.'
      )
    case 'check':
      return (
        `A row of ${model} would break its check "${about.constraint ?? '(unnamed)'}". ` +
        'Check the values before writing, and handle this error where others may write at the same time.'
      )
    case 'reference':
      return (
        `A reference of ${model}${fields === '' ? '' : ` (${fields})`} would point at a row that does not ` +
        'exist: either it was never there, or other rows still point at the one to be deleted.'
      )
    case 'not-null':
      return `A row of ${model} needs a value for ${fields}. Give it one, or declare the field nullable.`
  }
}

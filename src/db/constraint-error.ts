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
  /** The references that forbid a deletion. */
  readonly referrers?: readonly string[]
}

const CODES: Readonly<Record<ViolationKind, string>> = {
  unique: 'unique-violated',
  check: 'check-violated',
  reference: 'reference-violated',
  'not-null': 'not-null-violated',
}

/** What a statement was about, for databases that do not name the table. */
export interface WriteTarget {
  readonly model: ModelMetadata
  readonly operation: 'insert' | 'update' | 'delete'
  /** The values to be written, by property, where they are known. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Says `violation` in the words of `models`. */
export function constraintError(
  violation: Violation,
  cause: DatabaseError,
  models: readonly ModelMetadata[],
  target: WriteTarget | null,
): ConstraintError {
  const named = violation.constraint === null ? null : byIdentifier(violation.constraint, models)
  if (named !== null) return new ConstraintError(violation.kind, named, cause)
  const model = models.find((one) => one.table === violation.table) ?? target?.model ?? null
  const fields = [...new Set(violation.columns.map((name) => propertyOf(name, model)))]
  const constraint = violation.kind === 'unique' ? fields.join(', ') : violation.constraint
  const referrers =
    violation.kind === 'reference' && target?.operation === 'delete'
      ? referrersOf(target.model, models)
      : []
  const subject = { model: model?.name ?? null, fields, constraint, referrers }
  return new ConstraintError(violation.kind, subject, cause)
}

/** The references that keep a row of `model` from being deleted, as `hotel.city`. */
function referrersOf(model: ModelMetadata, models: readonly ModelMetadata[]): string[] {
  return models.flatMap((other) =>
    other.columns
      .filter(({ references }) => references?.model === model && references.onDelete === 'restrict')
      .map((column) => `${other.name}.${column.property}`),
  )
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
      return about.referrers !== undefined && about.referrers.length > 0
        ? `A row of ${model} cannot be deleted while others point at it, by ` +
            `${about.referrers.join(' or ')}. Delete or change those first, or declare onDelete there.`
        : `A reference of ${model}${fields === '' ? '' : ` (${fields})`} would point at a row that does ` +
            'not exist. Write that row first, or look for who has deleted it.'
    case 'not-null':
      return `A row of ${model} needs a value for ${fields}. Give it one, or declare the field nullable.`
  }
}

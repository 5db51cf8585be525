/**
 * Checks that the two ends of a relation fit. Runs when a model's columns are first asked for: the other
 * model may not have been declared before.
 */
import { listNames } from '../internal/index.ts'
import type { Many } from './many.ts'
import type { ModelMetadata } from './model.ts'
import { ModelError } from './model-error.ts'
import type { Reference } from './reference.ts'

/** Throws ModelError `model-relation-invalid` for the first relation of `model` that does not fit. */
export function checkRelations(model: ModelMetadata): void {
  for (const [property, field] of Object.entries(model.fields)) {
    if (field.kind === 'reference') checkReference(model, property, field)
    if (field.kind === 'many') checkMany(model, field)
  }
}

function checkReference(model: ModelMetadata, property: string, field: Reference): void {
  if (field.onDelete !== 'set-null' || field.nullable) return
  throw invalid(
    `Model "${model.name}" sets its field "${property}" to null when the row it refers to is deleted, but ` +
      'the field is not nullable. Add nullable: true, or choose another onDelete.',
  )
}

function checkMany(model: ModelMetadata, field: Many): void {
  const target = field.target()
  const by = Object.hasOwn(target.fields, field.by) ? target.fields[field.by] : undefined
  const start = `Model "${model.name}" has many "${target.name}" by their field "${field.by}", which`
  if (by?.kind !== 'reference') {
    const references = Object.entries(target.fields).filter(([, { kind }]) => kind === 'reference')
    throw invalid(
      `${start} is no reference of "${target.name}". Its references are ` +
        `${listNames(references.map(([name]) => name))}. Correct the name in many().`,
    )
  }
  const other = by.target()
  if (other === model) return
  throw invalid(
    `${start} refers to "${other.name}". Name a reference to "${model.name}", or move the relation there.`,
  )
}

function invalid(message: string): ModelError {
  return new ModelError('model-relation-invalid', message)
}

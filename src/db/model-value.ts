/**
 * The class behind models: resolves a declaration when it is first asked about, and starts queries.
 */
import { defineField, type Field } from '../schema/index.ts'
import { type Column, columnOfReference, columnsOfField } from './column.ts'
import { columnsOf } from './columns.ts'
import { type Constraint, type Declared, resolveConstraints } from './constraint.ts'
import { checkPropertyName, tableName } from './identifier.ts'
import type { Many } from './many.ts'
import type { ModelMetadata } from './model.ts'
import { ModelError } from './model-error.ts'
import { initialState } from './query-state.ts'
import { QueryValue, type RowCallback } from './query-value.ts'
import type { Reference } from './reference.ts'
import { checkRelations } from './relation-check.ts'

/** The row is typed where the model is declared. */
type Constrain = (row: never) => readonly Declared[]

export class ModelValue implements ModelMetadata {
  readonly name: string
  readonly table: string
  readonly #declared: object
  readonly #constrain: Constrain
  readonly #columns: Map<string, readonly Column[]> = new Map()
  #all: QueryValue | undefined
  #fields: ModelMetadata['fields'] | undefined
  #allColumns: readonly Column[] | undefined
  #key: readonly Column[] | undefined
  #constraints: readonly Constraint[] | undefined

  constructor(name: string, declared: object, constrain: Constrain) {
    for (const property of Object.keys(declared)) checkPropertyName(name, property)
    this.name = name
    this.table = tableName(name)
    this.#declared = declared
    this.#constrain = constrain
  }

  get all(): QueryValue {
    return (this.#all ??= new QueryValue(initialState(this)))
  }

  where(condition: RowCallback<unknown>): QueryValue {
    return this.all.where(condition)
  }

  orderBy(order: RowCallback<unknown>): QueryValue {
    return this.all.orderBy(order)
  }

  limit(rows: number): QueryValue {
    return this.all.limit(rows)
  }

  select(...names: readonly string[]): QueryValue {
    return this.all.select(...names)
  }

  include(asked: Readonly<Record<string, unknown>>): QueryValue {
    return this.all.include(asked)
  }

  groupBy(...groups: readonly (string | RowCallback<object>)[]): QueryValue {
    return this.all.groupBy(...groups)
  }

  aggregate(outputs: RowCallback<object>): QueryValue {
    return this.all.aggregate(outputs)
  }

  get fields(): ModelMetadata['fields'] {
    return (this.#fields ??= resolveFields(this.name, this.#declared))
  }

  get columns(): readonly Column[] {
    if (this.#allColumns === undefined) {
      const columns = Object.keys(this.fields).flatMap((property) => this.#columnsOf(property))
      refuseDuplicates(this.name, columns)
      checkRelations(this)
      this.#allColumns = columns
    }
    return this.#allColumns
  }

  /** Computes no other columns: those may need the keys of models that refer to this one. */
  get key(): readonly Column[] {
    return (this.#key ??= Object.entries(this.fields).flatMap(([property, field]) =>
      field.kind !== 'many' && field.key ? this.#columnsOf(property) : [],
    ))
  }

  get constraints(): readonly Constraint[] {
    if (this.#constraints === undefined) {
      // columnsOf gives every property of OwnColumns: both are computed from the same fields.
      const row = columnsOf<ModelMetadata>(this) as never
      this.#constraints = resolveConstraints(this, row, this.#constrain)
    }
    return this.#constraints
  }

  #columnsOf(property: string): readonly Column[] {
    let columns = this.#columns.get(property)
    if (columns === undefined) {
      columns = columnsOfMember(this.name, property, this.fields[property])
      this.#columns.set(property, columns)
    }
    return columns
  }
}

/** Calls the functions among the declared fields, and puts the automatic id in front. */
function resolveFields(model: string, declared: object): ModelMetadata['fields'] {
  const fields: Record<string, Field | Reference | Many> = {}
  for (const [property, given] of Object.entries(declared)) {
    const field = resolveField(model, property, given)
    if (!isMember(field)) {
      throw new ModelError(
        'model-field-invalid',
        `Model "${model}" has a field "${property}" that is no field. Give it one of text(), integer(), ` +
          '..., reference() or a function that returns many().',
      )
    }
    fields[property] = field
  }
  const hasKey = Object.values(fields).some((field) => field.kind !== 'many' && field.key)
  if (hasKey) return fields
  if (fields['id'] !== undefined) {
    throw new ModelError(
      'model-field-invalid',
      `Model "${model}" has a field "id" that is not its key. Add key: true to it, or rename it.`,
    )
  }
  return { id: AUTOMATIC_ID, ...fields }
}

function resolveField(model: string, property: string, given: unknown): unknown {
  if (typeof given !== 'function') return given
  try {
    return given()
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw new ModelError(
      'model-unknown',
      `Field "${property}" of model "${model}" names a model that is not declared yet (${error.message}). ` +
        'Use models only after all of them are declared: move the query below them, or into a function.',
      { cause: error },
    )
  }
}

const AUTOMATIC_ID: Field<number, boolean, true> = defineField<number, false, undefined, true>(
  { kind: 'integer', jsonSchema: { type: 'integer' }, readOnly: true },
  { key: true, label: 'ID' },
)

function isMember(value: unknown): value is Field | Reference | Many {
  return typeof value === 'object' && value !== null && 'kind' in value && 'label' in value
}

function columnsOfMember(
  model: string,
  property: string,
  field: Field | Reference | Many | undefined,
): readonly Column[] {
  if (field === undefined || field.kind === 'many') return []
  if (field.kind === 'reference') return [columnOfReference(model, property, field)]
  return columnsOfField(property, field, field === AUTOMATIC_ID)
}

function refuseDuplicates(model: string, columns: readonly Column[]): void {
  const owners = new Map<string, string>()
  for (const { name, property } of columns) {
    const owner = owners.get(name)
    if (owner !== undefined) {
      throw new ModelError(
        'model-duplicate',
        `Model "${model}" has two fields that become the column "${name}": ${owner} and ${property}. ` +
          'Rename one.',
      )
    }
    owners.set(name, property)
  }
}

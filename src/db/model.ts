/**
 * A model: what a table, its rows and its relations are, declared once.
 *
 * The value is readonly and does nothing; a Database acts on it. Whatever depends on other models
 * (columns of references, the rows that point back) is computed when first asked for, because
 * models may name each other before they are declared.
 */
import { defineField, type Field } from '../schema/index.ts'
import { type Column, columnOfReference, columnsOfField } from './column.ts'
import { columnsOf, type OwnColumns } from './columns.ts'
import { type Constraint, type Declared, resolveConstraint } from './constraint.ts'
import { checkPropertyName, tableName } from './identifier.ts'
import type { Many } from './many.ts'
import { ModelError } from './model-error.ts'
import type { Reference } from './reference.ts'

/** What a model tells about itself at run time; the part that needs no types of its fields. */
export interface ModelMetadata {
  readonly name: string
  readonly table: string
  /** Every field by property, the automatic `id` first when the declaration has no key. */
  readonly fields: Readonly<Record<string, Field | Reference | Many>>
  /** In the order of the fields. */
  readonly columns: readonly Column[]
  /** The primary key: one column, or several for a composite key. */
  readonly key: readonly Column[]
  /** Besides the primary key and `unique: true` of single columns. */
  readonly constraints: readonly Constraint[]
  /** Never set: carries the types of the declared fields. */
  readonly '~fields'?: object
}

export interface Model<Fields extends object = object> extends ModelMetadata {
  readonly '~fields'?: Fields
}

/**
 * Declares a model. Fields are made by `text()`, `integer()`, ..., `reference()`; rows that point back
 * by functions: `rooms: () => many(RoomType, 'hotel')`. Without a field with `key: true` it gets an
 * integer `id` that the database numbers.
 * Throws ModelError, for what concerns other models when it is first used: `connect` uses them all.
 */
export function model<Fields extends object>(
  name: string,
  fields: Fields,
  constraints: (row: OwnColumns<Fields>) => readonly Declared[] = () => [],
): Model<Fields> {
  for (const property of Object.keys(fields)) checkPropertyName(name, property)
  return new ModelValue<Fields>(name, fields, constraints)
}

class ModelValue<Fields extends object> implements Model<Fields> {
  readonly name: string
  readonly table: string
  readonly #declared: object
  readonly #constrain: (row: OwnColumns<Fields>) => readonly Declared[]
  readonly #columns: Map<string, readonly Column[]> = new Map()
  #fields: ModelMetadata['fields'] | undefined
  #allColumns: readonly Column[] | undefined
  #key: readonly Column[] | undefined
  #constraints: readonly Constraint[] | undefined

  constructor(
    name: string,
    declared: object,
    constrain: (row: OwnColumns<Fields>) => readonly Declared[],
  ) {
    this.name = name
    this.table = tableName(name)
    this.#declared = declared
    this.#constrain = constrain
  }

  get fields(): ModelMetadata['fields'] {
    return (this.#fields ??= resolveFields(this.name, this.#declared))
  }

  get columns(): readonly Column[] {
    if (this.#allColumns === undefined) {
      const columns = Object.keys(this.fields).flatMap((property) => this.#columnsOf(property))
      refuseDuplicates(this.name, columns)
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
      const metadata: ModelMetadata = this
      // Columns has every property of OwnColumns: both are computed from the same fields.
      const row = columnsOf(metadata) as unknown as OwnColumns<Fields>
      this.#constraints = this.#constrain(row).map((one) => resolveConstraint(this, one))
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
    const field: unknown = typeof given === 'function' ? given() : given
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

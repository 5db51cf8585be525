/**
 * A column of a table: what is left of a field when only storage matters.
 *
 * One field is one column, except money, which is two: `price` -> `price_amount`, `price_currency`.
 * The kind says how a value is stored and compared; dialects turn it into a type.
 */
import type { Field, FieldKind } from '../schema/index.ts'
import { snakeCase } from './identifier.ts'
import { ModelError } from './model-error.ts'
import type { ModelMetadata } from './model.ts'
import type { OnDelete, Reference } from './reference.ts'

/**
 * `decimal` is exact decimal text, `date` YYYY-MM-DD, `instant` RFC 3339 in UTC with milliseconds;
 * `json` holds whatever JSON.stringify makes of the value.
 */
export type ColumnKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'json'
  | 'uuid'

export interface Column {
  /** snake_case; unique in its table. */
  readonly name: string
  /** The property of the row that it belongs to; two columns share it for money. */
  readonly property: string
  readonly kind: ColumnKind
  /** Which half of a money value it holds; null for all other columns. */
  readonly part: 'amount' | 'currency' | null
  readonly nullable: boolean
  readonly key: boolean
  /** Unique by itself. */
  readonly unique: boolean
  /** True for the automatic `id`: the database numbers the rows. */
  readonly generated: boolean
  /** The value, or the function that makes one, for a new row without it; undefined: none. */
  readonly default: unknown
  readonly references: ColumnReference | null
  readonly field: Field | Reference
}

export interface ColumnReference {
  readonly model: ModelMetadata
  readonly table: string
  readonly column: string
  readonly onDelete: OnDelete
}

const KINDS: Readonly<Record<Exclude<FieldKind, 'money'>, ColumnKind>> = {
  text: 'text',
  email: 'text',
  url: 'text',
  slug: 'text',
  choice: 'text',
  integer: 'integer',
  version: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  uuid: 'uuid',
  json: 'json',
  list: 'json',
  object: 'json',
}

/** The columns of a field with a value of its own. */
export function columnsOfField(property: string, field: Field, generated: boolean): Column[] {
  const name = snakeCase(property)
  if (field.kind !== 'money') {
    const kind = KINDS[field.kind]
    const { nullable, key, unique } = field
    const given = field.kind === 'version' ? 1 : field.default
    const common = { nullable, key, unique, generated, default: given, references: null, field }
    return [{ name, property, kind, part: null, ...common }]
  }
  const { nullable, key } = field
  const common = {
    ...{ property, nullable, key, unique: false, generated: false },
    ...{ default: undefined, references: null, field },
  }
  return [
    { name: `${name}_amount`, kind: 'integer', part: 'amount', ...common },
    { name: `${name}_currency`, kind: 'text', part: 'currency', ...common },
  ]
}

/** The column of a reference; it needs the other model's key, so it is asked for late. */
export function columnOfReference(model: string, property: string, reference: Reference): Column {
  const target = reference.target()
  const [key, ...more] = target.key
  if (key === undefined || more.length > 0) {
    throw new ModelError(
      'model-relation-invalid',
      `Model "${model}" refers to "${target.name}" with its field "${property}", but that model's key is ` +
        'several fields. Give it a key of one field, or repeat its key fields here.',
    )
  }
  return {
    name: `${snakeCase(property)}_id`,
    property,
    kind: key.kind,
    part: null,
    nullable: reference.nullable,
    key: reference.key,
    unique: reference.unique,
    generated: false,
    default: undefined,
    references: {
      model: target,
      table: target.table,
      column: key.name,
      onDelete: reference.onDelete,
    },
    field: reference,
  }
}

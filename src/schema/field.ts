/**
 * A field: the readonly description of one value, from which table, validator, JSON Schema, form and
 * admin are derived. `text()`, `integer()`, ... make fields; so may anyone, with `defineField`.
 *
 * The type parameters are what inference needs: the value, whether it may be left out on input, and
 * whether it is (part of) the primary key. Everything else about a field is plain data.
 */
import { listNames, PorticoError } from '../internal/index.ts'
import type { JsonSchema } from './json-schema.ts'

export type FieldKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'json'
  | 'uuid'
  | 'email'
  | 'url'
  | 'slug'
  | 'choice'
  | 'money'
  | 'version'
  | 'list'
  | 'object'

export interface Field<
  Value = unknown,
  Optional extends boolean = boolean,
  Key extends boolean = boolean,
> extends FieldRules {
  readonly nullable: boolean
  /** True when input may leave the field out: it has a default, or null is a value of it. */
  readonly optional: Optional
  readonly key: Key
  readonly unique: boolean
  /** True when only Portico writes it; forms and write bodies leave it out. */
  readonly readOnly: boolean
  /** The value, or the function that makes one, for input without the field; undefined: none. */
  readonly default: Value | (() => Value) | undefined
  readonly label: string | undefined
  readonly help: string | undefined
  /** Never set: carries the type. */
  readonly '~value'?: Value
}

/** What a kind of field adds to the options that all fields share. */
export interface FieldRules {
  readonly kind: FieldKind
  /** JSON Schema 2020-12 of one value that is not null. */
  readonly jsonSchema: JsonSchema
  /** The values of a choice, in their order. */
  readonly choices?: readonly string[]
  /** Decimal digits in all of a decimal, and those of them after the point. */
  readonly precision?: number
  readonly scale?: number
  /** ISO 4217 code of a money field that has only one. */
  readonly currency?: string
  /** What a list holds. */
  readonly item?: Field
  /** What a list is split at when it arrives as one text. */
  readonly separator?: string
  /** The members of an object, of money and of JSON that is described by an object. */
  readonly fields?: Fields
  /**
   * Brings a value to its one spelling before it is validated (trims, converts to UTC). Leaves alone
   * what it does not understand: the JSON Schema refuses that.
   */
  readonly normalize?: (value: unknown) => unknown
  /**
   * Reads text of a query string or a form, which is never empty unless the field accepts that.
   * Leaves text alone that it does not understand.
   */
  readonly readText?: (text: string) => unknown
}

export type Fields = Readonly<Record<string, Field>>

/** The options of every value, also of those inside lists and objects. */
export interface ValueOptions<Nullable extends boolean = boolean, Default = unknown> {
  /** Whether null is a value; it is then also what input without the field means. Default false. */
  readonly nullable?: Nullable
  /** The value, or a function that makes one, for input without the field. */
  readonly default?: Default
  /** What people read in place of the name. */
  readonly label?: string
  /** A sentence under the label; also the description in the JSON Schema. */
  readonly help?: string
}

/** The options of fields that may be a column of a table. */
export interface FieldOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
> extends ValueOptions<Nullable, Default> {
  /** Whether it is (part of) the primary key. Default false. */
  readonly key?: Key
  /** Whether no two rows may share a value. Default false. */
  readonly unique?: boolean
}

export type DefaultOf<Value> = Value | (() => Value) | undefined

/** The field that `FieldOptions<Nullable, Default, Key>` make of a value. */
export type FieldWith<Value, Nullable extends boolean, Default, Key extends boolean> = Field<
  true extends Nullable ? Value | null : Value,
  Nullable extends true ? true : [Default] extends [undefined] ? false : true,
  Key
>

/** The value of a field: `ValueOf<typeof name>`. */
export type ValueOf<Described> =
  Described extends Field<infer Value, boolean, boolean> ? Value : never

/** What reading gives: every field, with its value. */
export type RowOf<Members extends Fields> = {
  -readonly [Name in keyof Members]: ValueOf<Members[Name]>
}

/** What writing takes: fields that are nullable or have a default may be left out. */
export type InputOf<Members extends Fields> = Flat<
  { readonly [Name in RequiredNames<Members>]: ValueOf<Members[Name]> } & {
    readonly [Name in Exclude<keyof Members, RequiredNames<Members>>]?: ValueOf<Members[Name]>
  }
>

type RequiredNames<Members extends Fields> = {
  [Name in keyof Members]: Members[Name] extends Field<unknown, true, boolean> ? never : Name
}[keyof Members]

type Flat<Shape> = { [Name in keyof Shape]: Shape[Name] }

const OPTION_NAMES = ['nullable', 'default', 'key', 'unique', 'label', 'help']

/**
 * Makes a field of what its kind knows and what the caller chose. `Value` is a promise that the
 * rules keep: the JSON Schema must refuse everything else.
 * Throws PorticoError `field-option-unknown` and `field-option-invalid`.
 */
export function defineField<
  Value,
  Nullable extends boolean = false,
  Default extends DefaultOf<Value> = undefined,
  Key extends boolean = false,
>(
  rules: FieldRules & { readonly readOnly?: boolean },
  options: FieldOptions<Nullable, Default, Key>,
): FieldWith<Value, Nullable, Default, Key> {
  refuseUnknownOptions(rules.kind, options)
  const nullable = options.nullable === true
  if (nullable && options.key === true) {
    throw new PorticoError(
      'field-option-invalid',
      `${rules.kind}() has key: true and nullable: true. A row without its key cannot be ` +
        'found again. Remove one of the two.',
    )
  }
  const field: Field = {
    ...rules,
    nullable,
    optional: nullable || options.default !== undefined,
    key: options.key === true,
    unique: options.unique === true,
    readOnly: rules.readOnly === true,
    default: options.default,
    label: options.label,
    help: options.help,
  }
  // The conditional types of FieldWith compute exactly the `nullable`, `optional`, `key` set above.
  return field as FieldWith<Value, Nullable, Default, Key>
}

/**
 * What input without the field means: its default (made anew, so that no two values share an object),
 * else null where that is a value, else undefined: the field is required.
 */
export function valueWhenAbsent(field: Field): unknown {
  const value = field.default
  if (typeof value === 'function') return value()
  if (typeof value === 'object') return structuredClone(value)
  return value ?? (field.nullable ? null : undefined)
}

function refuseUnknownOptions(kind: FieldKind, options: object): void {
  for (const name of Object.keys(options)) {
    if (OPTION_NAMES.includes(name)) continue
    throw new PorticoError(
      'field-option-unknown',
      `${kind}() has no option "${name}". Besides its own rules it has ` +
        `${listNames(OPTION_NAMES)}. Correct the spelling.`,
    )
  }
}

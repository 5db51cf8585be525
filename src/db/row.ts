/**
 * The types of rows, inferred from the fields of a model; nothing here exists at run time.
 *
 * Rows are readonly plain objects. A reference is the other row's key until a query includes it; the
 * rows that point back (`many`) are absent until then, so they cannot be read by accident.
 */
import type { Field } from '../schema/index.ts'
import type { Many } from './many.ts'
import type { ModelMetadata } from './model.ts'
import type { Reference } from './reference.ts'

/** A row as reading gives it: `type HotelRow = Row<typeof Hotel>`. */
export type Row<Described extends ModelMetadata> = Simplify<
  AutomaticId<FieldsOf<Described>> & {
    readonly [Name in ValueName<FieldsOf<Described>>]: ValueOfMember<
      Member<FieldsOf<Described>[Name]>
    >
  }
>

/** What `insert` takes: fields that are nullable or have a default may be left out. */
export type Insert<Described extends ModelMetadata> = Simplify<
  Partial<AutomaticId<FieldsOf<Described>>> & {
    readonly [Name in RequiredName<FieldsOf<Described>>]: ValueOfMember<
      Member<FieldsOf<Described>[Name]>
    >
  } & {
    readonly [
      Name in Exclude<ValueName<FieldsOf<Described>>, RequiredName<FieldsOf<Described>>>
    ]?: ValueOfMember<Member<FieldsOf<Described>[Name]>>
  }
>

/** What names one row: the value of its key field, or an object of all of them. */
export type KeyOf<Described extends ModelMetadata> = KeyOfFields<FieldsOf<Described>>

/** The fields of a model as they were declared. */
export type FieldsOf<Described extends ModelMetadata> = NonNullable<Described['~fields']>

/** What a declared field is once its function, if it is one, has been called. */
export type Member<Declared> = Declared extends () => infer Result ? Result : Declared

/** The value of a field or a reference in a row. */
export type ValueOfMember<Described> =
  Described extends Field<infer Value, boolean, boolean>
    ? Value
    : Described extends Reference<infer Target, infer Nullable, boolean>
      ? KeyOf<Target> | (Nullable extends true ? null : never)
      : never

/** Fields with a value in the row itself: everything but `many`. */
export type ValueName<Fields> = {
  [Name in keyof Fields]: Member<Fields[Name]> extends Many ? never : Name
}[keyof Fields]

/**
 * Fields that are references. One that is declared as a function counts without being called, since
 * calling it could lead back to the model whose type is being inferred; start-up checks it.
 */
export type ReferenceName<Described extends ModelMetadata> = {
  [Name in keyof FieldsOf<Described>]: FieldsOf<Described>[Name] extends () => void
    ? Name
    : FieldsOf<Described>[Name] extends Reference
      ? Name
      : never
}[keyof FieldsOf<Described>] &
  string

/** Shows `{ id: number; name: string }` in editors in place of how it was computed. */
export type Simplify<Shape> = { [Name in keyof Shape]: Shape[Name] }

/** Key fields are never declared as functions, so finding them does not call any. */
type KeyName<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends () => void
    ? never
    : Fields[Name] extends Keyed
      ? Name
      : never
}[keyof Fields]

type Keyed = Field<unknown, boolean, true> | Reference<ModelMetadata, boolean, true>

type KeyOfFields<Fields> = [KeyName<Fields>] extends [never]
  ? number
  : IsUnion<KeyName<Fields>> extends true
    ? Simplify<{ readonly [Name in KeyName<Fields>]: ValueOfMember<Fields[Name]> }>
    : ValueOfMember<Fields[KeyName<Fields>]>

/** The key of a model that declares none. */
export type AutomaticId<Fields> = [KeyName<Fields>] extends [never]
  ? { readonly id: number }
  : unknown

type RequiredName<Fields> = {
  [Name in ValueName<Fields>]: Member<Fields[Name]> extends { readonly optional: true }
    ? never
    : Name
}[ValueName<Fields>]

type IsUnion<Names, Each = Names> = Names extends unknown
  ? [Each] extends [Names]
    ? false
    : true
  : never

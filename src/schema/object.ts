/**
 * An object with named members: the schema of a body, a query, a form, or of a part of one.
 *
 * Members that no field names are refused. Nested objects and lists are members like any other.
 */
import { PorticoError } from '../internal/index.ts'
import {
  type DefaultOf,
  defineField,
  type Fields,
  type FieldWith,
  type InputOf,
  type RowOf,
  type ValueOptions,
} from './field.ts'
import { describeObject } from './json-schema.ts'
import { type Schema, validatorsOf } from './validator.ts'

/**
 * Describes an object; it is compiled at its first use. Throws PorticoError `field-name-invalid` for
 * a member `__proto__`, and at the first use `field-default-invalid`.
 */
export function object<
  Members extends Fields,
  Nullable extends boolean = false,
  Default extends DefaultOf<RowOf<NoInfer<Members>>> = undefined,
>(
  fields: Members,
  options: ValueOptions<Nullable, Default> = {},
): ObjectField<Members, Nullable, Default> {
  if (Object.hasOwn(fields, '__proto__')) {
    throw new PorticoError(
      'field-name-invalid',
      'An object has a field "__proto__". JavaScript takes that for the prototype. Rename it.',
    )
  }
  const field = defineField<RowOf<Members>, Nullable, Default>(
    { kind: 'object', jsonSchema: describeObject(fields), fields },
    options,
  )
  type Output = OrNull<RowOf<Members>, Nullable>
  return { ...field, fields, ...validatorsOf<Output, OrNull<InputOf<Members>, Nullable>>(field) }
}

export type ObjectField<Members extends Fields, Nullable extends boolean, Default> = FieldWith<
  RowOf<Members>,
  Nullable,
  Default,
  false
> &
  Schema<OrNull<RowOf<Members>, Nullable>, OrNull<InputOf<Members>, Nullable>> & {
    readonly fields: Members
  }

type OrNull<Value, Nullable extends boolean> = true extends Nullable ? Value | null : Value

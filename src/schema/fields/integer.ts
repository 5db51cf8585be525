/** A whole number, within what JavaScript and JSON hold exactly (2^53 - 1) unless bounds say less. */
import { checkBounds } from '../bounds.ts'
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'

export interface IntegerOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
> extends FieldOptions<Nullable, Default, Key> {
  readonly min?: number
  readonly max?: number
}

/** Throws PorticoError `field-option-invalid`. */
export function integer<
  Nullable extends boolean = false,
  Default extends DefaultOf<number> = undefined,
  Key extends boolean = false,
>(options: IntegerOptions<Nullable, Default, Key> = {}): FieldWith<number, Nullable, Default, Key> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, ...common } = options
  checkBounds('integer', Number.MIN_SAFE_INTEGER, min, max)
  const jsonSchema = { type: 'integer', minimum: min, maximum: max } as const
  return defineField<number, Nullable, Default, Key>(
    { kind: 'integer', jsonSchema, readText: readInteger },
    common,
  )
}

function readInteger(text: string): unknown {
  return /^-?\d{1,16}$/.test(text) ? Number(text) + 0 : text // + 0: there is no -0
}

/** The readable part of a URL: small letters, digits and single hyphens, such as `hotel-du-lac`. */
import { checkBounds } from '../bounds.ts'
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'

export interface SlugOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
> extends FieldOptions<Nullable, Default, Key> {
  /** Characters at most. Default 120. */
  readonly max?: number
}

/** Throws PorticoError `field-option-invalid`. */
export function slug<
  Nullable extends boolean = false,
  Default extends DefaultOf<string> = undefined,
  Key extends boolean = false,
>(options: SlugOptions<Nullable, Default, Key> = {}): FieldWith<string, Nullable, Default, Key> {
  const { max = 120, ...common } = options
  checkBounds('slug', 1, 1, max)
  const jsonSchema = {
    type: 'string',
    maxLength: max,
    format: 'slug',
    pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  } as const
  return defineField<string, Nullable, Default, Key>({ kind: 'slug', jsonSchema }, common)
}

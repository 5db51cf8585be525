/** A calendar date without time and zone: `LocalDate`, text `YYYY-MM-DD`. */
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'
import type { LocalDate } from '../values/local-date.ts'

export function date<
  Nullable extends boolean = false,
  Default extends DefaultOf<LocalDate> = undefined,
  Key extends boolean = false,
>(
  options: FieldOptions<Nullable, Default, Key> = {},
): FieldWith<LocalDate, Nullable, Default, Key> {
  return defineField<LocalDate, Nullable, Default, Key>(
    { kind: 'date', jsonSchema: { type: 'string', format: 'date' } },
    options,
  )
}

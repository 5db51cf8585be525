/**
 * True or false. An HTML form sends nothing for a box that is not ticked: give the field
 * `default: false`, or put a hidden input with the same name and value `false` before the box (of
 * several texts the last one counts).
 */
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'

export function boolean<
  Nullable extends boolean = false,
  Default extends DefaultOf<boolean> = undefined,
  Key extends boolean = false,
>(options: FieldOptions<Nullable, Default, Key> = {}): FieldWith<boolean, Nullable, Default, Key> {
  return defineField<boolean, Nullable, Default, Key>(
    { kind: 'boolean', jsonSchema: { type: 'boolean' }, readText: readBoolean },
    options,
  )
}

function readBoolean(text: string): unknown {
  if (text === 'true' || text === 'on' || text === '1') return true
  if (text === 'false' || text === 'off' || text === '0') return false
  return text
}

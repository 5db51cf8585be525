/**
 * The version of a row, for lost-update protection: 1 when it is inserted, one more with each
 * update. Only Portico writes it.
 */
import { defineField, type Field } from '../field.ts'

export function version(): Field<number, true, false> {
  const jsonSchema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER } as const
  return defineField<number, false, 1>(
    { kind: 'version', jsonSchema, readOnly: true },
    { default: 1 },
  )
}

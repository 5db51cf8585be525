/** A moment in time: `Instant`, text in UTC. Input may have any offset and is converted. */
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'
import { type Instant, normalizeInstant } from '../values/instant.ts'

export function instant<
  Nullable extends boolean = false,
  Default extends DefaultOf<Instant> = undefined,
  Key extends boolean = false,
>(options: FieldOptions<Nullable, Default, Key> = {}): FieldWith<Instant, Nullable, Default, Key> {
  return defineField<Instant, Nullable, Default, Key>(
    { kind: 'instant', jsonSchema: { type: 'string', format: 'date-time' }, normalize },
    options,
  )
}

function normalize(value: unknown): unknown {
  return (typeof value === 'string' ? normalizeInstant(value) : null) ?? value
}

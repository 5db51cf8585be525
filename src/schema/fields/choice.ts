/** One of a fixed set of texts; the set becomes the type. */
import { listNames, PorticoError } from '../../internal/index.ts'
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'

/** Throws PorticoError `field-option-invalid` for an empty set, or one that repeats a text. */
export function choice<
  const Choice extends string,
  Nullable extends boolean = false,
  Default extends DefaultOf<NoInfer<Choice>> = undefined,
  Key extends boolean = false,
>(
  choices: readonly Choice[],
  options: FieldOptions<Nullable, Default, Key> = {},
): FieldWith<Choice, Nullable, Default, Key> {
  if (choices.length === 0 || new Set(choices).size < choices.length) {
    throw new PorticoError(
      'field-option-invalid',
      `choice() has the choices ${listNames(choices)}. Give at least one, and each once: ` +
        "choice(['draft', 'published']).",
    )
  }
  const jsonSchema = { type: 'string', enum: choices } as const
  return defineField<Choice, Nullable, Default, Key>(
    { kind: 'choice', jsonSchema, choices },
    options,
  )
}

/**
 * Text with bounds on its length, and optionally a pattern.
 *
 * A pattern is the program's own and may take exponential time on text that almost matches
 * (ReDoS): give it a small `max`, which is checked first, and no nested repetition.
 */
import { PorticoError } from '../../internal/index.ts'
import { checkBounds } from '../bounds.ts'
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'

export interface TextOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
> extends FieldOptions<Nullable, Default, Key> {
  /** Characters (Unicode code points) at least. Default 0: the empty text is a value. */
  readonly min?: number
  /** Characters at most. Default: as many as the limit of the request's body lets through. */
  readonly max?: number
  /** What the whole text must match. No flags but `u`: JSON Schema and HTML have none. */
  readonly pattern?: RegExp
  /** Whether white space at both ends is cut before anything else is checked. Default false. */
  readonly trim?: boolean
}

/** Throws PorticoError `field-option-invalid`. */
export function text<
  Nullable extends boolean = false,
  Default extends DefaultOf<string> = undefined,
  Key extends boolean = false,
>(options: TextOptions<Nullable, Default, Key> = {}): FieldWith<string, Nullable, Default, Key> {
  const { min = 0, max, pattern, trim = false, ...common } = options
  checkBounds('text', 0, min, max ?? Number.MAX_SAFE_INTEGER)
  const jsonSchema = {
    type: 'string',
    format: 'text',
    ...(min > 0 && { minLength: min }),
    ...(max !== undefined && { maxLength: max }),
    ...(pattern !== undefined && { pattern: wholePattern(pattern) }),
  } as const
  return defineField<string, Nullable, Default, Key>(
    { kind: 'text', jsonSchema, ...(trim && { normalize: trimText }) },
    common,
  )
}

/**
 * Whether every database can store the text and give it back: none of them takes half of a surrogate
 * pair, and PostgreSQL no U+0000.
 */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

function wholePattern(pattern: RegExp): string {
  const whole = `^(?:${pattern.source})$`
  try {
    new RegExp(whole, 'u')
    if (pattern.flags === '' || pattern.flags === 'u') return whole
  } catch {
    // Refused below, with what to do.
  }
  throw new PorticoError(
    'field-option-invalid',
    `The pattern ${pattern} of text() cannot be written in JSON Schema. Leave out flags, and ` +
      'escape only what the flag u allows to be escaped.',
  )
}

function trimText(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value
}

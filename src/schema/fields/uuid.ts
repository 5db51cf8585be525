/**
 * A UUID (RFC 9562) as text of 36 small characters. Input in capitals is accepted.
 *
 * `generate: 'v7'` starts with the time, so keys made in order are stored in order, and anyone who
 * sees one learns when it was made; `'v4'` is all random. Neither is a secret.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'

export interface UuidOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
  Generated = unknown,
> extends FieldOptions<Nullable, Default, Key> {
  /** Makes a new one for input without the field; takes the place of `default`. */
  readonly generate?: Generated
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const last = { ms: 0, count: 0 }

export function uuid<
  Nullable extends boolean = false,
  Default extends DefaultOf<string> = undefined,
  Key extends boolean = false,
  Generated extends 'v4' | 'v7' | undefined = undefined,
>(
  options: UuidOptions<Nullable, Default, Key, Generated> = {},
): FieldWith<string, Nullable, [Generated] extends [undefined] ? Default : () => string, Key> {
  type Made = [Generated] extends [undefined] ? Default : () => string
  const { generate, default: given, ...common } = options
  const makers = { v4: randomUUID, v7: uuidV7 }
  const made = generate === undefined ? given : makers[generate]
  return defineField<string, Nullable, Made, Key>(
    { kind: 'uuid', jsonSchema: { type: 'string', format: 'uuid' }, normalize },
    // Made is the default's type exactly when nothing is generated.
    { ...common, ...(made !== undefined && { default: made as Made }) },
  )
}

export function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text)
}

/**
 * A UUID of version 7: milliseconds since 1970, 12 bits that count within a millisecond, 62 random
 * bits. In this process each is greater than the one before, also when the clock goes back.
 */
export function uuidV7(): string {
  const ms = Date.now()
  if (ms > last.ms) {
    last.ms = ms
    last.count = 0
  } else if (++last.count > 0xfff) {
    last.ms++
    last.count = 0
  }
  const random = randomBytes(8)
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80 // the variant of RFC 9562 section 4.1
  const time = last.ms.toString(16).padStart(12, '0')
  const tail = random.toString('hex')
  const count = last.count.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

function normalize(value: unknown): unknown {
  return typeof value === 'string' && value.length === 36 ? value.toLowerCase() : value
}

/**
 * A value that a column cannot hold or be compared with; thrown before anything is sent.
 *
 * Requests are validated at the border, so this is a program that passes something on unparsed. The
 * message describes the value by its type, because it may be a secret.
 */
import { PorticoError } from '../internal/index.ts'

export class ValueError extends PorticoError {
  /** `subject` is what the value was meant for, as `field "stars" of model "hotel"`. */
  constructor(subject: string, expected: string, value: unknown) {
    super(
      'value-invalid',
      `The value for ${subject} is ${describeValue(value)}, expected ${expected}. ` +
        'Parse what comes from outside with a schema before it reaches a query.',
    )
  }
}

function describeValue(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'undefined'
  if (typeof value === 'number') return `the number ${value}`
  if (Array.isArray(value)) return 'an array'
  if (value instanceof Date) return 'a Date'
  if (typeof value === 'object') return 'an object'
  return `a ${typeof value}`
}

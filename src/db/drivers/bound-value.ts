/**
 * The last check of a value before a driver takes it.
 *
 * Drivers are lenient where it hurts: node:sqlite takes a Date in first place for named parameters
 * and writes the row with shifted values, turns NaN into NULL, and `undefined` means NULL or an
 * error depending on its version.
 */
import { PorticoError } from '../../internal/index.ts'

/** Whether `value` is exact in every database as it is. Greater integers travel as bigint. */
export function isBindable(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      // A double beyond 2^53 is an integer that may have been another one; NaN fails both tests.
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    case 'bigint':
      return BigInt.asIntN(64, value) === value
    case 'object':
      return value === null || value instanceof Uint8Array
    default:
      return false
  }
}

/** The error for the value at `index` (from 0); it names the type and, for a number, the value. */
export function unbindable(values: readonly unknown[], index: number): PorticoError {
  const value = values[index]
  return new PorticoError(
    'unbindable-value',
    `Value ${index + 1} of ${values.length} of a statement is ${describe(value)}. Databases take text, ` +
      'numbers up to 2^53, bigint up to 2^63, booleans, null and Uint8Array. ' +
      'Write a Date as text with instant(), an object with JSON.stringify, a missing value as null.',
  )
}

function describe(value: unknown): string {
  if (typeof value === 'number') return `the number ${value}`
  if (typeof value === 'bigint') return 'a bigint beyond 64 bits'
  if (typeof value !== 'object' || value === null) return typeof value
  return `an object (${value.constructor?.name ?? 'without a class'})`
}

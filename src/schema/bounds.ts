/** The bounds `min` and `max` of a field, checked where they are declared. */
import { PorticoError } from '../internal/index.ts'
import type { FieldKind } from './field.ts'

/**
 * Throws PorticoError `field-option-invalid` unless `least <= min <= max`, all of them safe integers.
 */
export function checkBounds(kind: FieldKind, least: number, min: number, max: number): void {
  if (Number.isSafeInteger(min) && Number.isSafeInteger(max) && least <= min && min <= max) return
  throw new PorticoError(
    'field-option-invalid',
    `${kind}() has min ${min} and max ${max}. Both must be whole numbers from ${least} up, ` +
      'and min must not be above max. Correct one of them.',
  )
}

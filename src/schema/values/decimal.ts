/**
 * An exact decimal number as text, such as `12.50`: what no binary floating-point number can hold.
 *
 * No sign before zero, no zeros before the first digit, no exponent. The digits after the point are
 * kept as they are written; a decimal field writes exactly its scale.
 */
import { PorticoError } from '../../internal/index.ts'

declare const brand: unique symbol

export type Decimal = string & { readonly [brand]: 'Decimal' }

const MAX_LENGTH = 100 // characters; databases end at 65 digits (MySQL) or before
const LOOSE = /^(-?)0*(\d+)(?:\.(\d+))?$/

/** Throws PorticoError `decimal-invalid` for text that is not a decimal number. */
export function decimalOf(text: string): Decimal {
  const decimal = normalizeDecimal(text)
  if (decimal !== null) return decimal
  throw new PorticoError(
    'decimal-invalid',
    `${JSON.stringify(String(text).slice(0, 32))} is not a decimal number. Write digits with at ` +
      'most one point, such as "12.50" or "-3".',
  )
}

/**
 * Text of a decimal number in its one spelling, with exactly `scale` digits after the point if only
 * zeros have to be added or cut for that; null for text that is no decimal number.
 */
export function normalizeDecimal(text: string, scale?: number): Decimal | null {
  const match = text.length <= MAX_LENGTH ? LOOSE.exec(text) : null
  if (match === null) return null
  const [, minus, whole, written = ''] = match
  const fraction = scale === undefined ? written : rescale(written, scale)
  const digits = fraction === '' ? `${whole}` : `${whole}.${fraction}`
  const isZero = /^[0.]*$/.test(digits)
  return (isZero ? digits : `${minus}${digits}`) as Decimal // the spelling promised above
}

function rescale(fraction: string, scale: number): string {
  const surplus = fraction.slice(scale)
  return /^0*$/.test(surplus) ? fraction.slice(0, scale).padEnd(scale, '0') : fraction
}

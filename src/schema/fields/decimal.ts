/**
 * An exact decimal number, as text in JSON: a JSON number would be read as binary floating point.
 *
 * Values are kept with exactly `scale` digits after the point, so equal numbers are equal text.
 */
import { PorticoError } from '../../internal/index.ts'
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'
import { type Decimal, normalizeDecimal } from '../values/decimal.ts'

export interface DecimalOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
> extends FieldOptions<Nullable, Default, Key> {
  /** Digits in all, 1 to 38 (what every database holds). */
  readonly precision: number
  /** Digits after the point, 0 to `precision`. */
  readonly scale: number
}

/** Throws PorticoError `field-option-invalid`. */
export function decimal<
  Nullable extends boolean = false,
  Default extends DefaultOf<Decimal> = undefined,
  Key extends boolean = false,
>(options: DecimalOptions<Nullable, Default, Key>): FieldWith<Decimal, Nullable, Default, Key> {
  const { precision, scale, ...common } = options
  checkDigits(precision, scale)
  const whole = precision - scale
  const digits = whole === 0 ? '0' : `(?:0|[1-9][0-9]{0,${whole - 1}})`
  const fraction = scale === 0 ? '' : `(?:\\.[0-9]{1,${scale}})?`
  const jsonSchema = {
    type: 'string',
    format: 'decimal',
    pattern: `^-?${digits}${fraction}$`,
    examples: [`${'9'.repeat(whole) || '0'}${scale === 0 ? '' : `.${'9'.repeat(scale)}`}`],
  } as const
  const normalize = (value: unknown): unknown =>
    (typeof value === 'string' ? normalizeDecimal(value, scale) : null) ?? value
  return defineField<Decimal, Nullable, Default, Key>(
    { kind: 'decimal', jsonSchema, precision, scale, normalize },
    common,
  )
}

function checkDigits(precision: number, scale: number): void {
  const areWhole = Number.isInteger(precision) && Number.isInteger(scale)
  if (areWhole && precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision) return
  throw new PorticoError(
    'field-option-invalid',
    `decimal() has precision ${precision} and scale ${scale}. Precision counts all digits, ` +
      '1 to 38; scale those of them after the point. Use decimal({ precision: 10, scale: 2 }).',
  )
}

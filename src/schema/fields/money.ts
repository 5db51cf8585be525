/**
 * An amount of money: `{ "amount": 34900, "currency": "EUR" }`, in minor units, of one fixed currency
 * or of any. In a query or a form also text in major units: `349.00 EUR`, and without the code where
 * the currency is fixed.
 */
import { checkBounds } from '../bounds.ts'
import {
  type DefaultOf,
  defineField,
  type Field,
  type FieldOptions,
  type FieldWith,
} from '../field.ts'
import { describeObject } from '../json-schema.ts'
import { currencyDigits, isCurrency } from '../values/currency.ts'
import { type Money, readMoney } from '../values/money.ts'
import { integer } from './integer.ts'

export interface MoneyOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
> extends FieldOptions<Nullable, Default, Key> {
  /** ISO 4217 code of the only currency; default: any. */
  readonly currency?: string
  /** Minor units at least; 0 refuses negative amounts. Default: none. */
  readonly min?: number
  /** Minor units at most. Default: none. */
  readonly max?: number
}

/** Throws PorticoError `currency-unknown` and `field-option-invalid`. */
export function money<
  Nullable extends boolean = false,
  Default extends DefaultOf<Money> = undefined,
  Key extends boolean = false,
>(options: MoneyOptions<Nullable, Default, Key> = {}): FieldWith<Money, Nullable, Default, Key> {
  const { currency, min, max, ...common } = options
  if (currency !== undefined) currencyDigits(currency)
  checkBounds(
    'money',
    Number.MIN_SAFE_INTEGER,
    min ?? Number.MIN_SAFE_INTEGER,
    max ?? Number.MAX_SAFE_INTEGER,
  )
  const fields = {
    amount: integer({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) }),
    currency: currencyField(currency),
  }
  const example = { amount: min ?? 34900, currency: currency ?? 'EUR' }
  const readText = (text: string): unknown => amountFromText(text, currency)
  return defineField<Money, Nullable, Default, Key>(
    {
      kind: 'money',
      jsonSchema: { ...describeObject(fields), examples: [example] },
      fields,
      ...(currency !== undefined && { currency }),
      readText,
    },
    common,
  )
}

function currencyField(currency: string | undefined): Field<string> {
  return defineField<string>(
    {
      kind: 'text',
      jsonSchema:
        currency === undefined
          ? { type: 'string', format: 'currency' }
          : { type: 'string', enum: [currency] },
    },
    {},
  )
}

function amountFromText(text: string, fixed: string | undefined): unknown {
  const [amount = '', currency = fixed, ...rest] = text.split(' ', 3)
  return isCurrency(currency) && rest.length === 0 ? (readMoney(amount, currency) ?? text) : text
}

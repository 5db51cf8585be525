/**
 * An amount of money: a whole number of minor units (cents, yen, fils) and an ISO 4217 currency.
 *
 * Integers add up exactly; where a share has to be rounded, it is rounded once per line, half away
 * from zero, so that a refund is the mirror of its charge. Nothing here converts currencies.
 */
import { PorticoError } from '../../internal/index.ts'
import { currencyDigits } from './currency.ts'

export interface Money {
  /** Minor units, a safe integer; negative for what is given back. */
  readonly amount: number
  /** ISO 4217 code. */
  readonly currency: string
}

const MAX_FORMATS = 200
const formats = new Map<string, Intl.NumberFormat>()

/** Throws PorticoError `money-invalid` and `currency-unknown`. */
export function moneyOf(amount: number, currency: string): Money {
  currencyDigits(currency)
  if (Number.isSafeInteger(amount)) return { amount: amount + 0, currency } // + 0: there is no -0
  throw new PorticoError(
    'money-invalid',
    `${amount} ${currency} is not an amount. Give a whole number of minor units within ` +
      `${Number.MAX_SAFE_INTEGER}: 349.00 EUR is moneyOf(34900, 'EUR').`,
  )
}

/**
 * Reads an amount in major units: `parseMoney('349.5', 'EUR')` is 34950 cents. No grouping, no
 * symbol, no more digits than the currency has. Throws `money-invalid` and `currency-unknown`.
 */
export function parseMoney(text: string, currency: string): Money {
  const money = readMoney(text, currency)
  if (money !== null) return money
  const example = decimalText({ amount: 34900, currency })
  throw new PorticoError(
    'money-invalid',
    `${JSON.stringify(text.slice(0, 32))} is not an amount in ${currency}. Write digits with at ` +
      `most ${currencyDigits(currency)} after a point, such as ${example}.`,
  )
}

/** As `parseMoney`, but null for text that is not an amount. Throws `currency-unknown`. */
export function readMoney(text: string, currency: string): Money | null {
  const digits = currencyDigits(currency)
  const match = text.length <= 32 ? /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(text) : null
  const [, minus = '', whole = '', fraction = ''] = match ?? []
  if (match === null || fraction.length > digits) return null
  const amount = Number(`${minus}${whole}${fraction.padEnd(digits, '0')}`)
  return Number.isSafeInteger(amount) ? moneyOf(amount, currency) : null
}

/** The amount in major units, exact: `349.00`, `-0.05`, `1200` for yen. */
export function decimalText(money: Money): string {
  const digits = currencyDigits(money.currency)
  const sign = money.amount < 0 ? '-' : ''
  const minor = String(Math.abs(money.amount)).padStart(digits + 1, '0')
  if (digits === 0) return `${sign}${minor}`
  return `${sign}${minor.slice(0, -digits)}.${minor.slice(-digits)}`
}

/** As people write it in `locale` (BCP 47): `€349.00`, `349,00 €`. All digits, however many. */
export function formatMoney(money: Money, locale: string): string {
  // Intl reads decimal text exactly where it would round a number; decimalText writes such text.
  return formatOf(money.currency, locale).format(decimalText(money) as `${number}`)
}

/** Throws PorticoError `currency-mismatch` when currencies differ, `money-invalid` past 2^53. */
export function addMoney(first: Money, ...others: readonly Money[]): Money {
  let amount = first.amount
  for (const other of others) {
    if (other.currency !== first.currency) {
      throw new PorticoError(
        'currency-mismatch',
        `${decimalText(other)} ${other.currency} cannot be added to ${decimalText(first)} ` +
          `${first.currency}. Add amounts of one currency, and show one sum for each.`,
      )
    }
    amount += other.amount
  }
  return moneyOf(amount, first.currency)
}

/**
 * A share in basis points (1% = 100), rounded half away from zero: 250 of 34,950 is 874.
 * Throws PorticoError `money-invalid` for a share that is not a whole number.
 */
export function percentOf(money: Money, basisPoints: number): Money {
  if (!Number.isSafeInteger(basisPoints)) {
    throw new PorticoError(
      'money-invalid',
      `A share of ${basisPoints} basis points is not a whole number. 10% is 1000, 2.5% is 250.`,
    )
  }
  const product = BigInt(money.amount) * BigInt(basisPoints)
  const size = product < 0n ? -product : product
  const rounded = (size + 5000n) / 10_000n
  return moneyOf(Number(product < 0n ? -rounded : rounded), money.currency)
}

/**
 * Splits an amount in proportion to `weights` (whole numbers, not all zero) so that the parts add up
 * to it exactly. What is left after rounding down goes, one unit each, to the parts that lost most by
 * it; among equals to the first. Throws PorticoError `money-invalid`.
 */
export function allocate(money: Money, weights: readonly number[]): Money[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (!(sum > 0 && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0))) {
    throw new PorticoError(
      'money-invalid',
      `Money cannot be split by weights ${JSON.stringify(weights.slice(0, 8))}. Give whole numbers ` +
        'from 0 up, at least one of them above 0.',
    )
  }
  const sign = money.amount < 0 ? -1 : 1
  const total = BigInt(Math.abs(money.amount))
  const shares = weights.map((weight, index) => {
    const product = total * BigInt(weight)
    return { index, units: product / BigInt(sum), lost: product % BigInt(sum) }
  })
  let left = total - shares.reduce((units, share) => units + share.units, 0n)
  for (const share of shares.toSorted((a, b) => Number(b.lost - a.lost) || a.index - b.index)) {
    if (left-- <= 0n) break
    share.units++
  }
  return shares.map((share) => moneyOf(sign * Number(share.units), money.currency))
}

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const name = `${currency} ${locale}`
  const known = formats.get(name)
  if (known !== undefined) return known
  const digits = currencyDigits(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  if (formats.size >= MAX_FORMATS) formats.clear()
  formats.set(name, format)
  return format
}

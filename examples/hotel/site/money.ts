/**
 * Money as the site writes it: `1,349.00 EUR`. The code of the currency and not its sign, because `$`
 * and `kr` are several currencies; as many decimals as the currency has.
 */
import { decimalText, type Money } from 'portico/schema'

const NO_BREAK_SPACE = '\u00a0'

export function moneyText(money: Money): string {
  const [whole = '', fraction] = decimalText(money).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  const number = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return `${number}${NO_BREAK_SPACE}${money.currency}`
}

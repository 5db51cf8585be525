/**
 * The currencies of ISO 4217 (list one) and the digits of their minor units.
 *
 * A table of our own because Intl's is CLDR's, which counts what people write in shops: no digits for
 * the Iraqi dinar, where banks and payment providers count three. Units without minor units (gold,
 * special drawing rights, test codes) are left out: nothing is paid in them.
 */
import { PorticoError } from '../../internal/index.ts'

const CODES_BY_DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD ' +
    'CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS ' +
    'GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD ' +
    'LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB ' +
    'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP ' +
    'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const DIGITS_BY_CODE: ReadonlyMap<string, number> = new Map(
  Object.entries(CODES_BY_DIGITS).flatMap(([digits, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(digits)]),
  ),
)

/** Whether it is a code of ISO 4217, in capitals, that amounts may be in. */
export function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && DIGITS_BY_CODE.has(value)
}

/** Digits of the minor unit: EUR 2, JPY 0, KWD 3. Throws PorticoError `currency-unknown`. */
export function currencyDigits(code: string): number {
  const digits = DIGITS_BY_CODE.get(code)
  if (digits !== undefined) return digits
  throw new PorticoError(
    'currency-unknown',
    `${JSON.stringify(String(code).slice(0, 32))} is not a currency of ISO 4217. Use a code of ` +
      'three capitals, such as EUR, JPY or KWD.',
  )
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { currencyDigits, isCurrency } from './currency.ts'
import {
  addMoney,
  allocate,
  decimalText,
  formatMoney,
  moneyOf,
  parseMoney,
  percentOf,
} from './money.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

describe('currencyDigits', () => {
  it('is what ISO 4217 says, not what shops write', () => {
    const digits = {
      EUR: 2,
      USD: 2,
      JPY: 0,
      KRW: 0,
      ISK: 0,
      KWD: 3,
      BHD: 3,
      IQD: 3,
      CLF: 4,
      HUF: 2,
    }
    for (const [code, expected] of Object.entries(digits)) {
      assert.equal(currencyDigits(code), expected, code)
    }
  })

  it('refuses other codes', () => {
    for (const code of ['eur', 'XXX', 'XAU', '', 'EURO', 'toString']) {
      assert.equal(isCurrency(code), false)
      assert.throws(() => currencyDigits(code), {
        code: 'currency-unknown',
        message:
          `${JSON.stringify(code)} is not a currency of ISO 4217. Use a code of three capitals, ` +
          'such as EUR, JPY or KWD.',
      })
    }
  })

  it('knows no code that Intl does not, but for funds and the newest', () => {
    const beyondIntl = ['BOV', 'CHE', 'CHW', 'CLF', 'COU', 'MXV', 'USN', 'UYI', 'UYW', 'WST', 'XCG']
    const known = new Set([...Intl.supportedValuesOf('currency'), ...beyondIntl, 'VED', 'ZWG'])
    const pairs = ALPHABET.flatMap((a) => ALPHABET.map((b) => `${a}${b}`))
    const codes = pairs.flatMap((pair) => ALPHABET.map((c) => `${pair}${c}`)).filter(isCurrency)
    assert.deepEqual(
      codes.filter((code) => !known.has(code)),
      [],
    )
    assert.equal(codes.length, 164)
  })
})

describe('moneyOf', () => {
  it('is a plain value', () => {
    assert.deepEqual(moneyOf(34900, 'EUR'), { amount: 34900, currency: 'EUR' })
    assert.deepEqual(moneyOf(-0, 'EUR'), { amount: 0, currency: 'EUR' })
  })

  for (const amount of [0.5, NaN, Infinity, 2 ** 53]) {
    it(`refuses ${amount}`, () => {
      assert.throws(() => moneyOf(amount, 'EUR'), {
        code: 'money-invalid',
        message:
          `${amount} EUR is not an amount. Give a whole number of minor units within ` +
          "9007199254740991: 349.00 EUR is moneyOf(34900, 'EUR').",
      })
    })
  }

  it('refuses an unknown currency', () => {
    assert.throws(() => moneyOf(1, 'ECU'), { code: 'currency-unknown' })
  })
})

describe('parseMoney', () => {
  it('reads major units exactly', () => {
    assert.equal(parseMoney('349.5', 'EUR').amount, 34950)
    assert.equal(parseMoney('0.29', 'EUR').amount, 29) // 0.29 * 100 is 28.999999999999996
    assert.equal(parseMoney('-1200', 'JPY').amount, -1200)
    assert.equal(parseMoney('1.005', 'KWD').amount, 1005)
    assert.equal(parseMoney('90071992547409.91', 'EUR').amount, Number.MAX_SAFE_INTEGER)
  })

  for (const text of ['1.005', '1,50', '1.', '.5', '1e3', '€1', '', '90071992547409.92', ' 1']) {
    it(`refuses ${JSON.stringify(text)} in euros`, () => {
      assert.throws(() => parseMoney(text, 'EUR'), {
        code: 'money-invalid',
        message:
          `${JSON.stringify(text)} is not an amount in EUR. Write digits with at most 2 after a ` +
          'point, such as 349.00.',
      })
    })
  }

  it('is undone by decimalText', () => {
    const amount = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(amount, fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (minor, currency) => {
        const money = moneyOf(minor, currency)
        assert.deepEqual(parseMoney(decimalText(money), currency), money)
      }),
    )
  })
})

describe('formatMoney', () => {
  it('writes what people of the locale read', () => {
    assert.equal(formatMoney(moneyOf(34900, 'EUR'), 'en'), '€349.00')
    assert.equal(formatMoney(moneyOf(34900, 'EUR'), 'de'), '349,00\u00a0€')
    assert.equal(formatMoney(moneyOf(-5, 'EUR'), 'en'), '-€0.05')
    assert.equal(formatMoney(moneyOf(1200, 'JPY'), 'ja'), '￥1,200')
    assert.equal(formatMoney(moneyOf(12345, 'KWD'), 'en'), 'KWD\u00a012.345')
  })

  it('has the digits of ISO 4217 where CLDR has fewer', () => {
    assert.equal(formatMoney(moneyOf(1500, 'IQD'), 'en'), 'IQD\u00a01.500')
  })

  it('is exact to the last digit of the largest amount', () => {
    const largest = moneyOf(Number.MAX_SAFE_INTEGER, 'EUR')
    assert.equal(formatMoney(largest, 'en'), '€90,071,992,547,409.91')
  })
})

describe('addMoney', () => {
  it('adds minor units', () => {
    assert.deepEqual(addMoney(moneyOf(10, 'EUR'), moneyOf(20, 'EUR'), moneyOf(-5, 'EUR')), {
      amount: 25,
      currency: 'EUR',
    })
  })

  it('refuses to mix currencies', () => {
    assert.throws(() => addMoney(moneyOf(1050, 'EUR'), moneyOf(300, 'JPY')), {
      code: 'currency-mismatch',
      message:
        '300 JPY cannot be added to 10.50 EUR. Add amounts of one currency, and show one sum for ' +
        'each.',
    })
  })

  it('refuses a sum that is no longer exact', () => {
    const largest = moneyOf(Number.MAX_SAFE_INTEGER, 'EUR')
    assert.throws(() => addMoney(largest, moneyOf(1, 'EUR')), { code: 'money-invalid' })
  })
})

describe('percentOf', () => {
  const cases: [amount: number, basisPoints: number, share: number][] = [
    [34950, 250, 874], // 873.75
    [50, 100, 1], // 0.5 is rounded up
    [49, 100, 0],
    [-50, 100, -1], // a refund is the mirror of its charge
    [150, 100, 2], // 1.5: not to the even one
    [250, 100, 3],
    [1, 10_000, 1],
    [100, -1000, -10],
    [Number.MAX_SAFE_INTEGER, 10_000, Number.MAX_SAFE_INTEGER],
  ]
  for (const [amount, basisPoints, share] of cases) {
    it(`${basisPoints} basis points of ${amount} are ${share}`, () => {
      assert.equal(percentOf(moneyOf(amount, 'EUR'), basisPoints).amount, share)
    })
  }

  it('refuses parts of a basis point', () => {
    assert.throws(() => percentOf(moneyOf(100, 'EUR'), 2.5), {
      code: 'money-invalid',
      message: 'A share of 2.5 basis points is not a whole number. 10% is 1000, 2.5% is 250.',
    })
  })
})

describe('allocate', () => {
  const parts = (amount: number, weights: number[]): number[] =>
    allocate(moneyOf(amount, 'EUR'), weights).map((part) => part.amount)

  it('gives what is left to the parts that lost most, then to the first', () => {
    assert.deepEqual(parts(100, [1, 1, 1]), [34, 33, 33])
    assert.deepEqual(parts(200, [1, 1, 1]), [67, 67, 66])
    assert.deepEqual(parts(101, [50, 30, 20]), [51, 30, 20])
    assert.deepEqual(parts(5, [3, 0, 7]), [2, 0, 3])
    assert.deepEqual(parts(-100, [1, 1, 1]), [-34, -33, -33])
    assert.deepEqual(parts(0, [1, 2]), [0, 0])
  })

  it('loses nothing and moves no part by a whole unit', () => {
    const amount = fc.integer({ min: -1e12, max: 1e12 })
    const weights = fc
      .array(fc.nat(1000), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((weight) => weight > 0))
    fc.assert(
      fc.property(amount, weights, (total, list) => {
        const sum = list.reduce((a, b) => a + b, 0)
        const result = parts(total, list)
        assert.equal(
          result.reduce((a, b) => a + b, 0),
          total,
        )
        result.forEach((part, i) => {
          assert.ok(Math.abs(part - (total * (list[i] ?? 0)) / sum) < 1.001)
        })
      }),
    )
  })

  for (const weights of [[], [0, 0], [1, -1], [0.5], [NaN]]) {
    it(`refuses the weights ${JSON.stringify(weights)}`, () => {
      assert.throws(() => allocate(moneyOf(100, 'EUR'), weights), {
        code: 'money-invalid',
        message:
          `Money cannot be split by weights ${JSON.stringify(weights)}. Give whole numbers from 0 ` +
          'up, at least one of them above 0.',
      })
    })
  }
})

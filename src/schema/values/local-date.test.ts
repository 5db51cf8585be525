import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import {
  addDays,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isLocalDate,
  localDate,
  today,
  weekday,
} from './local-date.ts'

describe('localDate', () => {
  it('accepts real dates of the calendar, leap days and both ends included', () => {
    for (const text of ['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) {
      assert.equal(localDate(text), text)
    }
  })

  const invalid: [name: string, text: string][] = [
    ['a day that the month does not have', '2026-04-31'],
    ['a leap day in a common year', '2026-02-29'],
    ['a leap day in a century that is not divisible by 400', '1900-02-29'],
    ['month 0', '2026-00-10'],
    ['month 13', '2026-13-10'],
    ['day 0', '2026-01-00'],
    ['year 0', '0000-01-01'],
    ['one digit', '2026-1-1'],
    ['other separators', '2026/01/01'],
    ['a time', '2026-01-01T00:00'],
    ['a sign', '+026-01-01'],
    ['white space', '2026-01-01 '],
    ['digits that are not ASCII', '٢٠٢٦-٠١-٠١'],
    ['nothing', ''],
  ]
  for (const [name, text] of invalid) {
    it(`refuses ${name}`, () => {
      assert.throws(() => localDate(text), {
        name: 'PorticoError',
        code: 'local-date-invalid',
        message:
          `${JSON.stringify(text)} is not a date of the calendar. Write a real one as ` +
          'YYYY-MM-DD, such as "2026-02-28".',
      })
    })
  }

  it('repeats no more than 32 characters of what was given', () => {
    assert.throws(() => localDate('x'.repeat(1000)), { message: /^"x{32}" is not/ })
  })
})

describe('isLocalDate', () => {
  it('agrees with the calendar of Date on every day of four centuries and every non-day', () => {
    for (let year = 1800; year < 2200; year++) {
      for (let month = 1; month <= 12; month++) {
        for (let day = 28; day <= 31; day++) {
          const isReal = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
          assert.equal(isLocalDate(`${year}-${String(month).padStart(2, '0')}-${day}`), isReal)
        }
      }
    }
  })

  it('is false for what is not text', () => {
    for (const value of [null, undefined, 20260101, new Date()]) {
      assert.equal(isLocalDate(value), false)
    }
  })
})

describe('dayNumber', () => {
  it('counts from 1970-01-01, backwards too', () => {
    assert.equal(dayNumber(localDate('1970-01-01')), 0)
    assert.equal(dayNumber(localDate('1969-12-31')), -1)
    assert.equal(dayNumber(localDate('2026-11-23')), 20780)
    assert.equal(dayNumber(localDate('0001-01-01')), -719162)
    assert.equal(dayNumber(localDate('9999-12-31')), 2932896)
  })

  it('is undone by fromDayNumber for every day there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719162, max: 2932896 }), (day) => {
        assert.equal(dayNumber(fromDayNumber(day)), day)
      }),
    )
  })
})

describe('fromDayNumber', () => {
  for (const day of [-719163, 2932897, 0.5, NaN, Infinity]) {
    it(`refuses ${day}`, () => {
      assert.throws(() => fromDayNumber(day), {
        code: 'local-date-invalid',
        message:
          `Day number ${day} is not a date. Use a whole number from -719162 (0001-01-01) to ` +
          '2932896 (9999-12-31).',
      })
    })
  }
})

describe('addDays and daysBetween', () => {
  it('cross the ends of months, years and summer time', () => {
    assert.equal(addDays(localDate('2024-02-28'), 2), '2024-03-01')
    assert.equal(addDays(localDate('2026-01-01'), -1), '2025-12-31')
    assert.equal(addDays(localDate('2026-03-28'), 2), '2026-03-30')
    assert.equal(daysBetween(localDate('2026-12-24'), localDate('2026-12-28')), 4)
    assert.equal(daysBetween(localDate('2026-12-28'), localDate('2026-12-24')), -4)
  })

  it('ends with the calendar', () => {
    assert.throws(() => addDays(localDate('9999-12-31'), 1), { code: 'local-date-invalid' })
  })
})

describe('weekday', () => {
  it('counts Monday as 1 and Sunday as 7, before 1970 too', () => {
    assert.equal(weekday(localDate('2026-11-23')), 1)
    assert.equal(weekday(localDate('2026-11-29')), 7)
    assert.equal(weekday(localDate('1969-12-31')), 3)
    assert.equal(weekday(localDate('0001-01-01')), 1)
  })
})

describe('today', () => {
  const moment = '2026-11-23T23:30:00.000Z'

  it('is the date that calendars show there', () => {
    assert.equal(today('UTC', moment), '2026-11-23')
    assert.equal(today('Europe/Paris', moment), '2026-11-24')
    assert.equal(today('America/Sao_Paulo', new Date(moment)), '2026-11-23')
    assert.equal(today('Pacific/Kiritimati', '2026-11-23T10:00:00.000Z'), '2026-11-24')
  })

  it('is the present without a moment', () => {
    const before = new Date().toISOString().slice(0, 10)
    const result: string = today('UTC')
    assert.ok([before, new Date().toISOString().slice(0, 10)].includes(result))
  })

  it('refuses a zone that there is not', () => {
    assert.throws(() => today('Mars/Olympus', moment), {
      code: 'time-zone-unknown',
      message:
        'There is no time zone "Mars/Olympus". Use a name of the IANA database, such as ' +
        "Europe/Paris; Intl.supportedValuesOf('timeZone') lists them.",
    })
  })
})

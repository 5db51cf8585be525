import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { instantOf, isInstant, now, zonedInstant } from './instant.ts'
import { localDate } from './local-date.ts'

describe('instantOf', () => {
  const spellings: [text: string, instant: string][] = [
    ['2026-11-23T17:30:00.000Z', '2026-11-23T17:30:00.000Z'],
    ['2026-11-23T17:30:00Z', '2026-11-23T17:30:00.000Z'],
    ['2026-11-23t17:30:00z', '2026-11-23T17:30:00.000Z'],
    ['2026-11-23T18:30:00+01:00', '2026-11-23T17:30:00.000Z'],
    ['2026-11-23T12:00:00-05:30', '2026-11-23T17:30:00.000Z'],
    ['2026-12-31T23:59:59.9-00:01', '2027-01-01T00:00:59.900Z'],
    ['2026-11-23T17:30:00.123999999Z', '2026-11-23T17:30:00.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ]
  for (const [text, instant] of spellings) {
    it(`reads ${text}`, () => assert.equal(instantOf(text), instant))
  }

  const invalid: [name: string, text: string][] = [
    ['no offset', '2026-11-23T17:30:00'],
    ['a space', '2026-11-23 17:30:00Z'],
    ['no seconds', '2026-11-23T17:30Z'],
    ['hour 24', '2026-11-23T24:00:00Z'],
    ['minute 60', '2026-11-23T23:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['a day that is not', '2026-02-30T00:00:00Z'],
    ['an offset of 24 hours', '2026-11-23T17:30:00+24:00'],
    ['an offset without colon', '2026-11-23T17:30:00+0100'],
    ['ten digits of a second', '2026-11-23T17:30:00.0123456789Z'],
    ['a moment that is in year 0 in UTC', '0001-01-01T00:00:00+00:01'],
    ['a moment that is in year 10000 in UTC', '9999-12-31T23:59:59-00:01'],
    ['a date', '2026-11-23'],
  ]
  for (const [name, text] of invalid) {
    it(`refuses ${name}`, () => {
      assert.throws(() => instantOf(text), {
        code: 'instant-invalid',
        message:
          `${JSON.stringify(text)} is not an instant. Write a date and a time with offset, such ` +
          'as "2026-11-23T17:30:00Z" or "2026-11-23T18:30:00+01:00".',
      })
    })
  }

  it('refuses an invalid Date', () => {
    assert.throws(() => instantOf(new Date(NaN)), { code: 'instant-invalid' })
  })

  it('orders text as it orders time', () => {
    const moment = fc.date({
      min: new Date('0001-01-01T00:00:00.000Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        assert.equal(instantOf(a) < instantOf(b), a.getTime() < b.getTime())
        assert.equal(isInstant(instantOf(a)), true)
        assert.equal(Date.parse(instantOf(a)), a.getTime())
      }),
    )
  })
})

describe('isInstant', () => {
  it('knows only the one spelling', () => {
    assert.equal(isInstant('2026-11-23T17:30:00.000Z'), true)
    assert.equal(isInstant('2026-11-23T17:30:00Z'), false)
    assert.equal(isInstant('2026-02-30T17:30:00.000Z'), false)
    assert.equal(isInstant(new Date()), false)
  })
})

describe('now', () => {
  it('is the present', () => {
    const before = Date.now()
    const moment = Date.parse(now())
    assert.ok(before <= moment && moment <= Date.now())
  })
})

describe('zonedInstant', () => {
  const cases: [name: string, zone: string, date: string, time: string, instant: string][] = [
    ['winter', 'Europe/Paris', '2026-01-15', '15:00', '2026-01-15T14:00:00.000Z'],
    ['summer', 'Europe/Paris', '2026-07-15', '15:00:30', '2026-07-15T13:00:30.000Z'],
    ['a skipped time: later', 'Europe/Paris', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['the end of the gap', 'Europe/Paris', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['before the gap', 'Europe/Paris', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    [
      'a time that is twice: first',
      'Europe/Paris',
      '2026-10-25',
      '02:30',
      '2026-10-25T00:30:00.000Z',
    ],
    ['after the overlap', 'Europe/Paris', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    // Brazil changed at midnight until 2019: a day began at 01:00.
    ['a skipped midnight', 'America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04T03:00:00.000Z'],
    [
      'a midnight that is twice',
      'America/Sao_Paulo',
      '2018-02-17',
      '23:30',
      '2018-02-18T01:30:00.000Z',
    ],
    [
      'no summer time any more',
      'America/Sao_Paulo',
      '2026-11-04',
      '00:00',
      '2026-11-04T03:00:00.000Z',
    ],
    // Samoa went over the date line: 2011-12-30 was not.
    ['a skipped day', 'Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T22:00:00.000Z'],
    ['the day before it', 'Pacific/Apia', '2011-12-29', '23:59', '2011-12-30T09:59:00.000Z'],
    ['the day after it', 'Pacific/Apia', '2011-12-31', '00:00', '2011-12-30T10:00:00.000Z'],
    [
      'half an hour of summer time',
      'Australia/Lord_Howe',
      '2026-10-04',
      '02:15',
      '2026-10-03T15:45:00.000Z',
    ],
    ['quarters of an hour', 'Asia/Kathmandu', '2026-01-01', '00:00', '2025-12-31T18:15:00.000Z'],
    ['a fixed offset', '+05:30', '2026-01-01', '12:00', '2026-01-01T06:30:00.000Z'],
  ]
  for (const [name, zone, date, time, instant] of cases) {
    it(`${zone}: ${name}`, () => {
      assert.equal(zonedInstant(localDate(date), time, zone), instant)
    })
  }

  for (const time of ['24:00', '7:30', '07:60', '', '07:30:00.5', '07:30Z']) {
    it(`refuses the time ${JSON.stringify(time)}`, () => {
      assert.throws(() => zonedInstant(localDate('2026-01-01'), time, 'UTC'), {
        code: 'time-invalid',
        message:
          `${JSON.stringify(time)} is not a time of day. Write it as HH:MM or HH:MM:SS, such as ` +
          '"15:00".',
      })
    })
  }

  it('refuses a zone that there is not', () => {
    assert.throws(() => zonedInstant(localDate('2026-01-01'), '12:00', 'Nowhere'), {
      code: 'time-zone-unknown',
    })
  })
})

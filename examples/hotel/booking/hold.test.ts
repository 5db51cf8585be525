import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Database } from 'portico/db'
import { dayNumber, instantOf } from 'portico/schema'
import { Inventory } from '../availability/models.ts'
import { checkInvariants } from '../invariants.ts'
import { DOUBLE, inDays, NOW, openTestHouse, SUITE, TAX, TODAY } from '../testing/house.ts'
import { bookHold, cancelBooking, findBooking } from './booking.ts'
import { placeHold, releaseExpiredHolds, releaseHold, stateOf, type HoldRequest } from './hold.ts'
import { Hold } from './models.ts'
import { stayOf } from './stay.ts'

const GUEST = { name: 'Ada Example', email: 'ada@example.com' }
const AFTER_EXPIRY = instantOf('2027-03-01T12:10:00Z')

let db: Database

beforeEach(async () => {
  db = await openTestHouse()
})

afterEach(async () => {
  const broken = (await checkInvariants(db)).flatMap((invariant) => invariant.violations)
  await db.close()
  assert.deepEqual(broken, [])
})

function request(
  from: number,
  to: number,
  items = [{ roomType: DOUBLE, quantity: 1 }],
): HoldRequest {
  const stay = stayOf(inDays(from), inDays(to), TODAY)
  return { items, stay, party: { adults: 2, children: [] } }
}

async function counters(roomType: number, day: number) {
  const night = dayNumber(inDays(day))
  const row = await db.first(
    Inventory.where((each) => each.roomType.eq(roomType).and(each.night.eq(night))),
  )
  return { sold: row?.sold, held: row?.held }
}

describe('placeHold', () => {
  it('gives exactly two of fifty requests at once the two rooms', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => placeHold(db, request(10, 12), NOW)),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    assert.equal(results.length - refused.length, 2)
    assert.deepEqual(new Set(refused.map(({ reason }) => reason.code)), new Set(['sold-out']))
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 0, held: 2 })
  })

  it('leaves the night of the check-out date to the next guest', async () => {
    const both = [{ roomType: DOUBLE, quantity: 2 }]
    await placeHold(db, { ...request(10, 12, both) }, NOW)
    await placeHold(db, { ...request(12, 14, both) }, NOW)
    await assert.rejects(placeHold(db, request(11, 13), NOW), { code: 'sold-out' })
    assert.deepEqual(await counters(DOUBLE, 11), { sold: 0, held: 2 })
    assert.deepEqual(await counters(DOUBLE, 12), { sold: 0, held: 2 })
    assert.deepEqual(await counters(DOUBLE, 14), { sold: 0, held: 0 })
  })

  it('names the night that is short, and holds none of the others', async () => {
    await placeHold(db, request(12, 13, [{ roomType: SUITE, quantity: 1 }]), NOW)
    await assert.rejects(placeHold(db, request(10, 14, [{ roomType: SUITE, quantity: 1 }]), NOW), {
      code: 'sold-out',
      message: /^On the night of 2027-03-13 only 0 of these rooms are left\. Choose other dates/,
      facts: { night: '2027-03-13', room_type: SUITE, available: 0 },
    })
    assert.deepEqual(await counters(SUITE, 10), { sold: 0, held: 0 })
  })

  it('holds all rooms or none', async () => {
    await placeHold(db, request(10, 11, [{ roomType: SUITE, quantity: 1 }]), NOW)
    const items = [
      { roomType: DOUBLE, quantity: 1 },
      { roomType: SUITE, quantity: 1 },
    ]
    await assert.rejects(placeHold(db, request(10, 11, items), NOW), { code: 'sold-out' })
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 0, held: 0 })
  })

  it('sells again what was held until a moment ago, though nobody sweeps', async () => {
    const both = [{ roomType: DOUBLE, quantity: 2 }]
    const first = await placeHold(db, request(10, 12, both), NOW)
    await assert.rejects(placeHold(db, request(10, 12), instantOf('2027-03-01T12:09:59.999Z')), {
      code: 'sold-out',
    })
    await placeHold(db, request(10, 12, both), AFTER_EXPIRY)
    const row = await db.get(Hold, first.id)
    assert.equal(row?.state, 'expired')
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 0, held: 2 })
  })

  it('counts the tax of each adult and night into the total', async () => {
    const hold = await placeHold(db, request(10, 13), NOW)
    assert.deepEqual(hold.total, { amount: 3 * 10_000 + 2 * 3 * TAX, currency: 'EUR' })
    assert.equal(hold.lines.length, 4)
    assert.deepEqual(hold.lines.at(-1), {
      kind: 'tax',
      description: 'Tourist tax, 2 adults × 3 nights',
      amount: 900,
    })
  })

  it('refuses a party that does not fit', async () => {
    const party = { adults: 3, children: [] }
    await assert.rejects(placeHold(db, { ...request(10, 12), party }, NOW), {
      code: 'party-too-large',
      message:
        'A party of 3 with 3 adults does not fit: these rooms sleep 3 guests, at most 2 of them adults. ' +
        'Add a room or choose a larger one.',
    })
  })

  it('refuses rooms that do not exist or are named twice', async () => {
    for (const items of [
      [{ roomType: 99, quantity: 1 }],
      [
        { roomType: DOUBLE, quantity: 1 },
        { roomType: DOUBLE, quantity: 1 },
      ],
    ]) {
      await assert.rejects(placeHold(db, request(10, 12, items), NOW), { code: 'room-unknown' })
    }
  })
})

describe('releaseHold', () => {
  it('gives the rooms back once', async () => {
    const hold = await placeHold(db, request(10, 12), NOW)
    await releaseHold(db, hold.id, NOW)
    await releaseHold(db, hold.id, NOW)
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 0, held: 0 })
    assert.equal((await db.get(Hold, hold.id))?.state, 'released')
  })

  it('leaves a hold alone that has become a booking', async () => {
    const hold = await placeHold(db, request(10, 12), NOW)
    await bookHold(db, hold.id, GUEST, NOW)
    await assert.rejects(releaseHold(db, hold.id, NOW), { code: 'hold-converted' })
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 1, held: 0 })
  })
})

describe('stateOf', () => {
  it('calls a hold expired from its last moment on, whatever the table says', async () => {
    const hold = await placeHold(db, request(10, 12), NOW)
    assert.equal(stateOf(hold, instantOf('2027-03-01T12:09:59.999Z')), 'active')
    assert.equal(stateOf(hold, hold.expiresAt), 'expired')
  })
})

describe('bookHold', () => {
  it('turns held rooms into sold ones and copies the total', async () => {
    const hold = await placeHold(db, request(10, 12), NOW)
    const { booking, manageToken } = await bookHold(db, hold.id, GUEST, NOW)
    assert.deepEqual(booking.total, hold.total)
    assert.match(booking.ref, /^[2-9A-HJ-NP-Z]{10}$/)
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 1, held: 0 })
    assert.equal((await findBooking(db, booking.ref, manageToken))?.id, booking.id)
    assert.equal(await findBooking(db, booking.ref, `${manageToken}x`), null)
  })

  it('books a hold once, however often it is asked', async () => {
    const hold = await placeHold(db, request(10, 12), NOW)
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => bookHold(db, hold.id, GUEST, NOW)),
    )
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 1, held: 0 })
  })

  it('refuses a hold whose time is over, released or not there', async () => {
    const expired = await placeHold(db, request(10, 12), NOW)
    await assert.rejects(bookHold(db, expired.id, GUEST, AFTER_EXPIRY), { code: 'hold-expired' })
    const released = await placeHold(db, request(20, 22), NOW)
    await releaseHold(db, released.id, NOW)
    await assert.rejects(bookHold(db, released.id, GUEST, NOW), { code: 'hold-released' })
    const unknown = '00000000-0000-4000-8000-000000000000'
    await assert.rejects(bookHold(db, unknown, GUEST, NOW), { code: 'hold-unknown' })
  })
})

describe('cancelBooking', () => {
  it('gives back the nights that have not begun', async () => {
    const hold = await placeHold(db, request(10, 14), NOW)
    const { booking } = await bookHold(db, hold.id, GUEST, NOW)
    await cancelBooking(db, booking, inDays(12))
    await cancelBooking(db, booking, inDays(13))
    assert.deepEqual(await counters(DOUBLE, 11), { sold: 1, held: 0 })
    assert.deepEqual(await counters(DOUBLE, 12), { sold: 0, held: 0 })
  })

  it('refuses a stay that is over, and leaves one alone that was cancelled before', async () => {
    const hold = await placeHold(db, request(10, 12), NOW)
    const { booking } = await bookHold(db, hold.id, GUEST, NOW)
    await assert.rejects(cancelBooking(db, booking, inDays(12)), {
      code: 'stay-over',
      message: /^The stay was over on 2027-03-13, so it can no longer be cancelled\. Ask/,
    })
    assert.deepEqual(await counters(DOUBLE, 11), { sold: 1, held: 0 })
    await cancelBooking(db, booking, inDays(9))
    await cancelBooking(db, booking, inDays(40))
  })
})

describe('releaseExpiredHolds', () => {
  it('touches no hold that still runs', async () => {
    await placeHold(db, request(10, 12), NOW)
    await releaseExpiredHolds(db, instantOf('2027-03-01T12:09:59.999Z'))
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 0, held: 1 })
    await releaseExpiredHolds(db, AFTER_EXPIRY)
    assert.deepEqual(await counters(DOUBLE, 10), { sold: 0, held: 0 })
  })
})

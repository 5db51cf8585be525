import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Database } from 'portico/db'
import { bookHold } from './booking/booking.ts'
import { placeHold } from './booking/hold.ts'
import { checkInvariants } from './invariants.ts'
import { openDatabase } from './open-database.ts'
import { DOUBLE, fillTestHouse, inDays, NOW, openTestHouse } from './testing/house.ts'

/** One booking of a double room for two nights, and one hold of another. */
async function live(db: Database): Promise<void> {
  const stay = { checkIn: inDays(10), checkOut: inDays(12), nights: 2 }
  const party = { adults: 2, children: [] }
  const request = { items: [{ roomType: DOUBLE, quantity: 1 }], stay, party }
  const hold = await placeHold(db, request, NOW)
  await bookHold(db, hold.id, { name: 'Ada Example', email: 'ada@example.com' }, NOW)
  await placeHold(db, request, NOW)
}

describe('checkInvariants', () => {
  it('finds nothing in what the rules wrote', async () => {
    await using db = await openTestHouse()
    await live(db)
    const violations = (await checkInvariants(db)).map(({ id, violations: found }) => [id, found])
    assert.deepEqual(violations, [
      ['I1', []],
      ['I2', []],
      ['I3', []],
      ['I4', []],
      ['I5', []],
    ])
  })

  // Each fault is written past the rules; where the table's CHECK stands in the way, that is off.
  const faults: [name: string, sql: string, broken: string[], sentence: RegExp][] = [
    [
      'a night that is oversold',
      `update inventory set total = 1 where room_type_id = ${DOUBLE} and sold = 1 and night % 2 = 0`,
      ['I1'],
      /^Room type 11 on 2027-03-1[12]: 1 sold and 1 held of 1$/,
    ],
    [
      'a room that nobody booked',
      'update inventory set sold = 1 where room_type_id = 12 and night = (select min(night) from inventory)',
      ['I2'],
      /^Room type 12 on 2027-03-01: inventory says 1 sold and 0 held, bookings and holds say 0 and 0$/,
    ],
    [
      'a booking without a night',
      'update booking set check_out = check_in',
      ['I2', 'I3'],
      /^Room type 11 on 2027-03-11: inventory says 1 sold/,
    ],
    [
      'a live stay without inventory',
      `delete from inventory where room_type_id = ${DOUBLE} and sold = 1`,
      ['I2', 'I4'],
      /inventory says 0 sold and 0 held, bookings and holds say 1 and 1$/,
    ],
    [
      'a booking without rooms',
      'delete from booking_room',
      ['I2', 'I4'],
      /bookings and holds say 0 and 1$/,
    ],
    [
      'a line that was changed',
      "update booking_line set amount_amount = amount_amount + 1 where kind = 'tax'",
      ['I5'],
      /^Booking \w{10} costs 20600, its lines sum to 20601$/,
    ],
  ]
  for (const [name, sql, broken, sentence] of faults) {
    it(`finds ${name}`, async () => {
      await using db = await openTestHouse()
      await live(db)
      await db.script(`pragma ignore_check_constraints = on; ${sql};`)
      const found = (await checkInvariants(db)).filter(({ violations }) => violations.length > 0)
      assert.deepEqual(
        found.map(({ id }) => id),
        broken,
      )
      assert.match(found[0]?.violations[0] ?? '', sentence)
    })
  }
})

describe('npm run hotel -- invariants', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-hotel-'))
  after(() => rmSync(folder, { recursive: true }))

  it('exits with 0 while the promises are kept, and with 1 when one is broken', async () => {
    const url = `sqlite:${folder}/hotel.db`
    const run = () => {
      const env = { ...process.env, DATABASE_URL: url }
      const cli = join(import.meta.dirname, 'cli.ts')
      return spawnSync(process.execPath, [cli, 'invariants', '--json'], { env, encoding: 'utf8' })
    }
    const db = await openDatabase(url)
    await fillTestHouse(db)
    assert.equal(run().status, 0)
    await db.script('update inventory set sold = 1 where room_type_id = 12')
    await db.close()
    const { status, stdout } = run()
    assert.equal(status, 1)
    const broken: { id: string; violations: unknown[] }[] = JSON.parse(stdout)
    assert.deepEqual(
      broken.map(({ id, violations }) => [id, violations.length]),
      [
        ['I1', 0],
        ['I2', 366],
        ['I3', 0],
        ['I4', 0],
        ['I5', 0],
      ],
    )
  })
})

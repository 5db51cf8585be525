import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { connect, createMigration } from 'portico/db'
import { checkInvariants } from '../invariants.ts'
import { models } from '../models.ts'
import { bookingEvents, readBookings } from './booking-events.ts'
import { replay } from './replay.ts'

const events = bookingEvents(readBookings())

describe('replay', () => {
  // The counts are those of a ledger in memory (booking-events.test.ts), which knows no database.
  const slices = [
    {
      name: 'refuses what small houses cannot take',
      events: 5000,
      capacities: { resort: 40, city: 60 },
      counts: {
        resort: { accepted: 552, refused: 503 },
        city: { accepted: 2116, refused: 698 },
      },
    },
    {
      name: 'accepts what large houses can',
      events: 3000,
      capacities: { resort: 10_000, city: 10_000 },
      counts: null,
    },
  ]
  for (const { name, events: length, capacities, counts } of slices) {
    it(`${name}, and keeps every promise of the data`, async () => {
      await using db = await connect('sqlite::memory:', { models })
      await db.script(createMigration(models, 'sqlite'))
      const slice = events.slice(0, length)
      const result = await replay(db, slice, capacities)
      if (counts === null) assert.equal(result.resort.refused + result.city.refused, 0)
      else assert.deepEqual(result, counts)
      const broken = (await checkInvariants(db)).flatMap((invariant) => invariant.violations)
      assert.deepEqual(broken, [])
    })
  }
})

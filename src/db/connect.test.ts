import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { connect } from './connect.ts'

describe('connect', () => {
  for (const [url, scheme] of [
    ['postgres://me:hunter2@db/app', 'postgres'],
    ['app.db', ''],
    ['constructor:x', 'constructor'],
  ] as const) {
    it(`lists the drivers for ${url}, without the rest of the URL`, async () => {
      await assert.rejects(connect(url), {
        code: 'database-scheme-unknown',
        message:
          `No database driver is called "${scheme}". Drivers: sqlite. ` +
          'Write the URL as sqlite:var/app.db or sqlite::memory:.',
      })
    })
  }

  it('closes with the block that holds it', async () => {
    let escaped
    {
      await using db = await connect('sqlite::memory:')
      escaped = db
      assert.deepEqual(await db.sql`select 1 as one`, [{ one: 1 }])
    }
    await assert.rejects(escaped.sql`select 1`, { code: 'database-closed' })
    await escaped.close()
  })
})

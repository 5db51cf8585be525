import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { text } from '../schema/index.ts'
import { connect } from './connect.ts'
import { model } from './model.ts'
import { reference } from './reference.ts'

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

  it('refuses two models of one table', async () => {
    const models = [model('roomType', { name: text() }), model('room_type', { name: text() })]
    await assert.rejects(connect('sqlite::memory:', { models }), {
      code: 'model-duplicate',
      message: 'Two models have the table "room_type": roomType and room_type. Rename one.',
    })
  })

  it('refuses models that do not fit together before anything is opened', async () => {
    const City = model('city', { name: text() })
    const Hotel = model('hotel', { city: reference(City, { onDelete: 'set-null' }) })
    const url = `sqlite:${join(tmpdir(), 'portico-never-opened', 'app.db')}`
    await assert.rejects(connect(url, { models: [City, Hotel] }), {
      code: 'model-relation-invalid',
    })
    assert.equal(existsSync(join(tmpdir(), 'portico-never-opened')), false)
  })

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

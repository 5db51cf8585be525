import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ContextKey } from '../internal/index.ts'
import { connect } from './connect.ts'
import { database } from './database.ts'

describe('database', () => {
  it('is what app.use(db) provided', async () => {
    await using db = await connect('sqlite::memory:')
    const services = new Map<ContextKey<unknown>, unknown>()
    db.install({ provide: (key, value) => services.set(key, value) })
    const ctx = {
      get<Value>(key: ContextKey<Value>): Value {
        // Only `provide` has put anything in, and it took a Value for this key.
        return services.get(key) as Value
      },
    }
    assert.equal(database(ctx), db)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FairLock } from './fair-lock.ts'

describe('FairLock', () => {
  it('is taken at once when it is free, by one only', () => {
    const lock = new FairLock()
    assert.equal(lock.tryAcquire(), true)
    assert.equal(lock.tryAcquire(), false)
    lock.release()
    assert.equal(lock.tryAcquire(), true)
  })

  it('goes to those who wait in the order of asking', async () => {
    const lock = new FairLock()
    lock.tryAcquire()
    const order: string[] = []
    const turns = ['first', 'second', 'third'].map((name) =>
      lock.acquire(1000).then(() => {
        order.push(name)
        // Whoever asks now must not overtake those who wait.
        assert.equal(lock.tryAcquire(), false)
        lock.release()
      }),
    )
    lock.release()
    await Promise.all(turns)
    assert.deepEqual(order, ['first', 'second', 'third'])
    assert.equal(lock.tryAcquire(), true)
  })

  it('forgets who waited too long', async () => {
    const lock = new FairLock()
    lock.tryAcquire()
    const late = lock.acquire(10)
    const patient = lock.acquire(1000)
    await assert.rejects(late, { name: 'DatabaseBusyError', code: 'database-busy' })
    lock.release()
    await patient
  })

  it('refuses who waits and who will ask once it is closed', async () => {
    const lock = new FairLock()
    lock.tryAcquire()
    const waiting = lock.acquire(1000)
    lock.close()
    await assert.rejects(waiting, { code: 'database-closed' })
    assert.throws(() => lock.tryAcquire(), {
      code: 'database-closed',
      message:
        'The database is closed. Keep it open while anything may still use it: close it last, ' +
        'after the server.',
    })
  })
})

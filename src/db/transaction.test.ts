import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { connect } from './connect.ts'
import type { Database } from './database.ts'
import type { Executor } from './executor.ts'
import { sql } from './sql-tag.ts'
import type { Transaction } from './transaction.ts'

describe('transaction', () => {
  let db: Database
  const reported: unknown[] = []

  beforeEach(async () => {
    reported.length = 0
    db = await connect('sqlite::memory:', {
      busyTimeoutMs: 200,
      onError: (error) => reported.push(error),
    })
    await db.script('create table entry (name text not null) strict')
  })
  afterEach(() => db.close())

  const add = (executor: Executor, name: string): Promise<number> =>
    executor.execute(sql`insert into entry values (${name})`)
  const names = async (executor: Executor = db): Promise<string[]> => {
    const rows = await executor.sql<{ name: string }>`select name from entry order by rowid`
    return rows.map((row) => row.name)
  }
  const fail = (): never => {
    throw new Error('no')
  }

  it('commits and answers what its work answers', async () => {
    const answer = await db.transaction(async (tx) => {
      await add(tx, 'a')
      return 42
    })
    assert.equal(answer, 42)
    assert.deepEqual(await names(), ['a'])
  })

  it('undoes everything and throws on what its work throws', async () => {
    const error = new Error('no')
    const work = db.transaction(async (tx) => {
      await add(tx, 'a')
      throw error
    })
    await assert.rejects(work, (thrown) => thrown === error)
    assert.deepEqual(await names(), [])
  })

  it('undoes everything when its work throws before it awaits', async () => {
    await assert.rejects(db.transaction(fail), { message: 'no' })
    await add(db, 'after')
    assert.deepEqual(await names(), ['after'])
  })

  it('sees its own writes', async () => {
    await db.transaction(async (tx) => {
      await add(tx, 'a')
      assert.deepEqual(await names(tx), ['a'])
    })
  })

  it('runs one after the other, in the order of asking, and no write slips in between', async () => {
    const step = async (name: string): Promise<void> =>
      db.transaction(async (tx) => {
        await add(tx, `${name} begins`)
        await sleep(5)
        await add(tx, `${name} ends`)
      })
    await Promise.all([step('first'), step('second'), add(db, 'alone'), step('third')])
    assert.deepEqual(await names(), [
      ...['first begins', 'first ends', 'second begins', 'second ends'],
      ...['alone', 'third begins', 'third ends'],
    ])
  })

  describe('within another', () => {
    it('undoes only its own work when it throws', async () => {
      await db.transaction(async (tx) => {
        await add(tx, 'before')
        await assert.rejects(
          tx.transaction(async (inner) => {
            await add(inner, 'inside')
            await inner.transaction(async (innermost) => add(innermost, 'deep inside'))
            fail()
          }),
        )
        await add(tx, 'after')
      })
      assert.deepEqual(await names(), ['before', 'after'])
    })

    it('is undone with the one around it', async () => {
      const work = db.transaction(async (tx) => {
        await tx.transaction(async (inner) => add(inner, 'inside'))
        fail()
      })
      await assert.rejects(work)
      assert.deepEqual(await names(), [])
    })

    it('makes the one around it wait: using that is refused', async () => {
      await db.transaction(async (tx) => {
        await tx.transaction(async () => {
          await assert.rejects(add(tx, 'a'), {
            code: 'transaction-nested',
            message: /^A transaction was used while one inside it is open: /,
          })
        })
        await add(tx, 'b')
      })
      assert.deepEqual(await names(), ['b'])
    })

    it('cannot run beside another of the same level', async () => {
      const work = db.transaction((tx) =>
        Promise.all(['a', 'b'].map((name) => tx.transaction(async (inner) => add(inner, name)))),
      )
      await assert.rejects(work, { code: 'transaction-nested' })
      assert.deepEqual(await names(), [])
    })

    it('ends with the one around it when nobody awaited it', async () => {
      let late: Promise<unknown> = Promise.resolve()
      const work = db.transaction(async (tx) => {
        late = assert.rejects(
          tx.transaction(async (inner) => {
            await add(inner, 'inside')
            await sleep(20)
            await add(inner, 'too late')
          }),
          { code: 'transaction-ended' },
        )
        await sleep(1)
      })
      await assert.rejects(work, { code: 'transaction-nested' })
      await db.transaction(async (tx) => {
        await add(tx, 'other')
        await late
      })
      assert.deepEqual(await names(), ['other'])
    })
  })

  it('is refused after its end', async () => {
    let kept: Transaction | undefined
    await db.transaction((tx) => {
      kept = tx
    })
    assert.ok(kept !== undefined)
    const ended = { code: 'transaction-ended', message: /Usually an `await` is missing/ }
    await assert.rejects(add(kept, 'a'), ended)
    await assert.rejects(kept.transaction(fail), ended)
    assert.equal(kept.isOpen, false)
  })

  describe('onCommit', () => {
    it('runs hooks in order after the outermost commit, when the database is free again', async () => {
      await db.transaction(async (tx) => {
        tx.onCommit(() => add(db, 'first hook'))
        await tx.transaction(async (inner) => inner.onCommit(() => add(db, 'second hook')))
        await add(tx, 'work')
      })
      assert.deepEqual(await names(), ['work', 'first hook', 'second hook'])
    })

    it('runs none when the transaction is rolled back', async () => {
      const work = db.transaction((tx) => {
        tx.onCommit(() => reported.push('ran'))
        fail()
      })
      await assert.rejects(work)
      assert.deepEqual(reported, [])
    })

    it('forgets the hooks of an inner transaction that was rolled back', async () => {
      await db.transaction(async (tx) => {
        tx.onCommit(() => reported.push('outer'))
        const inner = tx.transaction((nested) => {
          nested.onCommit(() => reported.push('inner'))
          fail()
        })
        await assert.rejects(inner)
      })
      assert.deepEqual(reported, ['outer'])
    })

    it('reports what a hook throws, runs the others, and undoes nothing', async () => {
      const error = new Error('mail server is down')
      await db.transaction(async (tx) => {
        await add(tx, 'work')
        tx.onCommit(() => Promise.reject(error))
        tx.onCommit(() => reported.push('second'))
      })
      assert.deepEqual(reported, [error, 'second'])
      assert.deepEqual(await names(), ['work'])
    })
  })

  describe('and the database around it', () => {
    const deadlock = {
      code: 'transaction-deadlock',
      message:
        /^A statement was given to the database inside one of its own transactions, .* the transaction started at .*transaction\.test\.ts:\d+:\d+.* Use the transaction's own object/,
    }

    it('refuses at once a write that would wait for its own transaction', async () => {
      const startedAt = performance.now()
      await db.transaction(async () => assert.rejects(add(db, 'a'), deadlock))
      await db.transaction(async () => assert.rejects(db.transaction(fail), deadlock))
      assert.ok(performance.now() - startedAt < 150)
      await add(db, 'b')
      assert.deepEqual(await names(), ['b'])
    })

    it('refuses it in whatever the work has called', async () => {
      const other = await connect('sqlite::memory:')
      await db.transaction(async () => {
        await sleep(1)
        await other.transaction(async () => assert.rejects(add(db, 'a'), deadlock))
      })
      await other.close()
    })

    it('names the transaction that kept a statement waiting too long', async () => {
      const work = db.transaction(() => sleep(250))
      await assert.rejects(add(db, 'a'), {
        code: 'database-busy',
        message:
          /^No connection came free within 200 ms: .* Open now: the transaction started at .*transaction\.test\.ts:\d+:\d+.*, 0\.\d s ago\.$/,
      })
      await work
    })

    it('says so when it is closed before the end of the transaction', async () => {
      const closing = await connect('sqlite::memory:')
      const work = closing.transaction(() => sleep(20))
      await assert.rejects(closing.close(), {
        code: 'transaction-left-open',
        message:
          /^The database was closed while 1 transaction\(s\) were open, and undid their work: the transaction started at .*transaction\.test\.ts/,
      })
      await assert.rejects(work, { code: 'database-closed' })
    })
  })
})

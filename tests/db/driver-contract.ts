/**
 * What Portico expects of a database driver, as tests: each driver calls this with a way to open
 * itself, and none skips a case. SQL in it is what all dialects understand.
 */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Connection, Driver } from '../../src/db/drivers/driver.ts'

export interface DriverSubject {
  readonly name: string
  /** Opens an empty database; each test gets one of its own. */
  open(options: { busyTimeoutMs: number }): Promise<Driver>
  /** The text of one statement that creates `account (id integer key, owner text unique, balance >= 0)`. */
  readonly createAccounts: string
  /** A type of columns that take bytes. */
  readonly bytesType: string
}

export function driverContract(subject: DriverSubject): void {
  describe(`the driver contract on ${subject.name}`, () => {
    let driver: Driver
    let connection: Connection

    const placeholder = (index: number): string => driver.dialect.placeholder(index)
    const insert = (): string =>
      `insert into account (id, owner, balance) values (${placeholder(0)}, ${placeholder(1)}, ${placeholder(2)})`
    const balances = async (): Promise<unknown[]> =>
      (await connection.all('select balance from account order by id', [])).map((row) => row[0])

    beforeEach(async () => {
      driver = await subject.open({ busyTimeoutMs: 100 })
      connection = await driver.acquire('write')
      await connection.script(subject.createAccounts)
    })
    afterEach(async () => {
      driver.release(connection)
      await driver.close()
    })

    describe('statements', () => {
      it('answer rows as arrays in the order of their columns', async () => {
        await connection.run(insert(), [1, 'Ada', 100])
        await connection.run(insert(), [2, 'Bo', 50])
        const rows = await connection.all('select owner, id from account order by id', [])
        assert.deepEqual(rows, [
          ['Ada', 1],
          ['Bo', 2],
        ])
      })

      it('answer the first row, or null when there is none', async () => {
        await connection.run(insert(), [1, 'Ada', 100])
        const text = `select owner from account where id = ${placeholder(0)}`
        assert.deepEqual(await connection.first(text, [1]), ['Ada'])
        assert.equal(await connection.first(text, [2]), null)
      })

      it('tell how many rows they changed', async () => {
        assert.equal(await connection.run(insert(), [1, 'Ada', 100]), 1)
        await connection.run(insert(), [2, 'Bo', 50])
        assert.equal(await connection.run('update account set balance = balance + 1', []), 2)
        assert.equal(await connection.run('delete from account where id = 9', []), 0)
      })

      it('name rows by their columns where asked to, also when there are none', async () => {
        const text = 'select id, owner as name from account'
        assert.deepEqual(await connection.objects(text, []), [])
        await connection.run(insert(), [1, 'Ada', 100])
        assert.deepEqual(await connection.objects(text, []), [{ id: 1, name: 'Ada' }])
      })

      it('may be a script of several', async () => {
        await connection.script(
          "insert into account values (1, 'a;b', 1);\n-- a comment; with a semicolon\n" +
            "insert into account values (2, 'it''s', 2);\n",
        )
        assert.deepEqual(await connection.all('select owner from account order by id', []), [
          ['a;b'],
          ["it's"],
        ])
      })
    })

    describe('values', () => {
      const texts: [name: string, value: string][] = [
        ['empty', ''],
        ['with quotes', `a'b"c`],
        ['beyond the basic plane', '🏨 Hôtel 東京'],
        ['that looks like a placeholder', '? $1 :name'],
      ]
      for (const [name, value] of texts) {
        it(`come back as they were: text ${name}`, async () => {
          await connection.run(insert(), [1, value, 0])
          assert.deepEqual(await connection.first('select owner from account', []), [value])
        })
      }

      const integers: [name: string, value: number | bigint, read: number][] = [
        ['the greatest exact one', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
        ['a bigint', 12n, 12],
        ['zero', 0, 0],
      ]
      for (const [name, value, read] of integers) {
        it(`come back as they were: ${name}`, async () => {
          await connection.run(insert(), [1, 'Ada', value])
          assert.deepEqual(await balances(), [read])
        })
      }

      it('come back as they were: null', async () => {
        await connection.run(insert(), [1, null, 0])
        assert.deepEqual(await connection.first('select owner from account', []), [null])
      })

      it('come back as they were: bytes', async () => {
        await connection.script(`create table file (body ${subject.bytesType})`)
        const bytes = Uint8Array.from([0, 255, 39, 0])
        await connection.run(`insert into file (body) values (${placeholder(0)})`, [bytes])
        const row = await connection.first('select body from file', [])
        assert.deepEqual(Uint8Array.from(row?.[0] as Uint8Array), bytes)
      })

      const refused: [name: string, value: unknown, described: RegExp][] = [
        ['a Date', new Date(0), /Value 2 of 3 of a statement is an object \(Date\)\./],
        ['undefined', undefined, /Value 2 of 3 of a statement is undefined\./],
        ['an object', { $gt: 0 }, /is an object \(Object\)\./],
        ['an array', ['a'], /is an object \(Array\)\./],
        ['not a number', Number.NaN, /is the number NaN\./],
        ['infinite', Infinity, /is the number Infinity\./],
        ['an inexact integer', 2 ** 53, /is the number 9007199254740992\./],
        ['a bigint beyond 64 bits', 2n ** 63n, /is a bigint beyond 64 bits\./],
        ['a function', () => 1, /is function\./],
      ]
      for (const [name, value, described] of refused) {
        it(`are refused before the database sees them: ${name}`, async () => {
          await assert.rejects(async () => connection.run(insert(), [1, value, 0]), {
            code: 'unbindable-value',
            message: described,
          })
          assert.deepEqual(await balances(), [])
        })
      }

      it('are refused in the first place too, where node:sqlite would shift them', async () => {
        await assert.rejects(async () => connection.run(insert(), [new Date(0), 'Ada', 0]), {
          message: /^Value 1 of 3 of a statement is an object \(Date\)\./,
        })
      })
    })

    describe('a refused statement', () => {
      it('is a DatabaseError with its text and the cause, without its values', async () => {
        const text = `select secret from nowhere where id = ${placeholder(0)}`
        await assert.rejects(
          async () => connection.all(text, ['hunter2']),
          (error: Error) => {
            assert.equal((error as Error & { code: string }).code, 'statement-failed')
            assert.ok(error.message.includes('nowhere'))
            assert.ok(
              error.message.endsWith('a missing table or column means a migration has not run.'),
            )
            assert.ok(!error.message.includes('hunter2'))
            assert.ok(error.cause instanceof Error)
            return true
          },
        )
      })

      const violations: [kind: string, text: string, column: string | null][] = [
        ['unique', "insert into account values (2, 'Ada', 0)", 'owner'],
        ['unique', "insert into account values (1, 'Bo', 0)", 'id'],
        ['not-null', "insert into account values (2, 'Bo', null)", 'balance'],
        ['check', "insert into account values (2, 'Bo', -1)", null],
        ['reference', 'insert into entry values (1, 9)', null],
      ]
      for (const [kind, text, column] of violations) {
        it(`tells its violation: ${kind}${column === null ? '' : ` of ${column}`}`, async () => {
          await connection.script(
            'create table entry (id integer primary key, account_id integer references account (id))',
          )
          await connection.run(insert(), [1, 'Ada', 100])
          await assert.rejects(
            async () => connection.run(text, []),
            (error: Error) => {
              const violation = driver.dialect.violation(error.cause)
              assert.equal(violation?.kind, kind)
              if (kind === 'check') assert.equal(violation?.constraint, 'account_balance')
              if (column !== null) assert.deepEqual(violation?.columns, [column])
              return true
            },
          )
        })
      }

      it('is no violation when it is something else', async () => {
        await assert.rejects(
          async () => connection.run('selec', []),
          (error: Error) => {
            assert.equal(driver.dialect.violation(error.cause), null)
            return true
          },
        )
      })
    })

    describe('transactions', () => {
      beforeEach(async () => {
        await connection.run(insert(), [1, 'Ada', 100])
      })
      const spend = async (): Promise<number> =>
        connection.run('update account set balance = balance - 10', [])

      it('keep what was committed', async () => {
        await connection.begin(0)
        await spend()
        await connection.commit(0)
        assert.deepEqual(await balances(), [90])
      })

      it('undo what was rolled back', async () => {
        await connection.begin(0)
        await spend()
        await connection.rollback(0)
        assert.deepEqual(await balances(), [100])
      })

      it('undo a savepoint alone, and can begin it again', async () => {
        await connection.begin(0)
        await spend()
        await connection.begin(1)
        await spend()
        await connection.rollback(1)
        await connection.begin(1)
        await spend()
        await connection.commit(1)
        await connection.commit(0)
        assert.deepEqual(await balances(), [80])
      })

      it('undo a committed savepoint with the transaction around it', async () => {
        await connection.begin(0)
        await connection.begin(1)
        await spend()
        await connection.commit(1)
        await connection.rollback(0)
        assert.deepEqual(await balances(), [100])
      })

      it('go on after a refused statement inside a savepoint', async () => {
        await connection.begin(0)
        await connection.begin(1)
        await assert.rejects(async () => connection.run(insert(), [1, 'Bo', 0]))
        await connection.rollback(1)
        await spend()
        await connection.commit(0)
        assert.deepEqual(await balances(), [90])
      })

      it('let a rollback without a transaction pass', async () => {
        await connection.rollback(0)
        assert.deepEqual(await balances(), [100])
      })
    })

    describe('lending', () => {
      it('refuses everything after close', async () => {
        const other = await subject.open({ busyTimeoutMs: 100 })
        await other.close()
        await other.close()
        for (const intent of ['read', 'write'] as const) {
          await assert.rejects(async () => other.acquire(intent), { code: 'database-closed' })
        }
      })
    })
  })
}

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { DatabaseSync } from 'node:sqlite'
import { driverContract } from '../../../tests/db/driver-contract.ts'
import { openSqlite } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-sqlite-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const freshUrl = (): string => `sqlite:${join(folder, `${++files}.db`)}`

const sqlite = {
  createAccounts:
    'create table account (id integer primary key, owner text unique, balance integer not null, ' +
    'constraint account_balance check (balance >= 0)) strict',
  bytesType: 'blob',
}
driverContract({
  ...sqlite,
  name: 'SQLite in memory',
  open: (o) => openSqlite('sqlite::memory:', o),
})
driverContract({ ...sqlite, name: 'an SQLite file', open: (o) => openSqlite(freshUrl(), o) })

const patient = { busyTimeoutMs: 5000 }

describe('openSqlite', () => {
  it('creates the folder and the file', async () => {
    const path = join(folder, 'new', 'folder', 'app.db')
    const driver = await openSqlite(`sqlite:${path}`, patient)
    assert.ok(existsSync(path))
    await driver.close()
    assert.ok(!existsSync(`${path}-wal`))
  })

  it('reads sqlite:///path as an absolute path', async () => {
    const path = join(folder, 'absolute.db')
    await (await openSqlite(`sqlite://${path}`, patient)).close()
    assert.ok(existsSync(path))
  })

  for (const url of ['sqlite:', 'sqlite://host/app.db', 'sqlite:app.db?mode=ro']) {
    it(`refuses ${url}`, async () => {
      await assert.rejects(openSqlite(url, patient), {
        code: 'database-url-invalid',
        message: /^Database URL ".*" names no SQLite file\. Write sqlite:var\/app\.db/,
      })
    })
  }

  it('sets what safety needs: WAL, FULL, foreign keys', async () => {
    const driver = await openSqlite(freshUrl(), patient)
    const connection = await driver.acquire('write')
    const pragma = async (name: string): Promise<unknown> =>
      (await connection.first(`pragma ${name}`, []))?.[0]
    assert.equal(await pragma('journal_mode'), 'wal')
    assert.equal(await pragma('synchronous'), 2)
    assert.equal(await pragma('foreign_keys'), 1)
    driver.release(connection)
    await driver.close()
  })

  it('takes "text" for a column and never for a string, so that a misspelled name is an error', async () => {
    const driver = await openSqlite('sqlite::memory:', patient)
    const connection = await driver.acquire('write')
    await assert.rejects(async () => connection.all('select "nmae"', []), /no such column: "nmae"/)
    driver.release(connection)
    await driver.close()
  })

  it('refuses to read an integer that a number would round', async () => {
    const driver = await openSqlite('sqlite::memory:', patient)
    const connection = await driver.acquire('write')
    await assert.rejects(async () => connection.all('select 9007199254740993', []), {
      code: 'integer-out-of-range',
      message:
        /^A column holds an integer beyond 2\^53: .* Read it as text: cast\(the_column as text\)/,
    })
    driver.release(connection)
    await driver.close()
  })

  it('lets reads of a file see the last commit while a transaction is open', async () => {
    const driver = await openSqlite(freshUrl(), patient)
    const writer = await driver.acquire('write')
    await writer.script('create table t (n integer); insert into t values (1)')
    await writer.begin(0)
    await writer.run('update t set n = 2', [])
    const reader = await driver.acquire('read')
    assert.deepEqual(await reader.all('select n from t', []), [[1]])
    await assert.rejects(async () => reader.run('update t set n = 3', []), /readonly database/)
    await writer.commit(0)
    assert.deepEqual(await reader.all('select n from t', []), [[2]])
    driver.release(reader)
    driver.release(writer)
    await driver.close()
  })

  it('lets reads in memory wait for the open transaction', async () => {
    const driver = await openSqlite('sqlite::memory:', { busyTimeoutMs: 20 })
    const writer = await driver.acquire('write')
    await assert.rejects(async () => driver.acquire('read'), {
      code: 'database-busy',
      message: /^No connection came free within 20 ms: another transaction kept it\./,
    })
    driver.release(writer)
    await driver.close()
  })

  it('waits for another process without holding up this one, then goes on', async () => {
    const url = freshUrl()
    const driver = await openSqlite(url, patient)
    const connection = await driver.acquire('write')
    await connection.script('create table t (n integer)')
    const other = new DatabaseSync(url.slice('sqlite:'.length))
    other.exec('begin immediate')
    const inserted = connection.run('insert into t values (1)', [])
    assert.ok(inserted instanceof Promise)
    setTimeout(() => other.exec('commit'), 60)
    assert.equal(await inserted, 1)
    other.close()
    driver.release(connection)
    await driver.close()
  })

  it('gives up on another process after the time it was given', async () => {
    const url = freshUrl()
    const driver = await openSqlite(url, { busyTimeoutMs: 50 })
    const other = new DatabaseSync(url.slice('sqlite:'.length))
    other.exec('begin immediate')
    const connection = await driver.acquire('write')
    await assert.rejects(async () => connection.begin(0), {
      code: 'database-busy',
      message:
        /^The SQLite file stayed locked by another process for 50 ms\. Look for a transaction/,
    })
    other.close()
    driver.release(connection)
    await driver.close()
  })

  it('keeps every commit that it acknowledged when the process is killed', async () => {
    const url = freshUrl()
    const program = `
      import { openSqlite } from ${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)}
      const driver = await openSqlite(${JSON.stringify(url)}, { busyTimeoutMs: 5000 })
      const writer = await driver.acquire('write')
      await writer.script('create table t (n integer)')
      for (let n = 1; ; n++) {
        await writer.run('insert into t values (?)', [n])
        process.stdout.write(n + '\\n')
        if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program])
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      if (said.length > 1000) child.kill('SIGKILL')
    })
    await once(child, 'close')
    const acknowledged = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
    const driver = await openSqlite(url, patient)
    const reader = await driver.acquire('read')
    const row = await reader.first('select count(*), max(n) from t', [])
    await driver.close()
    assert.ok(acknowledged > 100)
    assert.equal(row?.[0], row?.[1])
    assert.ok(Number(row?.[1]) >= acknowledged, `${row?.[1]} kept, ${acknowledged} acknowledged`)
  })
})

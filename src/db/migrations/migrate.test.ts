import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, afterEach, beforeEach, describe, it } from 'node:test'
import { connect } from '../connect.ts'
import type { Database } from '../database.ts'
import { sql } from '../sql-tag.ts'
import { migrate, type MigrationProgress } from './migrate.ts'

const root = mkdtempSync(join(tmpdir(), 'portico-migrate-'))
after(() => rmSync(root, { recursive: true, force: true }))
let folders = 0

describe('migrate', () => {
  let db: Database
  let folder: string

  beforeEach(async () => {
    folder = join(root, `${++folders}`)
    mkdirSync(folder)
    db = await connect('sqlite::memory:')
  })
  afterEach(() => db.close())

  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const tables = async (): Promise<unknown[]> => {
    const rows = await db.sql<{ name: string }>`select name from sqlite_schema
      where type = 'table' and name not like 'portico_%' and name not like 'sqlite_%' order by name`
    return rows.map((row) => row.name)
  }

  it('runs each file once, in order, and answers what it ran', async () => {
    write('0001_initial.sql', 'create table city (id integer primary key);\n')
    assert.deepEqual(await migrate(db, folder), ['0001_initial'])
    write('0002_hotels.sql', 'create table hotel (id integer);\ninsert into city values (1);')
    write('notes.md', 'not a migration')
    assert.deepEqual(await migrate(db, pathToFileURL(folder)), ['0002_hotels'])
    assert.deepEqual(await migrate(db, folder), [])
    assert.deepEqual(await tables(), ['city', 'hotel'])
    assert.deepEqual(await db.sql`select count(*) as n from city`, [{ n: 1 }])
  })

  it('tells its progress', async () => {
    write('0001_a.sql', 'create table a (id integer)')
    write('0002_b.sql', 'create table b (id integer)')
    const told: MigrationProgress[] = []
    await migrate(db, folder, { onProgress: (progress) => told.push(progress) })
    assert.deepEqual(told, [
      { state: 'applying', name: '0001_a', position: 1, count: 2 },
      { state: 'applied', name: '0001_a', position: 1, count: 2 },
      { state: 'applying', name: '0002_b', position: 2, count: 2 },
      { state: 'applied', name: '0002_b', position: 2, count: 2 },
    ])
  })

  it('undoes a file that fails at whichever statement, and keeps those before it', async () => {
    write('0001_good.sql', 'create table good (id integer)')
    write('0002_bad.sql', 'create table half (id integer); create tabel typo (id integer)')
    await assert.rejects(migrate(db, folder), {
      code: 'migration-failed',
      message:
        'The migration 0002_bad failed and was undone: near "tabel": syntax error. ' +
        'The migrations before it stay applied. Correct the file and start again.',
    })
    assert.deepEqual(await tables(), ['good'])
    write('0002_bad.sql', 'create table whole (id integer)')
    assert.deepEqual(await migrate(db, folder), ['0002_bad'])
  })

  it('refuses a file that has changed since it ran, but not its line ends', async () => {
    write('0001_a.sql', 'create table a\n(id integer)')
    await migrate(db, folder)
    write('0001_a.sql', 'create table a\r\n(id integer)')
    await migrate(db, folder)
    write('0001_a.sql', 'create table a\n(id integer, name text)')
    await assert.rejects(migrate(db, folder), {
      code: 'migration-changed',
      message: /^The file 0001_a\.sql has changed since this database ran it, .* new migration\.$/,
    })
  })

  it('refuses a database that has run what the folder lacks', async () => {
    write('0001_a.sql', 'create table a (id integer)')
    write('0002_b.sql', 'create table b (id integer)')
    await migrate(db, folder)
    rmSync(join(folder, '0001_a.sql'))
    await assert.rejects(migrate(db, folder), {
      code: 'migration-missing',
      message: /^The database has run the migration 0001_a, but there is no file 0001_a\.sql\./,
    })
  })

  it('refuses a new file that comes before one that has run', async () => {
    write('0002_b.sql', 'create table b (id integer)')
    await migrate(db, folder)
    write('0001_a.sql', 'create table a (id integer)')
    await assert.rejects(migrate(db, folder), {
      code: 'migration-order',
      message: /^The migration 0001_a has not run, but 0002_b, which comes after it, has\./,
    })
  })

  const names: [why: string, files: string[]][] = [
    ['has no number', ['initial.sql']],
    ['has upper case', ['0001_Initial.sql']],
    ['shares its number', ['0001_a.sql', '0001_b.sql']],
  ]
  for (const [why, files] of names) {
    it(`refuses a name that ${why}`, async () => {
      for (const file of files) write(file, 'select 1')
      await assert.rejects(migrate(db, folder), { code: 'migration-name-invalid' })
    })
  }

  it('says which folder is missing', async () => {
    await assert.rejects(migrate(db, join(folder, 'none')), {
      code: 'migration-folder-missing',
      message: /^The folder of migrations ".*none" cannot be read\. Create it/,
    })
  })

  it('runs each file once when two processes migrate at the same time', async () => {
    const url = `sqlite:${join(folder, 'shared.db')}`
    write('0001_a.sql', 'create table a (id integer); insert into a values (1)')
    write('0002_b.sql', 'create table b (id integer); insert into a values (2)')
    const program = `
      import { connect } from ${JSON.stringify(new URL('../connect.ts', import.meta.url).href)}
      import { migrate } from ${JSON.stringify(new URL('./migrate.ts', import.meta.url).href)}
      const db = await connect(${JSON.stringify(url)})
      console.log((await migrate(db, ${JSON.stringify(folder)})).length)
      await db.close()`
    const ran = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        const [output] = await Promise.all([child.stdout.toArray(), once(child, 'close')])
        return Number(output.join(''))
      }),
    )
    assert.equal(
      ran.reduce((sum, count) => sum + count, 0),
      2,
    )
    await using shared = await connect(url)
    assert.deepEqual(await shared.sql`select id from a order by id`, [{ id: 1 }, { id: 2 }])
  })

  it('tells that it waits while another holds the database, then goes on', async () => {
    const url = `sqlite:${join(folder, 'held.db')}`
    write('0001_a.sql', 'create table a (id integer)')
    await using holder = await connect(url)
    await using waiting = await connect(url, { busyTimeoutMs: 10 })
    const told: string[] = []
    let release = (): void => undefined
    const held = holder.transaction(async (tx) => {
      await tx.execute(sql`create table other (id integer)`)
      await new Promise<void>((resolve) => (release = resolve))
    })
    const ran = await migrate(waiting, folder, {
      onProgress: ({ state }) => {
        told.push(state)
        if (state === 'waiting') release()
      },
    })
    await held
    assert.deepEqual(ran, ['0001_a'])
    assert.deepEqual(new Set(told), new Set(['waiting', 'applying', 'applied']))
  })
})

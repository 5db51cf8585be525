/**
 * Two processes sell the same nights of one SQLite file: what both say they sold is what is there,
 * and no night is sold more often than there are rooms.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { connect } from '../../src/db/connect.ts'

const NIGHTS = 10
const ROOMS = 20
const ATTEMPTS = 300

const folder = mkdtempSync(join(tmpdir(), 'portico-overselling-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Tries to sell stays of 1 to 3 nights, eight at a time, and prints the nights it sold. */
const seller = (url: string, seed: number): string => `
  import { connect } from ${JSON.stringify(new URL('../../src/db/connect.ts', import.meta.url).href)}
  import { sql } from ${JSON.stringify(new URL('../../src/db/sql-tag.ts', import.meta.url).href)}
  const db = await connect(${JSON.stringify(url)})
  let state = ${seed}
  const random = (below) => (state = (state * 1103515245 + 12345) % 2147483648) % below
  let sold = 0
  class SoldOut extends Error {}
  async function sell() {
    const from = random(${NIGHTS}), to = Math.min(${NIGHTS}, from + 1 + random(3))
    try {
      await db.transaction(async (tx) => {
        await tx.sql\`select sold from night where night = \${from}\`
        if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, 1))
        const changed = await tx.execute(sql\`update night set sold = sold + 1
          where night >= \${from} and night < \${to} and sold < ${ROOMS}\`)
        if (changed !== to - from) throw new SoldOut()
      })
      sold += to - from
    } catch (error) {
      if (!(error instanceof SoldOut)) throw error
    }
  }
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let i = 0; i < ${ATTEMPTS / 8}; i++) await sell()
  }))
  console.log(sold)
  await db.close()`

describe('a guarded update in a transaction', () => {
  it('never oversells, and loses no sale, between two processes', async () => {
    const url = `sqlite:${join(folder, 'nights.db')}`
    await using db = await connect(url)
    // No check constraint: the guard alone must hold.
    await db.script('create table night (night integer primary key, sold integer not null) strict')
    for (let night = 0; night < NIGHTS; night++)
      await db.sql`insert into night values (${night}, 0)`

    const sold = await Promise.all(
      [1, 2].map(async (seed) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', seller(url, seed)], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        const [output] = await Promise.all([child.stdout.toArray(), once(child, 'close')])
        return Number(output.join(''))
      }),
    )

    const [totals] = await db.sql<{ nights: number; most: number }>`
      select sum(sold) as nights, max(sold) as most from night`
    assert.ok(sold.every((nights) => nights > 0))
    assert.equal(totals?.nights, (sold[0] ?? 0) + (sold[1] ?? 0))
    assert.equal(totals.most, ROOMS)
  })
})

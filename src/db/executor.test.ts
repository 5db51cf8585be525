import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { executorContract } from '../../tests/db/executor-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-executor-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

executorContract({ name: 'SQLite in memory', dialect: 'sqlite', url: () => 'sqlite::memory:' })
executorContract({
  name: 'an SQLite file',
  dialect: 'sqlite',
  url: () => `sqlite:${join(folder, `${++files}.db`)}`,
})

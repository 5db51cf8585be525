import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'

const PROGRAM = `
import { portico } from 'portico'
import { setTimeout as delay } from 'node:timers/promises'
const app = portico({ log: false })
app.get('/slow', async () => { await delay(300); return 'done' })
const server = await app.serve({ port: 0, idleGraceSeconds: 0.1 })
console.log(server.url)
`

describe('SIGTERM', () => {
  it('lets running requests finish and ends the process as the signal would', async () => {
    const program = ['--input-type=module', '--eval', PROGRAM]
    const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
    const exit = once(child, 'exit')
    const [url] = await once(child.stdout, 'data')
    const answer = fetch(`${String(url).trim()}/slow`).then((response) => response.text())
    setTimeout(() => child.kill('SIGTERM'), 100)
    assert.equal(await answer, 'done')
    assert.deepEqual(await exit, [null, 'SIGTERM'])
  })
})

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, it, type TestContext } from 'node:test'

const PROGRAM = join(import.meta.dirname, 'app.ts')

/** Starts the program on a free port and resolves to its address. */
async function start(context: TestContext): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, NODE_ENV: 'development', PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  context.after(async () => {
    child.kill()
    await once(child, 'close')
  })
  for await (const line of createInterface(child.stdout)) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('The program ended without listening.')
}

describe('examples/hello', () => {
  it('answers with JSON, types its parameter and is safe by default', async (context) => {
    const response = await fetch(new URL('/hello/ada', await start(context)))
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/json')
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.deepEqual(await response.json(), { hello: 'ada' })
  })

  it('is the program that the README shows', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
    assert.ok(readme.includes(`\`\`\`ts\n${readFileSync(PROGRAM, 'utf8')}\`\`\`\n`))
  })
})

/** What scripts/test.ts adds to node:test, seen from outside: a small repository with its own tests. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const HEAD = "import { after, beforeEach, it } from 'node:test'\n"

/** Runs these test files (text by name, in src/thing) and nothing else. */
function runTests(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const root = mkdtempSync(join(tmpdir(), 'portico-runner-'))
  try {
    cpSync(join(import.meta.dirname, '../scripts'), join(root, 'scripts'), { recursive: true })
    mkdirSync(join(root, 'src/thing'), { recursive: true })
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(root, 'src/thing', name), HEAD + text)
    }
    // Without the variable by which node:test tells a child that it is one.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const command = [join(root, 'scripts/test.ts'), ...args]
    return spawnSync(process.execPath, command, { encoding: 'utf8', env })
  } finally {
    rmSync(root, { recursive: true })
  }
}

describe('scripts/test.ts', () => {
  it('passes files that tidy up, keeps hooks inside them, and ends with the summary of node:test', () => {
    const server =
      "import { createServer } from 'node:http'\nconst server = createServer().listen(0)\n"
    const { status, stdout } = runTests({
      'hooks.test.ts':
        "beforeEach(() => { globalThis.count = 1 + (globalThis.count ?? 0) })\nit('has a hook', () => {})",
      'one.test.ts': `${server}after(() => new Promise((done) => server.close(done)))\nit('is fine', () => {})`,
      'two.test.ts':
        "it('saw one call of the hook', (t) => t.assert.equal(globalThis.count, 1))\nit.todo('comes later')",
    })
    assert.equal(status, 0, stdout)
    assert.match(stdout, /^✔ src\/thing\/one\.test\.ts/m)
    assert.match(stdout, /ℹ tests 7\n.*ℹ pass 6\nℹ fail 0\n.*ℹ todo 1\nℹ duration_ms [\d.]+\n$/s)
  })

  const faults: [name: string, text: string, message: RegExp][] = [
    ['a test that fails', "it('fails', () => { throw new Error('so it is') })", /so it is/],
    [
      'a server left open',
      "import { createServer } from 'node:http'\nit('opens', (t, done) => { createServer().listen(0, done) })",
      /src\/thing\/faulty\.test\.ts left open: TCPServerWrap\. It would keep the process alive/,
    ],
    [
      'a timer left running',
      "it('waits', () => { setInterval(() => {}, 1000) })",
      /left open: Timeout\./,
    ],
    [
      'a warning',
      "it('warns', () => { process.emitWarning('old') })",
      /caused a warning.*Warning: old/s,
    ],
    ['a file that does not load', "import './missing.ts'", /Cannot find module/],
  ]
  for (const [name, text, message] of faults) {
    it(`fails for ${name}, and runs the files after it`, () => {
      const { status, stdout } = runTests({
        'faulty.test.ts': text,
        'next.test.ts': "it('is fine', () => {})",
      })
      assert.equal(status, 1, stdout)
      assert.match(stdout, message)
      assert.match(stdout, /^✔ src\/thing\/next\.test\.ts/m)
    })
  }

  it('fails for a file that has no test, and for one that ends the process', () => {
    const { status, stderr } = runTests({
      'empty.test.ts': '',
      'fine.test.ts': "it('is fine', () => {})",
    })
    assert.equal(status, 1)
    assert.equal(stderr, 'src/thing/empty.test.ts has no test, or did not get to one.\n')
    assert.equal(runTests({ 'exits.test.ts': 'process.exit(0)' }).status, 1)
  })

  it('fails when nothing ran', () => {
    const { status, stderr } = runTests({ 'fine.test.ts': "it('is fine', () => {})" }, 'missing')
    assert.equal(status, 1)
    assert.equal(stderr, 'No test file matches missing. Paths start with src, tests or examples.\n')
    assert.equal(
      runTests({ 'fine.test.ts': "it('is fine', () => {})" }, '--name', 'nothing').status,
      1,
    )
  })
})

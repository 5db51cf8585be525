/** scripts/check.ts from outside: what it prints, and with which code it ends. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gates } from '../scripts/gates/index.ts'
import { plant, type PlantedCopy } from './gates/planted-copy.ts'

describe('scripts/check.ts', () => {
  let copy: PlantedCopy
  before(() => {
    copy = plant({ 'src/http/utils.ts': 'export const a  = 1\n' })
  })
  after(() => copy[Symbol.dispose]())

  function check(...args: readonly string[]): {
    status: number | null
    stdout: string
    stderr: string
  } {
    const script = join(copy.root, 'scripts/check.ts')
    return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd: copy.root })
  }

  it('says where, what, and what to do, and ends with 1', () => {
    const { status, stdout } = check('format', 'files')
    assert.equal(status, 1)
    assert.match(stdout, /^format {4}✖ \d+ files \(\d+\.\d s\)\n/)
    assert.match(stdout, /^ {4}src\/http\/utils\.ts:1 is not formatted\.$/m)
    assert.match(stdout, /^ {4}To do: npm run format$/m)
    assert.match(
      stdout,
      /^files {5}✖ .*\n( {4}.*\n)* {4}src\/http\/utils\.ts:1 "utils" does not say what is in it/m,
    )
    assert.match(stdout, /\n\n0 passed, 2 failed\n$/)
  })

  it('prints the same as JSON, and nothing else', () => {
    const { status, stdout } = check('files', '--json')
    assert.equal(status, 1)
    const result: unknown = JSON.parse(stdout)
    assert.partialDeepStrictEqual(result, { failed: 1, gates: [{ name: 'files', passed: false }] })
  })

  it('ends with 0 when every gate that was asked passes', () => {
    const { status, stdout } = check('layers')
    assert.equal(stdout.split('\n').at(-2), '1 passed, 0 failed')
    assert.equal(status, 0)
  })

  it('lists the gates when a name is wrong', () => {
    const { status, stderr } = check('layer')
    assert.equal(status, 1)
    const names = gates.map(({ name }) => name).join(', ')
    assert.equal(stderr, `There is no gate layer. The gates are ${names}.\n`)
  })
})

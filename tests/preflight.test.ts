import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

describe('scripts/preflight.mjs', () => {
  let root = ''
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'portico-preflight-'))
    cpSync(
      join(import.meta.dirname, '../scripts/preflight.mjs'),
      join(root, 'scripts/preflight.mjs'),
    )
  })
  after(() => rmSync(root, { recursive: true }))

  /** Runs the preflight of an empty repository as if by another Node. */
  function run(version: string): { status: number | null; stderr: string } {
    const pretend = `Object.defineProperty(process, 'version', { value: '${version}' })`
    const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`]
    const script = join(root, 'scripts/preflight.mjs')
    return spawnSync(process.execPath, [...args, script], { encoding: 'utf8' })
  }

  for (const version of ['v12.22.0', 'v20.20.2', 'v24.14.9']) {
    it(`refuses Node ${version} in one sentence`, () => {
      const { status, stderr } = run(version)
      assert.equal(status, 1)
      assert.equal(
        stderr,
        `This is Node ${version} and Portico needs 24.15 or newer: run \`npm ci\`, which installs the right Node ` +
          'beside the sources, and start scripts by npm, as in `npm test`.\n',
      )
    })
  }

  it('says when the dependencies are missing, and passes when they are there', () => {
    const { status, stderr } = run('v24.15.0')
    assert.equal(status, 1)
    assert.equal(
      stderr,
      'The dependencies are not installed (node_modules is missing or incomplete): run `npm ci` and try again.\n',
    )
    mkdirSync(join(root, 'node_modules'))
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}')
    assert.equal(run('v26.0.0').status, 0)
    assert.equal(run('v24.15.0').status, 0)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkHotel } from '../../scripts/gates/hotel.ts'
import { plant } from './planted-copy.ts'

const CLI = 'examples/hotel/cli.ts'

/** A command line that prints `replay` and lets `invariants` end with `code`. */
function command(replay: string, code: number): string {
  return `const [name] = process.argv.slice(2)
if (name === 'replay') console.log(${JSON.stringify(replay)})
if (name === 'invariants') console.log('I2 is broken')
if (name === 'invariants') process.exitCode = ${code}
`
}

const RIGHT = '{"resort":{"accepted":38851,"refused":825},"city":{"accepted":73668,"refused":5331}}'

describe('checkHotel', () => {
  it('finds a replay that ends with another number', async () => {
    using copy = plant({ [CLI]: command(RIGHT.replace('825', '824'), 0) }, 'examples')
    const { problems } = await checkHotel(copy.root)
    assert.deepEqual(problems, [
      `The replay has to end with ${RIGHT}. It ended with exit code 0 and:`,
      RIGHT.replace('825', '824'),
    ])
  })

  it('finds a broken invariant', async () => {
    using copy = plant({ [CLI]: command(RIGHT, 1) }, 'examples')
    assert.deepEqual((await checkHotel(copy.root)).problems, [
      '`hotel invariants` ended with 1:',
      'I2 is broken',
    ])
  })

  it('passes when both are right', async () => {
    using copy = plant({ [CLI]: command(RIGHT, 0) }, 'examples')
    assert.deepEqual((await checkHotel(copy.root)).problems, [])
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { checkApi } from '../../scripts/gates/api.ts'
import { about, plant } from './planted-copy.ts'

const MODULE = `
/** Says nothing to the snapshot. */
export function planted(count: number): string { return String(count) }
export class PlantedThing { #secret = 1; size(): number { return this.#secret } }
`
const TEMPLATES = readFileSync(join(import.meta.dirname, '../../src/templates/index.ts'), 'utf8')
const INDEX = `${TEMPLATES}export { planted, PlantedThing, planted as plantedToo } from './planted.ts'\n`

describe('checkApi', () => {
  it('reports what is new, changed and gone, and is content when it is written down', async () => {
    using copy = plant({ 'src/templates/planted.ts': MODULE, 'src/templates/index.ts': INDEX })
    const first = (await checkApi(copy.root, { update: true })).problems
    assert.deepEqual(first, [])

    const page = join(copy.root, 'docs/reference/api.txt')
    const text = readFileSync(page, 'utf8')
    assert.ok(text.includes('\nclass PlantedThing\n  size(): number\n'), text)
    assert.ok(text.includes('\nfunction planted(count: number): string\n'), text)
    assert.ok(text.includes('\nfunction planted(count: number): string\n  as plantedToo\n'), text)

    using changed = plant({
      'src/templates/planted.ts': MODULE.replace('count: number', 'count: bigint').replace(
        'size()',
        'extent()',
      ),
      'src/templates/index.ts': INDEX.replace(', planted as plantedToo', ''),
      'docs/reference/api.txt': text,
    })
    const { problems } = await checkApi(changed.root)
    assert.deepEqual(problems, [
      '- portico/templates: class PlantedThing size(): number',
      '- portico/templates: function planted(count: number): string',
      '- portico/templates: function planted(count: number): string as plantedToo',
      '+ portico/templates: class PlantedThing extent(): number',
      '+ portico/templates: function planted(count: bigint): string',
    ])
  })

  it('reports every name when there is no snapshot', async () => {
    using copy = plant({ 'docs/reference/api.txt': '' })
    const found = about('+ portico/templates: ', (await checkApi(copy.root)).problems)
    assert.ok(
      found.some((line) => line.includes('function html(')),
      found.join('\n'),
    )
  })
})

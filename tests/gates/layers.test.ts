import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { checkLayers } from '../../scripts/gates/layers.ts'
import { about, numbered, plant } from './planted-copy.ts'

describe('checkLayers', () => {
  const violations: [name: string, path: string, code: string, fault: string][] = [
    [
      'a higher row',
      'src/http/planted.ts',
      "import { model } from '../db/index.ts'",
      'src/db is not below src/http. Move what both need down, or pass it in.',
    ],
    [
      'a sibling of the same row, for a type',
      'src/http/planted.ts',
      "export type { Schema } from '../schema/index.ts'",
      'src/schema is not below src/http. Move what both need down, or pass it in.',
    ],
    [
      'the app from a folder below it',
      'src/db/planted.ts',
      "const { portico } = await import('../app.ts')",
      'src/app.ts is not below src/db. Move what both need down, or pass it in.',
    ],
    [
      'an inner file of another folder',
      'src/db/planted.ts',
      "export const parse: typeof import('../internal/json.ts').parseJson | null = null",
      'import src/internal/index.ts, which is what the folder offers.',
    ],
    [
      'a package that users do not get',
      'src/db/planted.ts',
      "import 'zod'",
      'zod is not in the dependencies of package.json.',
    ],
    [
      'a file without its extension',
      'src/db/planted.ts',
      "import './model'",
      'there is no such file; name it with its extension.',
    ],
    [
      'itself by name',
      'src/db/planted.ts',
      "import 'portico/schema'",
      'src names its own files by path.',
    ],
    [
      'what is outside of src',
      'src/db/planted.ts',
      "import '../../scripts/check.ts'",
      'src may not import what is outside of it.',
    ],
    [
      'the inside of portico, in an example',
      'examples/hello/planted.ts',
      "import '../../src/db/index.ts'",
      'an example may use only its own files and the public names of portico.',
    ],
  ]
  let problems: readonly string[] = []
  before(async () => {
    const files = violations.map(([, path, code], index) => [numbered(path, index), `${code}\n`])
    using copy = plant(Object.fromEntries(files))
    problems = (await checkLayers(copy.root)).problems
  })
  for (const [index, [name, path, code, fault]] of violations.entries()) {
    it(`refuses ${name}`, () => {
      const planted = numbered(path, index)
      const specifier = /'([^']+)'/.exec(code)?.[1] ?? ''
      assert.deepEqual(about(planted, problems), [`${planted}:1 imports "${specifier}": ${fault}`])
    })
  }

  it('refuses a subpath that is not public', async () => {
    using copy = plant({ 'examples/hello/planted.ts': "import 'portico/internal'\n" })
    const [problem] = about('planted', (await checkLayers(copy.root)).problems)
    assert.match(problem ?? '', /imports "portico\/internal": the public ones are \., \.\/db, /)
  })

  it('refuses a folder that has no row', async () => {
    using copy = plant({ 'src/extras/planted.ts': "import '../internal/index.ts'\n" })
    const [problem] = about('planted', (await checkLayers(copy.root)).problems)
    assert.match(
      problem ?? '',
      /src\/extras has no row yet; give it one in scripts\/gates\/layers\.ts/,
    )
  })

  it('lets tests use any folder by its index, and packages for development', async () => {
    using copy = plant({ 'src/http/planted.test.ts': "import 'zod'\nimport '../db/index.ts'\n" })
    assert.deepEqual(about('planted', (await checkLayers(copy.root)).problems), [])
  })

  it('fails when it sees next to nothing', async () => {
    using copy = plant({ src: null, examples: null })
    const { problems } = await checkLayers(copy.root)
    assert.match(
      about('Only', problems)[0] ?? '',
      /^Only 0 modules and \d+ imports were seen; at least 60 and 150/,
    )
  })
})

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { checkFiles } from '../../scripts/gates/files.ts'
import { about, plant } from './planted-copy.ts'

describe('checkFiles', () => {
  const lines = (count: number): string => '// a line\n'.repeat(count)
  const violations: [name: string, path: string, text: string, problem: string][] = [
    [
      'a file of more than 400 lines',
      'src/http/planted-long.ts',
      lines(401),
      '401 has 401 lines, 400 at most: give one of its nouns a file of its own.',
    ],
    [
      'a test of more than 600 lines',
      'src/http/planted-long.test.ts',
      lines(601),
      '601 has 601 lines, 600 at most: give one of its nouns a file of its own.',
    ],
    [
      'a name that says nothing',
      'src/planted/helpers.ts',
      '',
      '1 "helpers" does not say what is in it: name it after its main export.',
    ],
    ['a name in camel case', 'src/http/plantedFile.ts', '', '1 is not named in kebab-case.'],
    [
      'an index that sweeps names in',
      'src/planted/index.ts',
      "export * from './file.ts'\n",
      `1 is not of the form "export { name } from './file.ts'".`,
    ],
    [
      'an index with logic',
      'src/planted-too/index.ts',
      "export { a } from './a.ts'\nexport const b = 1\n",
      `2 is not of the form "export { name } from './file.ts'".`,
    ],
    [
      'a decorator',
      'src/http/planted-decorator.ts',
      'export class Planted {\n  @logged run(): void {}\n}\n',
      '2 has a decorator, which Node cannot run from TypeScript.',
    ],
    [
      'an accessor property',
      'src/http/planted-accessor.ts',
      'export class Planted {\n  accessor size = 1\n}\n',
      '2 has an accessor property, which Node cannot run from TypeScript.',
    ],
  ]
  let problems: readonly string[] = []
  before(async () => {
    using copy = plant(Object.fromEntries(violations.map(([, path, text]) => [path, text])))
    problems = (await checkFiles(copy.root)).problems
  })
  for (const [name, path, , problem] of violations) {
    it(`refuses ${name}`, () => {
      assert.deepEqual(about(`${path}:`, problems), [`${path}:${problem}`])
    })
  }

  it('takes a file of exactly 400 lines, with a warning', async () => {
    using copy = plant({ 'src/http/planted.ts': lines(400) })
    const { problems, warnings = [] } = await checkFiles(copy.root)
    assert.deepEqual(about('planted', problems), [])
    assert.deepEqual(about('planted', warnings), [
      'src/http/planted.ts has 400 lines; at 400 it has to be split.',
    ])
  })
})

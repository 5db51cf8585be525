/** The gates that run a tool: each must fail for what the tool is there to find. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFormat } from '../../scripts/gates/format.ts'
import { checkLint } from '../../scripts/gates/lint.ts'
import { checkTests } from '../../scripts/gates/tests.ts'
import { checkTypes } from '../../scripts/gates/type-check.ts'
import { checkUnused } from '../../scripts/gates/unused.ts'
import { about, plant } from './planted-copy.ts'

describe('checkFormat', () => {
  it('names a file that is not formatted', async () => {
    using copy = plant({ 'src/http/planted.ts': 'export const a:number=1;\n' })
    const { problems } = await checkFormat(copy.root)
    assert.deepEqual(about('planted', problems), ['src/http/planted.ts:1 is not formatted.'])
  })
})

describe('checkLint', () => {
  const violations: [rule: string, code: string][] = [
    ['typescript(no-floating-promises)', 'Promise.resolve(1)\n'],
    ['typescript(no-explicit-any)', 'export const a: any = 1\n'],
    ['typescript(no-non-null-assertion)', 'export const a = (b: string | null): string => b!\n'],
    ['import(no-default-export)', 'const a = 1\nexport default a\n'],
    ['eslint(no-console)', 'console.log(1)\n'],
    ['node(no-process-env)', 'export const a = process.env.HOME\n'],
    [
      'eslint(max-lines-per-function)',
      `export function a(): void {\n${'  void 0\n'.repeat(41)}}\n`,
    ],
  ]
  it('finds a violation of each rule of the house', async () => {
    const files = violations.map(
      ([, code], index) => [`src/http/planted-${index}.ts`, code] as const,
    )
    using copy = plant(Object.fromEntries(files))
    const found = about('planted', (await checkLint(copy.root)).problems)
    for (const [index, [rule]] of violations.entries()) {
      const lines = found.filter((line) => line.startsWith(`src/http/planted-${index}.ts:`))
      assert.ok(
        lines.some((line) => line.endsWith(`[${rule}]`)),
        `${rule} was not found in: ${lines.join('\n')}`,
      )
    }
  })
})

describe('checkTypes', () => {
  it('finds a type error, and an export of src without a written type', async () => {
    using copy = plant({
      'src/http/planted.ts': 'export const later = setTimeout(() => {}, 1)\n',
      'tests/planted.ts': "export const one: number = 'one'\n",
    })
    assert.deepEqual(about('planted', (await checkTypes(copy.root)).problems), [
      "tests/planted.ts:1 error TS2322: Type 'string' is not assignable to type 'number'.",
      'src/http/planted.ts:1 error TS9010: Variable must have an explicit type annotation with --isolatedDeclarations.',
    ])
  })
})

describe('checkUnused', () => {
  it('finds files, exports and dependencies that nothing uses', async () => {
    using copy = plant({
      'src/http/planted.ts': 'export const planted = 1\n',
      'src/http/planted-too.ts': 'export const used = 1\nexport const plantedName = 2\n',
      'src/http/planted.test.ts': "import { used } from './planted-too.ts'\nconsole.log(used)\n",
    })
    const found = about('lanted', (await checkUnused(copy.root)).problems)
    assert.deepEqual(found.toSorted(), [
      'src/http/planted-too.ts:2 plantedName is an export that no other file uses.',
      'src/http/planted.ts:1 is an unused file.',
    ])
  })
})

describe('checkTests', () => {
  it('fails with what the tests print, and counts those that pass', async (context) => {
    // Otherwise the inner run takes itself for a child of this one.
    const variable = process.env['NODE_TEST_CONTEXT']
    delete process.env['NODE_TEST_CONTEXT']
    context.after(() => (process.env['NODE_TEST_CONTEXT'] = variable))

    const only = { src: null, examples: null, tests: null }
    const passing = "import { it } from 'node:test'\nit('passes', () => {})\n"
    using good = plant({ ...only, 'src/a/planted.test.ts': passing })
    assert.deepEqual(await checkTests(good.root), { checked: '2 tests', problems: [] })

    using bad = plant({ ...only, 'src/a/planted.test.ts': passing.replace('{}', '{ throw 1 }') })
    const { problems } = await checkTests(bad.root, { fast: true })
    assert.ok(
      problems.some((line) => line.startsWith('✖ src/a/planted.test.ts')),
      problems.join('\n'),
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkErrors } from '../../scripts/gates/errors.ts'
import { about, plant } from './planted-copy.ts'

const PAGE = 'docs/reference/errors.md'

/** What the gate says about codes that begin with `planted`, with `code` in src and `rows` on the page. */
async function judge(code: string, rows: readonly string[] = []): Promise<string[]> {
  const head = '| code | status | when | what to do |\n| --- | --- | --- | --- |\n'
  const page = `${head}${rows.map((row) => `| ${row} |\n`).join('')}`
  using copy = plant({ 'src/http/zz-planted.ts': code, [PAGE]: page }, 'src')
  const { problems } = await checkErrors(copy.root)
  return about('planted', problems)
}

describe('checkErrors', () => {
  it('finds a code that the page lacks', async () => {
    assert.deepEqual(await judge("throw new HttpError(409, 'planted-code', 'Taken.')"), [
      `src/http/zz-planted.ts:1 has the code "planted-code", which ${PAGE} does not list.`,
    ])
  })

  it('finds a row that nothing throws', async () => {
    assert.deepEqual(await judge('', ['`planted-code` | 409 | always | nothing']), [
      `${PAGE}:3 lists "planted-code", which nothing in src throws.`,
    ])
  })

  const handedOn: [name: string, code: string][] = [
    [
      'through a subclass',
      "class A extends PorticoError { constructor(code: string) { super(code, '') } }\nclass B extends A {}\nnew B('planted-code')",
    ],
    [
      'through a function',
      "const fail = (code: string) => new PorticoError(code, '')\nfail('planted-code')",
    ],
    [
      'through a private method',
      "class A { #fail(code: string) { throw new PorticoError(code, '') }\nrun() { this.#fail('planted-code') } }",
    ],
    ['from a condition', "new PorticoError(one ? 'planted-code' : 'planted-code', '')"],
    [
      'from a table',
      "const CODES = { a: 'planted-code' } as const\nnew PorticoError(CODES[kind], '')",
    ],
    ['in super', "class A extends PorticoError { constructor() { super('planted-code', '') } }"],
  ]
  for (const [name, code] of handedOn) {
    it(`reads a code that comes ${name}`, async () => {
      const problems = await judge(code)
      assert.match(problems[0] ?? '', /^src\/http\/zz-planted\.ts:\d has the code "planted-code"/)
      assert.deepEqual(await judge(code, ['`planted-code` | 500 | always | nothing']), [])
    })
  }

  it('asks for a code that it can read', async () => {
    assert.deepEqual(await judge('throw new PorticoError(codeOf(name), "")'), [
      'src/http/zz-planted.ts:1 makes an error whose code is not written out: write it as a string, or hand on a parameter.',
    ])
  })

  it('compares the status with the page', async () => {
    const code = "throw new HttpError(409, 'planted-code', 'Taken.')"
    assert.deepEqual(await judge(code, ['`planted-code` | 404 | always | nothing']), [
      `src/http/zz-planted.ts:1 answers "planted-code" with 409; ${PAGE}:3 says 404.`,
    ])
  })

  it('asks for rows that are complete, kebab-case and there once', async () => {
    const row = '`planted-code` | 500 | always | nothing'
    const code = "new PorticoError('planted-code', ''); new PorticoError('planted_code', '')"
    assert.deepEqual(await judge(code, ['`planted-code` | 500 | | nothing', row]), [
      'src/http/zz-planted.ts:1 has the code "planted_code", which is not kebab-case.',
      `${PAGE}:3 leaves a cell of "planted-code" empty.`,
      `${PAGE}:4 lists "planted-code" a second time.`,
    ])
  })
})

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { codeBlocks } from '../../scripts/gates/code-blocks.ts'
import { checkDocs } from '../../scripts/gates/docs.ts'
import { about, plant } from './planted-copy.ts'

const PAGE = `# Planted

\`\`\`ts
// rooms.ts
export const rooms: readonly string[] = ['blue']
\`\`\`

- in a list:

  \`\`\`ts
  import { rooms } from './rooms.ts'
  if (rooms.length !== 1) throw new Error('lost')
  \`\`\`

\`\`\`ts
const wrong: number = 'text'
\`\`\`

\`\`\`ts
import { portico } from 'portico'
const app = portico()
await app.serve()
throw new Error('after the start')
\`\`\`

\`\`\`ts no-run it needs a clock that goes backwards
throw new Error('would fail')
\`\`\`

\`\`\`ts no-run
throw new Error('no reason given')
\`\`\`

\`\`\`sh
exit 1
\`\`\`

[here](planted.md), [there](missing.md#part), [outside](https://example.org/missing)
`

describe('checkDocs', () => {
  let problems: readonly string[] = []
  before(async () => {
    using copy = plant({
      'docs/guides': null,
      'docs/guides/planted.md': PAGE,
      'docs/guides/planted-too.md': '# Lost',
    })
    problems = (await checkDocs(copy.root)).problems
  })

  it('names a link that leads nowhere, and a page that no link leads to', () => {
    assert.deepEqual(about('link', about('planted', problems)), [
      'docs/guides/planted.md:38 links to docs/guides/missing.md, which is not there.',
      'docs/guides/planted-too.md:1 is linked from no page; docs/README.md lists the guides.',
    ])
  })

  it('type-checks every block, and names the line on the page', () => {
    assert.deepEqual(about('planted.md:16', problems), [
      "docs/guides/planted.md:16 error TS2322: Type 'string' is not assignable to type 'number'.",
    ])
  })

  it('runs every block but those that say why not', () => {
    assert.deepEqual(about('does not run', about('planted.md', problems)), [
      'docs/guides/planted.md:23 does not run to its end (exit code 1):',
      'docs/guides/planted.md:31 does not run to its end (exit code 1):',
    ])
    assert.ok(problems.some((line) => line.trim() === 'Error: after the start'))
  })

  it('fails when there is nothing to run', async () => {
    using copy = plant({ docs: null, 'README.md': '# Portico\n', 'CONTRIBUTING.md': '' })
    assert.deepEqual((await checkDocs(copy.root)).problems, [
      'README.md:1 no block was found; the README shows at least the six-line app.',
    ])
  })
})

describe('codeBlocks', () => {
  it('finds the blocks of one language, without their indentation', () => {
    assert.deepEqual(
      codeBlocks('a\n```ts\nx\n\ny\n```\n  ```ts no-run z\n    x\n  ```\n```tsx\nx\n```\n'),
      [
        { code: 'x\n\ny\n', line: 2, note: '' },
        { code: '  x\n', line: 7, note: 'no-run z' },
      ],
    )
  })
})

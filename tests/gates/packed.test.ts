import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { checkPacked } from '../../scripts/gates/packed.ts'
import { plant } from './planted-copy.ts'

const TEMPLATES = readFileSync(join(import.meta.dirname, '../../src/templates/index.ts'), 'utf8')

/** The README's app, with another handler and something before the start. */
function readme(handler: string, first = ''): string {
  return `\`\`\`ts
import { portico } from 'portico'

${first}
const app = portico()
app.get('/hello/:name', ${handler})
await app.serve()
\`\`\`
`
}

describe('checkPacked', () => {
  it('finds a wrong answer, declarations that miss a package, and a tarball that is too large', async () => {
    using copy = plant({
      'README.md': readme('(ctx) => ({ goodbye: ctx.params.name })'),
      'src/templates/planted.ts':
        "import type { ZodType } from 'zod'\nexport type Planted = ZodType\n",
      'src/templates/index.ts': `${TEMPLATES}export type { Planted } from './planted.ts'\n`,
      'src/templates/planted.txt': randomBytes(400_000).toString('hex'),
    })
    const problems = (await checkPacked(copy.root)).problems.join('\n')
    assert.match(problems, /^The tarball has \d+ bytes, \d+ at most/m)
    assert.match(problems, /^The packed app did not answer as it should:$/m)
    assert.match(problems, /goodbye/)
    assert.match(problems, /^The declarations do not pass a strict consumer:$/m)
    assert.match(problems, /planted\.d\.ts.*Cannot find module 'zod'/)
  })

  it('finds a start that takes too long', async () => {
    const slow = 'await new Promise((resolve) => setTimeout(resolve, 500))'
    using copy = plant({ 'README.md': readme('(ctx) => ({ hello: ctx.params.name })', slow) })
    const { problems } = await checkPacked(copy.root)
    assert.equal(problems.length, 1, problems.join('\n'))
    assert.match(
      problems[0] ?? '',
      /^The first response came after \d+ ms, 150 at most: load later/,
    )
  })
})

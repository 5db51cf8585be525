import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { describe, it } from 'node:test'
import { ATTRIBUTIONS } from './attributions.ts'

const page = readFileSync(new URL('ATTRIBUTION.md', import.meta.url), 'utf8')

describe('ATTRIBUTIONS', () => {
  for (const attribution of ATTRIBUTIONS) {
    const { title, author, source, licence, licenceUrl, files, changes } = attribution
    it(`is told by ATTRIBUTION.md, too: ${title}`, () => {
      const used = files.map((file) => `\`${file}\``).join(', ')
      const row = `| ${title} | ${author}, <${source}> | [${licence}](${licenceUrl}) | ${used} | ${changes} |`
      assert.ok(page.includes(row), `ATTRIBUTION.md lacks this row:\n${row}`)
    })

    it(`names files that exist: ${title}`, () => {
      for (const file of files) assert.ok(existsSync(new URL(`../${file}`, import.meta.url)), file)
    })
  }

  it('has as many entries as the page has rows', () => {
    assert.equal(page.match(/^\| .*\(https:.*\|$/gm)?.length, ATTRIBUTIONS.length)
  })

  it('stands beside the sizes of the files', () => {
    for (const file of ['places.tsv.br', 'hotels-of-france.tsv.br', 'bookings.tsv.br']) {
      const bytes = statSync(new URL(file, import.meta.url)).size.toLocaleString('en')
      assert.match(page, new RegExp(`\\| \`${file}\` \\| [\\d,]+ \\| ${bytes} \\|`))
    }
  })
})

/** Here and not in src/http, because a frame of Portico's own source is never the line that is shown. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { describeBothWays } from './both-ways.ts'

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describeBothWays('an error that is no HttpError', (open) => {
  it('shows in development the line that threw, and its neighbours', async () => {
    const send = await open((app) => {
      app.get('/', () => {
        throw new Error(['the', 'failing', 'line'].join(' '))
      })
    })
    const { failure } = JSON.parse((await send('GET', '/')).text)
    assert.equal(failure.message, 'the failing line')
    assert.equal(failure.file, import.meta.filename)
    const line = failure.excerpt.find((each: { number: number }) => each.number === failure.line)
    assert.equal(line.text.trim(), "throw new Error(['the', 'failing', 'line'].join(' '))")
    const page = (await send('GET', '/', { headers: HTML })).text
    assert.match(page, /<h2>Error: the failing line<\/h2>/)
    assert.match(page, /<mark> *\d+ {2,}throw new Error\(/)
  })
})

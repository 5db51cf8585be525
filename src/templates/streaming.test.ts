/** Promises and async iterables in holes. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributes, html, type HtmlValue, type Html } from './index.ts'

async function chunksOf(page: Html): Promise<string[]> {
  return Array.fromAsync(page.chunks())
}

async function* each(...values: HtmlValue[]): AsyncGenerator<HtmlValue> {
  for (const value of values) yield value
}

describe('html that waits', () => {
  it('has no text yet, and says so', () => {
    const page = html`<p>${Promise.resolve('x')}</p>`
    assert.equal(page.text(), null)
    assert.throws(() => String(page), {
      code: 'template-streams',
      message: /Array\.fromAsync\(page\.chunks\(\)\)/,
    })
  })

  it('sends what is known before it waits', async () => {
    const late = Promise.withResolvers<string>()
    const chunks = html`<h1>${'now'}</h1>${late.promise}<p>end</p>`.chunks() // oxfmt-ignore
    assert.deepEqual(await chunks.next(), { value: '<h1>now</h1>', done: false })
    late.resolve('<')
    assert.deepEqual(await chunks.next(), { value: '&lt;', done: false })
    assert.deepEqual(await chunks.next(), { value: '<p>end</p>', done: false })
    assert.deepEqual(await chunks.next(), { value: undefined, done: true })
  })

  it('keeps the order of the template, whichever is ready first', async () => {
    const slow = new Promise<string>((resolve) => setTimeout(resolve, 5, 'slow'))
    const chunks = await chunksOf(html`${slow},${Promise.resolve('fast')}`)
    assert.equal(chunks.join(''), 'slow,fast')
  })

  it('streams async iterables item by item, each escaped', async () => {
    const page = html`<ul>${each('<', html`<li>`, [1, 2], null)}</ul>` // oxfmt-ignore
    assert.deepEqual(await chunksOf(page), ['<ul>', '&lt;', '<li>', '12', '</ul>'])
  })

  it('waits in attributes, JSON and lists, and inside templates that wait', async () => {
    const later = Promise.resolve('"')
    const inside = [later, html`<b>${later}</b>`, each(html`<i>${each('x')}</i>`)]
    const spread = Promise.resolve(attributes({ id: 'a' }))
    const page = html`<p title="${later}" ${spread}>${inside}</p>
      <script type="application/json">${later}</script>` // oxfmt-ignore
    assert.equal(
      (await chunksOf(page)).join(''),
      '<p title="&quot;" id="a">&quot;<b>&quot;</b><i>x</i></p>\n      <script type="application/json">"\\""</script>',
    )
  })

  it('takes the markup of another copy of Portico', async () => {
    const foreign = {
      [Symbol.for('portico.markup')]: true as const,
      text: () => null,
      async *chunks() {
        yield '<hr>'
      },
    }
    // The symbol of the global registry is the one of the interface, which types cannot know.
    const page = html`<p>${foreign as unknown as Html}</p>`
    assert.deepEqual(await chunksOf(page), ['<p>', '<hr>', '</p>'])
    const ready = { ...foreign, text: () => '<br>' }
    assert.equal(html`<p>${ready as unknown as Html}</p>`.text(), '<p><br></p>')
  })

  it('ends with the error of a promise, after what came before', async () => {
    const seen: string[] = []
    const page = html`<p>${Promise.reject(new RangeError('no rooms'))}</p>`
    await assert.rejects(async () => {
      for await (const chunk of page.chunks()) seen.push(chunk)
    }, new RangeError('no rooms'))
    assert.deepEqual(seen, ['<p>'])
  })

  it('ends with the error of an iterable, and closes it', async () => {
    let closed = false
    async function* broken() {
      try {
        yield 'a'
        throw new RangeError('lost')
      } finally {
        closed = true
      }
    }
    await assert.rejects(chunksOf(html`<p>${broken()}</p>`), new RangeError('lost'))
    assert.equal(closed, true)
  })

  it('reports a value that cannot be shown, with its place', async () => {
    const page = html`<p>${Promise.resolve(true)}</p>`
    await assert.rejects(chunksOf(page), {
      code: 'template-value',
      message: /^src\/templates\/streaming\.test\.ts:\d+: a hole in text cannot show true/,
    })
  })

  it('leaves no unhandled rejection when a page fails before a later promise', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', note)
    try {
      const page = html`${Promise.reject(new Error('first'))}${Promise.reject(new Error('second'))}`
      await assert.rejects(chunksOf(page), new Error('first'))
      await new Promise((resolve) => setImmediate(resolve))
      assert.deepEqual(unhandled, [])
    } finally {
      process.off('unhandledRejection', note)
    }
  })

  it('closes the iterable when the reader goes away', async () => {
    let closed = false
    async function* endless() {
      try {
        for (;;) yield 'x'
      } finally {
        closed = true
      }
    }
    for await (const chunk of html`<p>${endless()}</p>`.chunks()) if (chunk === 'x') break
    assert.equal(closed, true)
  })
})

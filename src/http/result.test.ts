import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { it } from 'node:test'
import { created, html, redirect, reply } from 'portico'
import { describeBothWays, pick } from '../../tests/http/both-ways.ts'

class Point {
  toJSON(): unknown {
    return { x: 1 }
  }
}

async function* letters(): AsyncGenerator<string> {
  yield 'a'
  yield 'ß'
}

const values: [
  name: string,
  value: () => unknown,
  status: number,
  type: string | null,
  text: string,
][] = [
  ['an object', () => ({ a: 1 }), 200, 'application/json', '{"a":1}'],
  ['an array', () => [1, null], 200, 'application/json', '[1,null]'],
  ['an object without prototype', () => Object.create(null), 200, 'application/json', '{}'],
  ['an instance', () => new Point(), 200, 'application/json', '{"x":1}'],
  ['a promise', () => Promise.resolve({ a: 1 }), 200, 'application/json', '{"a":1}'],
  ['null', () => null, 200, 'application/json', 'null'],
  ['a number', () => 0, 200, 'application/json', '0'],
  ['a boolean', () => false, 200, 'application/json', 'false'],
  ['a date', () => new Date(0), 200, 'application/json', '"1970-01-01T00:00:00.000Z"'],
  ['text that looks like markup', () => '<b>&', 200, 'text/plain; charset=utf-8', '<b>&'],
  ['an empty text', () => '', 200, 'text/plain; charset=utf-8', ''],
  ['html', () => html`<p>${'<'}</p>`, 200, 'text/html; charset=utf-8', '<p>&lt;</p>'],
  [
    'html that waits',
    () => html`<p>${Promise.resolve('x')}</p>`,
    200,
    'text/html; charset=utf-8',
    '<p>x</p>',
  ],
  ['bytes', () => Uint8Array.of(104, 105), 200, 'application/octet-stream', 'hi'],
  ['nothing', () => undefined, 204, null, ''],
  ['an async iterable', () => letters(), 200, 'application/octet-stream', 'aß'],
  ['a Readable', () => Readable.from(['a', 'b']), 200, 'application/octet-stream', 'ab'],
  ['a web stream', () => ReadableStream.from(letters()), 200, 'application/octet-stream', 'aß'],
  ['a reply', () => reply({ a: 1 }, { status: 202 }), 202, 'application/json', '{"a":1}'],
  ['a reply without a body', () => reply(undefined), 204, null, ''],
  [
    'a reply with a type of its own',
    () => reply('a,b', { headers: { 'content-type': 'text/csv' } }),
    200,
    'text/csv',
    'a,b',
  ],
  [
    'a web Response',
    () => Response.json({ a: 1 }, { status: 418 }),
    418,
    'application/json',
    '{"a":1}',
  ],
  ['a created', () => created('/rooms/7', { id: 7 }), 201, 'application/json', '{"id":7}'],
  ['a redirect', () => redirect('/rooms'), 303, null, ''],
]

describeBothWays('what a handler returns', (open) => {
  for (const [name, value, status, type, text] of values) {
    it(`is sent as it is meant: ${name}`, async () => {
      const send = await open((app) => app.get('/', value))
      const answer = await send('GET', '/')
      assert.deepEqual(
        [answer.status, answer.headers.get('content-type'), answer.text],
        [status, type, text],
      )
    })
  }

  it('may say its status and headers through the context', async () => {
    const send = await open((app) => {
      app.get('/', (ctx) => {
        ctx.status(202)
        ctx.setHeader('Content-Type', 'text/csv')
        ctx.setHeader('x-twice', 'a')
        ctx.setHeader('x-twice', 'b')
        ctx.appendHeader('x-twice', 'c')
        return 'a,b'
      })
    })
    const answer = await send('GET', '/')
    assert.deepEqual(
      [answer.status, ...pick(answer, 'content-type', 'x-twice')],
      [202, 'text/csv', 'b, c'],
    )
  })

  it('wins with a reply over what hooks have set before', async () => {
    const send = await open((app) => {
      app.before((ctx) => {
        ctx.setHeader('cache-control', 'no-store')
        ctx.setHeader('x-hook', 'yes')
      })
      app.get('/', () => reply('x', { headers: { 'cache-control': 'max-age=60' } }))
    })
    assert.deepEqual(pick(await send('GET', '/'), 'cache-control', 'x-hook'), ['max-age=60', 'yes'])
  })

  it('is refused when it has no form on the wire', async () => {
    for (const value of [new Map(), new Set([1]), 1n, Symbol('x'), () => 1, new Float64Array(1)]) {
      const send = await open((app) => app.get('/', () => value))
      const answer = await send('GET', '/')
      assert.equal(answer.status, 500)
      assert.match(JSON.parse(answer.text).failure.message, /^A handler returned an? /)
    }
  })

  it('ends the connection early when a stream fails, so that a part is not taken for the whole', async () => {
    const send = await open((app) => {
      app.get('/', async function* () {
        yield 'a'
        throw new Error('source')
      })
    })
    await assert.rejects(send('GET', '/'))
  })

  it('cannot smuggle a header through a location', async () => {
    const send = await open((app) => app.get('/', () => redirect('/ö\r\nset-cookie: a=b')))
    const answer = await send('GET', '/')
    assert.deepEqual(pick(answer, 'location', 'set-cookie'), [
      '/%C3%B6%0D%0Aset-cookie:%20a=b',
      null,
    ])
  })
})

describeBothWays('headers that HTTP cannot carry', (open) => {
  const bad: [name: string, header: string, value: string][] = [
    ['a line break in the value', 'x-a', 'a\r\nset-cookie: b=c'],
    ['a character beyond Latin-1', 'x-a', 'Ω'],
    ['a space in the name', 'x a', 'a'],
    ['no name', '', 'a'],
  ]
  for (const [name, header, value] of bad) {
    it(`are the error of the handler: ${name}`, async () => {
      const send = await open((app) => {
        app.get('/context', (ctx) => ctx.setHeader(header, value))
        app.get('/reply', () => reply('x', { headers: { [header]: value } }))
      })
      for (const path of ['/context', '/reply']) {
        const answer = await send('GET', path)
        assert.equal(answer.status, 500)
        assert.match(JSON.parse(answer.text).failure.message, /^Header ".*" cannot carry /)
      }
    })
  }
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { reply } from 'portico'
import { describeBothWays, pick } from '../../tests/http/both-ways.ts'

const LONG = 'portico '.repeat(1000)
const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync, zstd: zstdDecompressSync }

describeBothWays('an entity tag', (open) => {
  it('comes with a whole answer to GET, and answers 304 with what caches need and no body', async () => {
    const send = await open((app) => {
      app.get('/', () =>
        reply({ a: 1 }, { headers: { 'cache-control': 'max-age=9', vary: 'cookie' } }),
      )
    })
    const etag = (await send('GET', '/')).headers.get('etag') ?? ''
    assert.match(etag, /^"[\w-]{22}"$/)
    const headers = { 'if-none-match': `"other", W/${etag}` }
    for (const method of ['GET', 'HEAD']) {
      const answer = await send(method, '/', { headers })
      assert.deepEqual([answer.status, answer.text], [304, ''])
      const kept = ['etag', 'cache-control', 'vary', 'content-type', 'content-length']
      assert.deepEqual(pick(answer, ...kept), [etag, 'max-age=9', 'cookie', null, null])
    }
    assert.equal((await send('GET', '/', { headers: { 'if-none-match': '"other"' } })).status, 200)
  })

  it('is not made for errors, other methods, streams, or when it is switched off', async () => {
    const define = (app: Parameters<Parameters<typeof open>[0]>[0]): void => {
      app.get('/', () => 'x')
      app.post('/', () => 'x')
      app.get('/created', () => reply('x', { status: 201 }))
      app.get('/stream', async function* () {
        yield 'x'
      })
    }
    const send = await open(define)
    for (const [method, path] of [
      ['POST', '/'],
      ['GET', '/none'],
      ['GET', '/created'],
      ['GET', '/stream'],
    ] as const) {
      assert.equal((await send(method, path)).headers.get('etag'), null, path)
    }
    const plain = await open(define, { etag: false })
    assert.equal((await plain('GET', '/')).headers.get('etag'), null)
  })

  it('of the handler stands, and so does Last-Modified', async () => {
    const send = await open((app) => {
      app.get('/', (ctx) => {
        ctx.setHeader('etag', '"v7"')
        return 'x'
      })
      app.get('/date', () =>
        reply('x', { headers: { etag: '', 'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT' } }),
      )
    })
    assert.equal((await send('GET', '/', { headers: { 'if-none-match': '"v7"' } })).status, 304)
    const since = (date: string) => send('GET', '/date', { headers: { 'if-modified-since': date } })
    assert.equal((await since('Sun, 06 Nov 1994 08:49:37 GMT')).status, 304)
    assert.equal((await since('Sun, 06 Nov 1994 08:49:36 GMT')).status, 200)
  })
})

describeBothWays('compression', (open) => {
  for (const coding of ['br', 'gzip', 'zstd'] as const) {
    it(`sends ${coding} to a client that asks for it, with a tag of its own`, async () => {
      const send = await open((app) => app.get('/', () => LONG))
      const plain = await send('GET', '/')
      const answer = await send('GET', '/', { headers: { 'accept-encoding': coding } })
      assert.equal(DECODERS[coding](answer.bytes).toString(), LONG)
      const etag = plain.headers.get('etag') ?? ''
      assert.deepEqual(pick(answer, 'content-encoding', 'vary', 'etag', 'content-length'), [
        coding,
        'accept-encoding',
        etag.replace(/"$/, `+${coding}"`),
        String(answer.bytes.length),
      ])
      assert.deepEqual(pick(plain, 'content-encoding', 'vary'), [null, 'accept-encoding'])
      const again = { 'accept-encoding': coding, 'if-none-match': answer.headers.get('etag') ?? '' }
      assert.equal((await send('GET', '/', { headers: again })).status, 304)
    })
  }

  it('compresses streams and what is larger than a thread should do at once', async () => {
    const send = await open((app) => {
      app.get('/large', () => LONG.repeat(20))
      app.get('/stream', () =>
        reply(ReadableStream.from([LONG, LONG]), { headers: { 'content-type': 'text/csv' } }),
      )
    })
    const headers = { 'accept-encoding': 'br' }
    const large = await send('GET', '/large', { headers })
    assert.equal(brotliDecompressSync(large.bytes).toString(), LONG.repeat(20))
    const stream = await send('GET', '/stream', { headers })
    assert.deepEqual(pick(stream, 'content-encoding', 'content-length'), ['br', null])
    assert.equal(brotliDecompressSync(stream.bytes).toString(), LONG + LONG)
  })

  it('answers HEAD with the length that GET would have', async () => {
    const send = await open((app) => app.get('/', () => LONG))
    const headers = { 'accept-encoding': 'gzip' }
    const names = ['content-length', 'content-encoding', 'etag', 'vary']
    assert.deepEqual(
      pick(await send('HEAD', '/', { headers }), ...names),
      pick(await send('GET', '/', { headers }), ...names),
    )
  })

  const untouched: [name: string, type: string, body: string, headers?: Record<string, string>][] =
    [
      ['that is small', 'text/plain', 'x'.repeat(1023)],
      ['that is compressed already', 'image/png', LONG],
      ['that must not be transformed', 'text/plain', LONG, { 'cache-control': 'no-transform' }],
      ['with a coding of its own', 'text/plain', LONG, { 'content-encoding': 'gzip' }],
    ]
  for (const [name, type, body, more] of untouched) {
    it(`leaves alone a body ${name}`, async () => {
      const send = await open((app) => {
        app.get('/', () => reply(body, { headers: { 'content-type': type, ...more } }))
      })
      const answer = await send('GET', '/', { headers: { 'accept-encoding': 'br' } })
      assert.equal(answer.text, body)
      assert.equal(answer.headers.get('vary'), null)
    })
  }

  it('adds to a Vary that is there, and can be switched off', async () => {
    const define = (app: Parameters<Parameters<typeof open>[0]>[0]): void => {
      app.get('/', () => reply(LONG, { headers: { vary: 'Cookie' } }))
    }
    const headers = { 'accept-encoding': 'br' }
    const send = await open(define)
    assert.equal(
      (await send('GET', '/', { headers })).headers.get('vary'),
      'Cookie, accept-encoding',
    )
    const plain = await open(define, { compression: false })
    assert.deepEqual(pick(await plain('GET', '/', { headers }), 'vary', 'content-encoding'), [
      'Cookie',
      null,
    ])
  })
})

describeBothWays('the request id', (open) => {
  it('is new for each request, sent with it and never the client’s', async () => {
    const send = await open((app) => app.get('/', (ctx) => ctx.id))
    const headers = { 'x-request-id': 'mine' }
    const first = await send('GET', '/', { headers })
    const second = await send('GET', '/', { headers })
    assert.match(first.text, /^[\w-]{11}$/)
    assert.equal(first.headers.get('x-request-id'), first.text)
    assert.notEqual(first.text, second.text)
  })

  it('is not sent when no header is named', async () => {
    const send = await open((app) => app.get('/', () => 'x'), { requestIdHeader: null })
    assert.equal((await send('GET', '/')).headers.get('x-request-id'), null)
  })
})

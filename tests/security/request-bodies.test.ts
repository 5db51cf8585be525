/**
 * No body makes the server fail, hang, or hand over an object that changes others: JSON bombs, pollution,
 * forms without end, multipart abuse, sizes that lie, clients that leave. Always a 4xx, and the next
 * request is answered.
 */
import assert from 'node:assert/strict'
import net from 'node:net'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { collectForm, portico } from 'portico'
import { sendRaw, statusOf } from './raw-client.ts'

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
const MULTIPART_TYPE = 'multipart/form-data; boundary=B'

const app = portico({ log: false })
app.post('/json', async (ctx) => ({ received: await ctx.json() }))
app.post('/form', async (ctx) => ({ received: await ctx.form() }))
app.post('/text', async (ctx) => ({ received: await ctx.text() }))
app.post('/multipart', async (ctx) => {
  const form = await collectForm(ctx.multipart({ limitBytes: 100_000 }))
  return { fields: form.fields, files: Object.keys(form.files) }
})

let server: Awaited<ReturnType<typeof app.serve>>
before(async () => {
  server = await app.serve({ port: 0 })
})
after(() => server.close())

function post(
  path: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  return app.fetch(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    }),
  )
}

async function codeOf(response: Response): Promise<string> {
  return `${response.status} ${Object(await response.json()).type}`
}

describe('JSON bodies', () => {
  const refused: [name: string, body: string | Uint8Array<ArrayBuffer>][] = [
    ['a million arrays', '['.repeat(1_000_000)],
    ['500,000 arrays that end', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['a hundred thousand objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
    ['__proto__', '{"__proto__":{"polluted":true}}'],
    ['__proto__ in hiding', '{"\\u005f_proto__":{"polluted":true}}'],
    ['__proto__ deep inside', '[{"a":[{"__proto__":null}]}]'],
    ['nothing', ''],
    ['NUL', '\0'],
    ['a number without end', '1e'],
    ['comments', '{/**/}'],
    ['a second document', '{}{}'],
    ['NaN', '[NaN]'],
    ['single quotes', "{'a':1}"],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
    ['overlong UTF-8', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['half a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ]
  for (const [name, body] of refused) {
    it(`refuses ${name} in under a second`, async () => {
      const started = performance.now()
      assert.equal((await post('/json', JSON_TYPE, body)).status, 400)
      assert.ok(performance.now() - started < 1000)
    })
  }

  it('keeps constructor and prototype as the plain names they are', async () => {
    const response = await post(
      '/json',
      JSON_TYPE,
      '{"constructor":{"prototype":{"polluted":true}}}',
    )
    assert.equal(response.status, 200)
    assert.equal(Object({}).polluted, undefined)
  })

  const types = [
    'text/plain',
    'text/json',
    FORM_TYPE,
    MULTIPART_TYPE,
    'application/json;charset=utf-7',
    'application/json, text/plain',
    '*/*',
    'json',
  ]
  for (const type of types) {
    it(`is not read from ${type}, which other sites may send`, async () => {
      assert.equal((await post('/json', type, '{}')).status, 415)
    })
  }
})

describe('form bodies', () => {
  it('refuses 100,000 fields', async () => {
    assert.equal(
      await codeOf(await post('/form', FORM_TYPE, 'a=1&'.repeat(100_000))),
      '413 /problems/too-many-fields',
    )
  })

  it('builds neither objects nor prototypes out of names', async () => {
    const body = 'a[__proto__][polluted]=1&a[]=1&a.b=2&constructor[prototype][polluted]=1'
    const { received } = Object(await (await post('/form', FORM_TYPE, body)).json())
    assert.deepEqual(received, {
      'a[__proto__][polluted]': '1',
      'a[]': '1',
      'a.b': '2',
      'constructor[prototype][polluted]': '1',
    })
    assert.equal(Object({}).polluted, undefined)
    assert.equal((await post('/form', FORM_TYPE, '__proto__=1')).status, 400)
    assert.equal((await post('/form', FORM_TYPE, '%5f_proto__=1')).status, 400)
  })

  it('reads a megabyte of hostile text in under a second', async () => {
    for (const unit of ['%', '+', '=', '&', '%2', 'a', '%41']) {
      const started = performance.now()
      const { status } = await post(
        '/form',
        FORM_TYPE,
        unit.repeat(Math.floor(1_000_000 / unit.length)),
      )
      assert.ok(status < 500)
      assert.ok(performance.now() - started < 1000, unit)
    }
  })
})

describe('multipart bodies', () => {
  const part = (head: string, body = 'x'): string => `--B\r\n${head}\r\n\r\n${body}\r\n`
  const named = (name: string): string => part(`Content-Disposition: form-data; name="${name}"`)
  const refused: [name: string, body: string, status: number][] = [
    ['10,000 parts', named('a').repeat(10_000), 413],
    ['no parts', '', 400],
    ['an end alone', '--', 400],
    ['no end', named('a').slice(0, -2), 400],
    ['a part without a name', `${part('Content-Disposition: form-data')}--B--`, 400],
    ['__proto__', `${named('__proto__')}--B--`, 400],
    [
      'a header without end',
      `--B\r\nContent-Disposition: form-data; name="${'a'.repeat(90_000)}`,
      400,
    ],
    ['ten thousand headers', `--B\r\n${'X: y\r\n'.repeat(10_000)}\r\nx\r\n`, 400],
    [
      'more than its limit',
      `${part('Content-Disposition: form-data; name="f"; filename="f"', 'x'.repeat(200_000))}--B--`,
      413,
    ],
    ['boundaries that almost match', '\r\n--A'.repeat(15_000), 400],
  ]
  for (const [name, body, status] of refused) {
    it(`refuses ${name} in under a second`, async () => {
      const started = performance.now()
      assert.equal((await post('/multipart', MULTIPART_TYPE, body)).status, status)
      assert.ok(performance.now() - started < 1000)
    })
  }
})

describe('bodies on the wire', () => {
  const head = (headers: string): string =>
    `POST /text HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nConnection: close\r\n${headers}\r\n`

  it('refuses a gigabyte by its declared length, before a byte of it', async () => {
    assert.equal(statusOf(await sendRaw(server.url, head('Content-Length: 1073741824\r\n'))), 413)
  })

  it('refuses a body without a length once it passes the limit', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const answer = await sendRaw(
      server.url,
      head('Transfer-Encoding: chunked\r\n') + chunk.repeat(20) + '0\r\n\r\n',
    )
    // The answer may be lost to the reset of a connection whose client is still sending.
    assert.ok([413, 0].includes(statusOf(answer)))
  })

  it('unpacks nothing', async () => {
    const answer = await sendRaw(
      server.url,
      `${head('Content-Encoding: gzip\r\nContent-Length: 2\r\n')}xx`,
    )
    assert.equal(statusOf(answer), 415)
  })

  it('survives a hundred clients that leave in the middle', async () => {
    const { hostname, port } = new URL(server.url)
    for (let i = 0; i < 100; i++) {
      const type = i % 2 === 0 ? MULTIPART_TYPE : 'text/plain'
      const socket = net.connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.write(
        `POST /${i % 2 === 0 ? 'multipart' : 'text'} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\n`,
      )
      socket.write(
        'Content-Length: 500\r\n\r\n--B\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nx',
      )
      setTimeout(() => socket.resetAndDestroy(), i % 10)
    }
    await sleep(50)
    const answer = await sendRaw(server.url, `${head('Content-Length: 2\r\n')}ok`)
    assert.match(answer, /^HTTP\/1\.1 200 /)
  })
})

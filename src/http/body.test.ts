import assert from 'node:assert/strict'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import net from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { readBody, type BodyLimits, type BodySource } from './body.ts'
import { HttpError } from './http-error.ts'

function head(headers: Record<string, string> = {}): { header(name: string): string | null } {
  return { header: (name) => headers[name] ?? null }
}

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

/** The same bytes as a Node stream and as a web stream: both must behave alike. */
const faces: [name: string, make: (...texts: string[]) => BodySource][] = [
  [
    'a Node stream',
    (...texts) =>
      Readable.from(
        texts.map((text) => Buffer.from(text)),
        { objectMode: false },
      ),
  ],
  ['a web stream', (...texts) => ReadableStream.from(chunks(...texts))],
  ['an async iterable', chunks],
]

describe('readBody', () => {
  for (const [name, make] of faces) {
    it(`joins the chunks of ${name}`, async () => {
      assert.equal((await readBody(make('ab', 'c', 'dé'), head())).toString(), 'abcdé')
    })

    it(`gives an empty body for ${name} without chunks`, async () => {
      assert.equal((await readBody(make(), head())).length, 0)
    })

    it(`accepts exactly the limit from ${name} and refuses one byte more`, async () => {
      const limits: BodyLimits = { limitBytes: 4 }
      assert.equal((await readBody(make('ab', 'cd'), head(), limits)).length, 4)
      await assert.rejects(readBody(make('ab', 'cde'), head(), limits), {
        status: 413,
        code: 'body-too-large',
        message:
          'The body is larger than the 4 bytes that this resource accepts. Send less, or in several requests.',
        headers: { connection: 'close' },
      })
    })
  }

  it('returns a body of one chunk without a copy', async () => {
    const chunk = Buffer.from('alone')
    assert.equal(await readBody(Readable.from([chunk], { objectMode: false }), head()), chunk)
  })

  it('refuses by Content-Length before it reads anything', async () => {
    const source = new PassThrough()
    const request = head({ 'content-length': '1048577' })
    await assert.rejects(readBody(source, request), { status: 413, code: 'body-too-large' })
    assert.equal(source.listenerCount('data'), 0)
  })

  it('reads nothing when there is no body', async () => {
    assert.equal((await readBody(null, head())).length, 0)
  })

  it('refuses a compressed body and says which coding is read', async () => {
    await assert.rejects(readBody(chunks('x'), head({ 'content-encoding': 'gzip' })), {
      status: 415,
      code: 'content-encoding-unsupported',
      headers: { 'accept-encoding': 'identity' },
    })
    assert.equal((await readBody(chunks('x'), head({ 'content-encoding': 'Identity' }))).length, 1)
  })

  it('gives up on a Node stream that stays silent', async () => {
    const source = new PassThrough()
    source.write('a')
    await assert.rejects(readBody(source, head(), { timeoutMs: 20 }), {
      status: 408,
      code: 'body-timeout',
      message: /^The body did not arrive within 0\.02 seconds\./,
    })
    assert.equal(source.listenerCount('data'), 0)
  })

  it('gives up on a web stream that stays silent', async () => {
    const source = new ReadableStream<Uint8Array>()
    await assert.rejects(readBody(source, head(), { timeoutMs: 20 }), { status: 408 })
  })

  for (const [name, make] of faces) {
    it(`waits for ${name} as long as it takes when there is no time limit`, async () => {
      assert.equal((await readBody(make('a', 'b'), head(), { timeoutMs: Infinity })).length, 2)
    })
  }

  it('cancels a web stream that is too long', async () => {
    let cancelled = false
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => void (cancelled = true),
    })
    await assert.rejects(readBody(source, head(), { limitBytes: 25 }), { status: 413 })
    assert.equal(cancelled, true)
  })

  it('turns the failure of a source into request-aborted and keeps the cause', async () => {
    const cause = new Error('reset')
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(cause),
    })
    await assert.rejects(readBody(source, head()), { status: 400, code: 'request-aborted', cause })
  })

  it('refuses a stream that has already ended or been destroyed', async () => {
    const source = Readable.from([])
    source.destroy()
    await assert.rejects(readBody(source, head()), { code: 'request-aborted' })
  })

  it('rejects, and neither hangs nor crashes, when the client hangs up in the middle', async () => {
    const failures: unknown[] = []
    const server = http.createServer((message) => {
      readBody(message, { header: (name) => message.headers[name]?.toString() ?? null }).catch(
        (error: unknown) => failures.push(error),
      )
    })
    server.listen(0)
    await once(server, 'listening')
    // An address is null only for a server that does not listen, and text only for a pipe.
    const { port } = server.address() as AddressInfo
    for (let i = 0; i < 20; i++) {
      const socket = net.connect(port)
      socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf')
      await once(server, 'request')
      socket.resetAndDestroy()
      await once(socket, 'close')
    }
    while (failures.length < 20) await new Promise((resolve) => setTimeout(resolve, 5))
    server.close()
    for (const failure of failures) {
      assert.ok(failure instanceof HttpError)
      assert.equal(failure.code, 'request-aborted')
    }
  })
})

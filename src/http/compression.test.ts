import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import zlib from 'node:zlib'
import {
  chooseCoding,
  compressBody,
  compressStream,
  isCompressible,
  type Coding,
} from './compression.ts'

const DECODERS: Record<Coding, (bytes: Uint8Array) => Buffer> = {
  zstd: zlib.zstdDecompressSync,
  br: zlib.brotliDecompressSync,
  gzip: zlib.gunzipSync,
}
const CODINGS: Coding[] = ['zstd', 'br', 'gzip']

describe('isCompressible', () => {
  const cases: [type: string, expected: boolean][] = [
    ['text/html; charset=utf-8', true],
    ['application/json', true],
    ['application/problem+json', true],
    ['image/svg+xml', true],
    ['TEXT/CSS', true],
    ['font/ttf', true],
    ['text/event-stream', false],
    ['font/woff2', false],
    ['image/png', false],
    ['application/octet-stream', false],
    ['application/jsonx', false],
    ['video/mp4; codecs="text/html"', false],
  ]
  for (const [type, expected] of cases) {
    it(`${type}: ${expected}`, () => {
      assert.equal(isCompressible(200, ['content-type', type], 5000), expected)
    })
  }

  const html = ['content-type', 'text/html']
  const answers: [
    name: string,
    status: number,
    headers: string[],
    size: number | null,
    expected: boolean,
  ][] = [
    ['1024 bytes', 200, html, 1024, true],
    ['1023 bytes', 200, html, 1023, false],
    ['a stream', 200, html, null, true],
    ['a problem', 404, html, 5000, true],
    ['a part', 206, html, 5000, false],
    ['a range', 416, [...html, 'content-range', 'bytes */9'], 5000, false],
    ['an encoded answer', 200, [...html, 'content-encoding', 'br'], 5000, false],
    ['no-transform', 200, [...html, 'cache-control', 'private, No-Transform'], 5000, false],
    ['no type', 200, [], 5000, false],
  ]
  for (const [name, status, headers, size, expected] of answers) {
    it(`${name}: ${expected}`, () => assert.equal(isCompressible(status, headers, size), expected))
  }
})

describe('chooseCoding', () => {
  it('takes the cheapest that the client reads', () => {
    assert.deepEqual(
      ['gzip, deflate, br, zstd', 'gzip, br', 'gzip', 'deflate', null].map(chooseCoding),
      ['zstd', 'br', 'gzip', null, null],
    )
  })
})

describe('compressBody', () => {
  for (const coding of CODINGS) {
    it(`${coding} gives the body back, small and large`, async () => {
      const small = Buffer.from('x'.repeat(32_768))
      const large = Buffer.from('y'.repeat(32_769))
      const now = compressBody(small, coding)
      assert.ok(Buffer.isBuffer(now))
      assert.deepEqual(DECODERS[coding](now), small)
      const later = compressBody(large, coding)
      assert.ok(later instanceof Promise)
      assert.deepEqual(DECODERS[coding](await later), large)
    })
  }
})

describe('compressStream', () => {
  for (const coding of CODINGS) {
    it(`${coding} gives the chunks back, texts and bytes`, async () => {
      async function* source() {
        yield 'é'
        yield Buffer.from('b'.repeat(100_000))
        yield ''
      }
      const bytes = await Array.fromAsync(compressStream(source(), coding))
      assert.equal(DECODERS[coding](Buffer.concat(bytes)).toString(), `é${'b'.repeat(100_000)}`)
    })

    it(`${coding} sends what it has while the source is silent`, async () => {
      const { promise: silence, resolve: end } = Promise.withResolvers<void>()
      async function* source() {
        yield '<h1>early</h1>'
        await silence
        yield 'late'
      }
      let text = ''
      for await (const chunk of decoded(compressStream(source(), coding), coding)) {
        text += chunk
        if (text === '<h1>early</h1>') end()
      }
      assert.equal(text, '<h1>early</h1>late')
    })
  }

  it('passes the failure of the source on', async () => {
    const failure = new Error('disk')
    async function* source() {
      yield 'a'
      throw failure
    }
    await assert.rejects(Array.fromAsync(compressStream(source(), 'gzip')), failure)
  })

  it('ends a source that is waiting when the reader leaves', async () => {
    let ended = false
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          ended
            ? Promise.resolve({ done: true, value: undefined })
            : sleep(5, { done: false, value: 'a' }),
        return: () => {
          ended = true
          return Promise.resolve({ done: true, value: undefined })
        },
      }),
    }
    for await (const _chunk of compressStream(source, 'br')) break
    await sleep(1)
    assert.equal(ended, true)
  })
})

/** The text as it can be read so far, chunk by chunk. */
async function* decoded(bytes: AsyncIterable<Uint8Array>, coding: Coding): AsyncGenerator<string> {
  const decoder = {
    zstd: zlib.createZstdDecompress,
    br: zlib.createBrotliDecompress,
    gzip: zlib.createGunzip,
  }[coding]()
  void (async () => {
    for await (const chunk of bytes) decoder.write(chunk)
    decoder.end()
  })()
  for await (const chunk of decoder) yield String(chunk)
}

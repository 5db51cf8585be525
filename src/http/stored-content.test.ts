import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import zlib from 'node:zlib'
import { type Reply, respond } from './reply.ts'
import { StoredContent } from './stored-content.ts'

const CSS = Buffer.from('body { color: red }\n'.repeat(100))
const sheet = new StoredContent(CSS, { contentType: 'text/css; charset=utf-8', etag: '"a"' })

async function send(content: StoredContent, headers: Record<string, string>): Promise<Reply> {
  const request = { method: 'GET', header: (name: string) => headers[name] ?? null }
  return content.send('no-cache')[respond](request)
}

describe('StoredContent', () => {
  it('is sent plain to a client that reads no coding', async () => {
    const { status, headers, body } = await send(sheet, {})
    assert.equal(status, 200)
    assert.deepEqual(headers, [
      'content-type',
      'text/css; charset=utf-8',
      'cache-control',
      'no-cache',
      'vary',
      'accept-encoding',
      'etag',
      '"a"',
      'accept-ranges',
      'bytes',
    ])
    assert.equal(body, CSS)
  })

  const decoders = {
    br: zlib.brotliDecompressSync,
    zstd: zlib.zstdDecompressSync,
    gzip: zlib.gunzipSync,
  }
  for (const [coding, decode] of Object.entries(decoders)) {
    it(`is sent in ${coding}, computed once, under a tag of its own`, async () => {
      const first = await send(sheet, { 'accept-encoding': coding })
      assert.deepEqual(first.headers.slice(4), [
        'vary',
        'accept-encoding',
        'etag',
        `"a+${coding}"`,
        'content-encoding',
        coding,
      ])
      assert.ok(first.body instanceof Uint8Array)
      assert.deepEqual(decode(first.body), CSS)
      assert.equal((await send(sheet, { 'accept-encoding': coding })).body, first.body)
    })
  }

  it('prefers the smallest coding', async () => {
    const { headers } = await send(sheet, { 'accept-encoding': 'gzip, zstd, br' })
    assert.equal(headers.at(-1), 'br')
  })

  it('sends a range of the plain bytes', async () => {
    const { status, headers, body } = await send(sheet, {
      range: 'bytes=0-3',
      'accept-encoding': 'br',
    })
    assert.equal(status, 206)
    assert.deepEqual(headers.slice(6), ['etag', '"a"', 'content-range', 'bytes 0-3/2000'])
    assert.deepEqual(body, Buffer.from('body'))
  })

  it('answers 416 and 412', async () => {
    await assert.rejects(send(sheet, { range: 'bytes=2000-' }), { status: 416 })
    await assert.rejects(send(sheet, { 'if-match': '"b"' }), { status: 412 })
  })

  it('does not compress what is small or compressed already', async () => {
    const options = { contentType: 'text/css', etag: '"b"' }
    const small = new StoredContent(CSS.subarray(0, 1023), options)
    const image = new StoredContent(CSS, { ...options, contentType: 'image/png' })
    for (const content of [small, image]) {
      const { headers } = await send(content, { 'accept-encoding': 'br' })
      assert.equal(headers.includes('vary'), false)
      assert.equal(headers.includes('content-encoding'), false)
    }
  })
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import net from 'node:net'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BodySource } from './body.ts'
import {
  collectForm,
  parseMultipart,
  type MultipartOptions,
  type MultipartPart,
} from './multipart.ts'

const BOUNDARY = 'X-B'

interface Part {
  readonly head: string
  readonly body: string | Buffer
}

const field = (name: string, body: string | Buffer): Part => ({
  head: `form-data; name="${name}"`,
  body,
})
const file = (name: string, fileName: string, body: string | Buffer): Part => ({
  head: `form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: Image/PNG`,
  body,
})

function encode(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ head, body }) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: ${head}\r\n\r\n`),
    Buffer.from(body as Buffer),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

function head(headers: Record<string, string> = {}): { header(name: string): string | null } {
  const all: Record<string, string> = {
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    ...headers,
  }
  return { header: (name) => all[name] ?? null }
}

function parse(
  parts: readonly Part[],
  options?: MultipartOptions,
  size = 1e9,
): AsyncGenerator<MultipartPart> {
  return parseMultipart(pieces(encode(parts), size), head(), options)
}

/** Every part with its content, as plain values. */
async function readAll(parts: AsyncIterable<MultipartPart>): Promise<unknown[]> {
  const seen: unknown[] = []
  for await (const part of parts) {
    if (part.kind === 'field') seen.push([part.name, part.value])
    else
      seen.push([
        part.name,
        part.fileName,
        part.type,
        Buffer.concat(await Array.fromAsync(part.body)).toString(),
      ])
  }
  return seen
}

describe('parseMultipart', () => {
  const form = [
    field('title', 'Été'),
    file('photo', 'a.png', 'PNG'),
    field('title', ''),
    file('b', 'b.txt', ''),
  ]
  const expected = [
    ['title', 'Été'],
    ['photo', 'a.png', 'image/png', 'PNG'],
    ['title', ''],
    ['b', 'b.txt', 'image/png', ''],
  ]
  for (const size of [1, 7, 1e9]) {
    it(`reads fields and files in order, ${size} bytes at a time`, async () => {
      assert.deepEqual(await readAll(parse(form, {}, size)), expected)
    })
  }

  it('streams a file larger than every buffer, byte for byte', async () => {
    const body = Buffer.from(Array.from({ length: 400_000 }, (_, i) => i % 251))
    for await (const part of parse([file('f', 'a', body), field('after', '1')], {}, 10_000)) {
      if (part.kind === 'field') assert.equal(part.value, '1')
      else assert.deepEqual(Buffer.concat(await Array.fromAsync(part.body)), body)
    }
  })

  it('drains a file that nobody reads, or that is left in the middle', async () => {
    const large = Buffer.alloc(300_000, 'x')
    const names: string[] = []
    for await (const part of parse(
      [file('a', 'a', large), file('b', 'b', large), field('c', '1')],
      {},
      1000,
    )) {
      names.push(part.name)
      if (part.kind === 'file' && part.name === 'b') for await (const _chunk of part.body) break
    }
    assert.deepEqual(names, ['a', 'b', 'c'])
  })

  it('takes no more from the client while the file is not read', async () => {
    let taken = 0
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces(encode([file('a', 'a', Buffer.alloc(2_000_000))]), 10_000)) {
        taken += piece.length
        yield piece
      }
    }
    const parts = parseMultipart(source(), head())
    await parts.next()
    await sleep(10)
    assert.ok(taken < 200_000, `took ${taken} bytes`)
    await parts.return()
  })

  it('leaves out a file that was not chosen', async () => {
    assert.deepEqual(await readAll(parse([file('a', '', ''), field('b', '1')])), [['b', '1']])
  })

  const names: [sent: string, fileName: string][] = [
    ['a.png', 'a.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ann\\a.png', 'a.png'],
    ['/etc/passwd', 'passwd'],
    ['..', 'file'],
    ['.', 'file'],
    ['.htaccess', 'htaccess'],
    ['a\0.png', 'a.png'],
    ['exe.\u202egnp', 'exe.gnp'],
    ['a<b>|c*.txt', 'abc.txt'],
    ['trailing. . ', 'trailing'],
    ['été.png', 'été.png'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(96)}.png`],
    ['dir/', 'file'],
  ]
  for (const [sent, fileName] of names) {
    it(`calls ${JSON.stringify(sent.slice(0, 30))} ${JSON.stringify(fileName.slice(0, 30))}`, async () => {
      const [part] = await Array.fromAsync(parse([file('f', sent, 'x')]))
      assert.equal(part?.kind === 'file' ? part.fileName : null, fileName)
    })
  }

  it('accepts exactly the limits', async () => {
    const options = { maxParts: 2, maxFieldBytes: 3, maxFileBytes: 4 }
    assert.equal(
      (await readAll(parse([field('a', 'abc'), file('b', 'b', 'abcd')], options))).length,
      2,
    )
  })

  const beyond: [name: string, parts: Part[], options: MultipartOptions, code: string][] = [
    [
      'a part too many',
      [field('a', '1'), field('b', '2'), field('c', '3')],
      { maxParts: 2 },
      'too-many-parts',
    ],
    ['a field too large', [field('a', 'abcd')], { maxFieldBytes: 3 }, 'field-too-large'],
    ['a file too large', [file('a', 'a', 'abcde')], { maxFileBytes: 4 }, 'file-too-large'],
    [
      'a body too large',
      [file('a', 'a', Buffer.alloc(5000))],
      { limitBytes: 3000 },
      'body-too-large',
    ],
  ]
  for (const [name, parts, options, code] of beyond) {
    for (const size of [100, 1e9]) {
      it(`refuses ${name}, ${size} bytes at a time`, async () => {
        await assert.rejects(readAll(parse(parts, options, size)), { status: 413, code })
        // Whoever does not read the files learns it all the same.
        await assert.rejects(Array.fromAsync(parse(parts, options, size)), { status: 413, code })
      })
    }
  }

  it('counts 100 parts when nothing else is said', async () => {
    const parts = Array.from({ length: 101 }, (_, i) => field(`f${i}`, '1'))
    assert.equal((await readAll(parse(parts.slice(1)))).length, 100)
    await assert.rejects(readAll(parse(parts)), { code: 'too-many-parts' })
  })

  it('refuses by Content-Length before it reads anything', async () => {
    const request = head({ 'content-length': '20971521' })
    await assert.rejects(parseMultipart(pieces(encode([]), 1), request).next(), {
      code: 'body-too-large',
    })
  })

  const malformed: [name: string, bytes: Buffer, code: string][] = [
    ['no end', encode(form).subarray(0, -8), 'multipart-invalid'],
    ['half a file', encode([file('a', 'a', 'x'.repeat(99))]).subarray(0, 120), 'multipart-invalid'],
    ['nothing', Buffer.alloc(0), 'multipart-invalid'],
    ['no boundary', Buffer.from('hello'), 'multipart-invalid'],
    ['a part without a name', encode([{ head: 'form-data', body: 'x' }]), 'multipart-invalid'],
    ['a field that is not UTF-8', encode([field('a', Buffer.from([0xff]))]), 'charset-invalid'],
  ]
  for (const [name, bytes, code] of malformed) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(readAll(parseMultipart(pieces(bytes, 50), head())), {
        status: 400,
        code,
      })
    })
  }

  const types: [type: string | undefined, status: number][] = [
    ['application/json', 415],
    ['multipart/mixed; boundary=a', 415],
    ['multipart/form-data', 400],
    ['multipart/form-data; boundary=""', 400],
    [`multipart/form-data; boundary=${'a'.repeat(71)}`, 400],
    ['multipart/form-data; boundary="a\\"b"', 400],
  ]
  for (const [type, status] of types) {
    it(`refuses the type ${type} with ${status}`, async () => {
      await assert.rejects(
        parseMultipart(pieces(Buffer.from('x'), 1), head({ 'content-type': type ?? '' })).next(),
        { status },
      )
    })
  }

  it('gives up on a client that stays silent', async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield encode(form).subarray(0, 80)
      await new Promise(() => {})
    }
    const parts = parseMultipart(source(), head(), { idleTimeoutMs: 20 })
    await assert.rejects(readAll(parts), { status: 408, code: 'body-timeout' })
  })

  it('waits for a slow reader', async () => {
    const parts = parse(
      [file('a', 'a', Buffer.alloc(300_000)), field('b', '1')],
      { idleTimeoutMs: 20 },
      10_000,
    )
    const names: string[] = []
    for await (const part of parts) {
      await sleep(40)
      names.push(part.name)
    }
    assert.deepEqual(names, ['a', 'b'])
  })

  it('leaves a Node stream open when its reader has seen enough', async () => {
    const source = Readable.from(pieces(encode(form), 10), { objectMode: false })
    for await (const _part of parseMultipart(source, head())) break
    await sleep(1)
    assert.equal(source.destroyed, false)
    source.destroy()
  })

  it('tells the reader of a file, and nobody else, that the client hung up', async () => {
    const failures: unknown[] = []
    const server = http.createServer((message) => {
      const request = { header: (name: string) => message.headers[name]?.toString() ?? null }
      readAll(parseMultipart(message as BodySource, request)).catch((error: unknown) =>
        failures.push(error),
      )
    })
    server.listen(0)
    await once(server, 'listening')
    // An address is null only for a server that does not listen, and text only for a pipe.
    const { port } = server.address() as AddressInfo
    for (let i = 0; i < 10; i++) {
      const socket = net.connect(port)
      socket.write(
        `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\n`,
      )
      socket.write('Content-Length: 9999\r\n\r\n')
      socket.write(encode([file('a', 'a', 'x'.repeat(200))]).subarray(0, 150 + i))
      await once(server, 'request')
      await sleep(2)
      socket.resetAndDestroy()
    }
    while (failures.length < 10) await sleep(5)
    server.close()
    assert.deepEqual(
      failures.map((failure) => Object(failure).code),
      Array.from({ length: 10 }, () => 'request-aborted'),
    )
  })
})

describe('collectForm', () => {
  it('gathers fields and files by name, repeated ones as lists', async () => {
    const form = await collectForm(
      parse([field('a', '1'), field('a', '2'), field('b', '3'), file('f', 'x.png', 'PNG')]),
    )
    assert.deepEqual({ ...form.fields }, { a: ['1', '2'], b: '3' })
    assert.deepEqual(
      { ...form.files },
      { f: { fileName: 'x.png', type: 'image/png', bytes: Buffer.from('PNG') } },
    )
    assert.equal(Object.getPrototypeOf(form.fields), null)
  })

  it('refuses a field called __proto__', async () => {
    for (const part of [field('__proto__', '1'), file('__proto__', 'a', 'x')]) {
      await assert.rejects(collectForm(parse([part])), { status: 400, code: 'form-invalid' })
    }
  })
})

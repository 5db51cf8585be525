import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sendFile, type FileOptions } from './file.ts'
import { mediaTypeOf } from './media-type.ts'
import { findHeader, type Reply, respond } from './reply.ts'

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT'
let root: string

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'portico-file-'))
  await mkdir(path.join(root, 'files', 'sub'), { recursive: true })
  await mkdir(path.join(root, 'files-private'))
  await writeFile(path.join(root, 'files', 'a.txt'), '0123456789')
  await writeFile(path.join(root, 'files', 'empty.bin'), '')
  await writeFile(path.join(root, 'files', 'sub', 'é b.svg'), '<svg/>')
  await writeFile(path.join(root, 'files', 'large.bin'), Buffer.alloc(200_000, 'x'))
  await writeFile(path.join(root, 'files', '.env'), 'SECRET')
  await writeFile(path.join(root, 'files-private', 'key.txt'), 'SECRET')
  await symlink(path.join(root, 'files-private', 'key.txt'), path.join(root, 'files', 'link.txt'))
  await symlink(path.join(root, 'files-private'), path.join(root, 'files', 'linked'))
  await symlink('a.txt', path.join(root, 'files', 'inside.txt'))
  await symlink('loop', path.join(root, 'files', 'loop'))
  await utimes(path.join(root, 'files', 'a.txt'), new Date(DATE), new Date(DATE))
})

after(() => rm(root, { recursive: true }))

async function send(
  name: string,
  headers: Record<string, string> = {},
  options: FileOptions = {},
  method = 'GET',
): Promise<Reply> {
  const responder = sendFile(name, { root: path.join(root, 'files'), ...options })
  return responder[respond]({ method, header: (key) => headers[key] ?? null })
}

async function text(reply: Reply): Promise<string> {
  assert.ok(
    typeof reply.body === 'object' && reply.body !== null && Symbol.asyncIterator in reply.body,
  )
  return Buffer.concat(await Array.fromAsync(reply.body, (chunk) => Buffer.from(chunk))).toString()
}

describe('sendFile', () => {
  it('sends the file with its type, length and validators', async () => {
    const reply = await send('a.txt')
    assert.equal(reply.status, 200)
    assert.deepEqual(reply.headers, [
      'content-type',
      'text/plain; charset=utf-8',
      'content-length',
      '10',
      'accept-ranges',
      'bytes',
      'etag',
      `"a-${(Date.parse(DATE) * 1000).toString(36)}"`,
      'last-modified',
      DATE,
      'cache-control',
      'no-cache',
    ])
    assert.equal(await text(reply), '0123456789')
  })

  it('sends an empty file', async () => {
    const reply = await send('empty.bin')
    assert.equal(findHeader(reply.headers, 'content-length'), '0')
    assert.equal(await text(reply), '')
  })

  it('sends a file of several chunks, below a directory, through a link that stays inside', async () => {
    assert.equal((await text(await send('large.bin'))).length, 200_000)
    assert.equal(await text(await send('sub/é b.svg')), '<svg/>')
    assert.equal(await text(await send('inside.txt')), '0123456789')
  })

  it('sends a path of its own without a root, but not a relative one', async () => {
    const reply = await sendFile(path.join(root, 'files-private', 'key.txt'))[respond]({
      method: 'GET',
      header: () => null,
    })
    assert.equal(reply.status, 200)
    assert.throws(() => sendFile('key.txt'), { code: 'file-path-relative' })
  })

  it('sends one range', async () => {
    const reply = await send('a.txt', { range: 'bytes=2-4' })
    assert.equal(reply.status, 206)
    assert.equal(findHeader(reply.headers, 'content-range'), 'bytes 2-4/10')
    assert.equal(findHeader(reply.headers, 'content-length'), '3')
    assert.equal(await text(reply), '234')
  })

  it('sends the whole for several ranges and for a range of another version', async () => {
    assert.equal((await send('a.txt', { range: 'bytes=0-1,3-4' })).status, 200)
    assert.equal((await send('a.txt', { range: 'bytes=0-1', 'if-range': '"old"' })).status, 200)
  })

  it('answers 416 with the length for a range after the end', async () => {
    await assert.rejects(send('a.txt', { range: 'bytes=10-' }), {
      status: 416,
      code: 'range-unsatisfiable',
      headers: { 'content-range': 'bytes */10' },
    })
  })

  it('answers 412 to If-Match of another version', async () => {
    await assert.rejects(send('a.txt', { 'if-match': '"old"' }), {
      status: 412,
      code: 'precondition-failed',
    })
  })

  it('does not let a range hide that nothing has changed', async () => {
    const reply = await send('a.txt', { range: 'bytes=0-1', 'if-modified-since': DATE })
    assert.equal(reply.status, 200)
  })

  it('takes type and caching from the options', async () => {
    const options = { contentType: 'text/x-log', cacheControl: 'private, max-age=60' }
    const { headers } = await send('a.txt', {}, options)
    assert.equal(findHeader(headers, 'content-type'), 'text/x-log')
    assert.equal(findHeader(headers, 'cache-control'), 'private, max-age=60')
  })

  const downloads: [name: string, header: string][] = [
    ['a b.txt', 'attachment; filename="a b.txt"'],
    ['é"\r\n;.txt', `attachment; filename="____;.txt"; filename*=UTF-8''%C3%A9%22%0D%0A%3B.txt`],
    ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"`],
    ['é*', `attachment; filename="_*"; filename*=UTF-8''%C3%A9%2A`],
    ['../x', `attachment; filename=".._x"; filename*=UTF-8''..%2Fx`],
    ['\ud800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
  ]
  for (const [name, header] of downloads) {
    it(`offers ${JSON.stringify(name)} as a download`, async () => {
      const { headers } = await send('a.txt', {}, { download: name })
      assert.equal(findHeader(headers, 'content-disposition'), header)
    })
  }

  const missing = [
    'nothing.txt',
    'sub',
    '',
    '.',
    'a.txt/',
    'a.txt/b',
    'loop',
    'link.txt',
    'linked/key.txt',
    '.env',
    'x'.repeat(300),
  ]
  for (const name of missing) {
    it(`answers 404 for ${JSON.stringify(name.slice(0, 20))}`, async () => {
      await assert.rejects(send(name), {
        status: 404,
        code: 'not-found',
        message: 'There is no file at this address. Check its spelling.',
      })
    })
  }

  it('has nothing open before the body is read, nor after the reader left', async () => {
    const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length
    const before = await openFiles()
    for (let i = 0; i < 20; i++) await send('large.bin', {}, {}, i % 2 === 0 ? 'GET' : 'HEAD')
    const reply = await send('large.bin')
    assert.ok(
      typeof reply.body === 'object' && reply.body !== null && Symbol.asyncIterator in reply.body,
    )
    for await (const _chunk of reply.body) break
    assert.equal(await openFiles(), before)
  })

  it('cuts the answer when the file was replaced or has shrunk', async () => {
    const name = path.join(root, 'files', 'changing.txt')
    await writeFile(name, 'first')
    const shrunk = await send('changing.txt')
    await truncate(name, 2)
    await assert.rejects(text(shrunk), { code: 'file-changed' })
    const replaced = await send('changing.txt')
    await writeFile(path.join(root, 'files', 'new.txt'), 'second')
    await rm(name)
    await symlink('new.txt', name)
    await assert.rejects(text(replaced), { code: 'file-changed' })
  })
})

describe('mediaTypeOf', () => {
  it('goes by the last extension, without case', () => {
    assert.deepEqual(
      ['a.HTML', 'a.tar.gz', 'a.min.js', 'noextension', '.', 'a.exe'].map(mediaTypeOf),
      [
        'text/html; charset=utf-8',
        'application/gzip',
        'text/javascript; charset=utf-8',
        'application/octet-stream',
        'application/octet-stream',
        'application/octet-stream',
      ],
    )
  })
})

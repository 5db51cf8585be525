/**
 * No address leads to a file outside of what is served: encodings, separators, links, NUL, dotfiles,
 * through static files and through a handler that sends the path it was asked for.
 */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { portico, sendFile } from 'portico'
import { staticFiles } from '../../src/static/index.ts'
import { get, sendRaw, statusOf } from './raw-client.ts'

const CANARY = 'canary-7f3a'
let base: string
let server: Awaited<ReturnType<ReturnType<typeof portico>['serve']>>

before(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'portico-traversal-'))
  const root = path.join(base, 'public')
  await mkdir(path.join(root, 'sub', '.git'), { recursive: true })
  await mkdir(path.join(base, 'public-not'))
  await writeFile(path.join(root, 'ok.txt'), 'fine')
  await writeFile(path.join(root, 'sub', 'ok.txt'), 'fine')
  for (const secret of [
    'secret.txt',
    'public/.env',
    'public/sub/.git/config',
    'public-not/secret.txt',
  ]) {
    await writeFile(path.join(base, secret), CANARY)
  }
  await symlink(path.join(base, 'secret.txt'), path.join(root, 'link.txt'))
  await symlink(base, path.join(root, 'up'))
  const app = portico({ log: false })
  app.mount('/static', staticFiles(root))
  app.get('/files/*', (ctx) => sendFile(ctx.params['*'], { root }))
  server = await app.serve({ port: 0 })
})

after(async () => {
  await server.close()
  await rm(base, { recursive: true })
})

const dots = [
  '..',
  '%2e%2e',
  '%2E%2e',
  '.%2e',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '%e0%80%ae%e0%80%ae',
  '..;',
  '....',
  '．．',
  '%uff0e%uff0e',
]
const slashes = ['/', '%2f', '%252f', '\\', '%5c', '%255c', '%c0%af', '//', '/./', '%00/']
const traversals = dots.flatMap((up) =>
  slashes.flatMap((slash) => [
    `${up}${slash}secret.txt`,
    `sub${slash}${up}${slash}${up}${slash}secret.txt`,
    `${up}${slash}public-not${slash}secret.txt`,
    `${up}${slash}`.repeat(12) + 'etc/passwd',
  ]),
)
const others = [
  '/etc/passwd',
  '%2fetc%2fpasswd',
  'file:///etc/passwd',
  'C:/secret.txt',
  'C%3a%5csecret.txt',
  'ok.txt%00',
  'ok.txt%00.png',
  '%00',
  'link.txt',
  'up/secret.txt',
  'up%2fsecret.txt',
  '.env',
  '%2eenv',
  'sub/.git/config',
  'sub%2f.git%2fconfig',
  './.env',
  '~/secret.txt',
  'ok.txt/',
  'ok.txt/../ok.txt',
  'ok.txt::$DATA',
  'OK.TXT',
  'sub',
  'sub/',
  '.',
  '%ff',
  '%',
  'a'.repeat(5000),
]

for (const mount of ['/static/', '/files/']) {
  describe(`${mount} against path traversal`, () => {
    it('serves what it should', async () => {
      for (const name of ['ok.txt', 'sub/ok.txt', 'ok%2etxt']) {
        const answer = await sendRaw(server.url, get(mount + name))
        assert.match(answer, /^HTTP\/1\.1 200 [^]*fine$/)
      }
    })

    it(`refuses ${traversals.length + others.length} addresses, as missing or malformed`, async () => {
      for (const address of [...traversals, ...others]) {
        const answer = await sendRaw(server.url, get(mount + address))
        assert.ok([400, 404].includes(statusOf(answer)), `${address}: ${answer.slice(0, 40)}`)
        assert.equal(answer.includes(CANARY) || answer.includes('root:'), false, address)
      }
    })
  })
}

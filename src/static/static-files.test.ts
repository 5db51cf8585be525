import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import zlib from 'node:zlib'
import { App, createLogger } from '../http/index.ts'
import { staticFiles, type StaticFiles, type StaticOptions } from './index.ts'

const CSS = 'body { color: red }\n'.repeat(100)
const HOST = 'http://localhost'
let root: string
let theme: string

before(async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'portico-static-'))
  root = path.join(base, 'static')
  theme = path.join(base, 'theme')
  await mkdir(path.join(root, 'img'), { recursive: true })
  await mkdir(theme)
  await writeFile(path.join(base, 'secret.txt'), 'SECRET')
  await writeFile(path.join(base, 'inter.woff2'), 'FONT')
  await writeFile(path.join(root, 'site.css'), CSS)
  await writeFile(path.join(root, 'LICENSE'), 'MIT')
  await writeFile(path.join(root, '.env'), 'SECRET')
  await writeFile(path.join(root, 'img', 'photo é.png'), Buffer.alloc(5000, 'p'))
  await writeFile(path.join(root, 'large.txt'), 'x'.repeat(1_048_577))
  await symlink(path.join(base, 'secret.txt'), path.join(root, 'link.txt'))
  await writeFile(path.join(theme, 'LICENSE'), 'theme')
})

after(() => rm(path.dirname(root), { recursive: true }))

function createApp(assets: StaticFiles): App {
  const app = new App({
    isDevelopment: false,
    defaultHeaders: [],
    guards: [],
    idHeader: null,
    etag: true,
    compression: true,
    bodyLimitBytes: 1000,
    logger: createLogger({ level: 'silent' }),
    serve: { port: 0, host: 'localhost' },
    renderError: null,
    checkStart: () => {},
  })
  app.mount('/static', assets)
  return app
}

async function get(
  app: App,
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> {
  return app.fetch(new Request(HOST + url, { headers, method }))
}

function open(
  options?: StaticOptions,
  directories: string | string[] = root,
): { app: App; assets: StaticFiles } {
  const assets = staticFiles(directories, options)
  return { app: createApp(assets), assets }
}

describe('staticFiles', () => {
  it('gives addresses that name the content, and serves them for a year', async () => {
    const { app, assets } = open()
    const url = assets.url('site.css')
    assert.match(url, /^\/static\/site\.[\w-]{10}\.css$/)
    const response = await get(app, url)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(response.headers.get('content-type'), 'text/css; charset=utf-8')
    assert.match(response.headers.get('etag') ?? '', /^"[\w-]{22}"$/)
    assert.equal(await response.text(), CSS)
  })

  it('serves the plain name, to be checked each time', async () => {
    const { app } = open()
    const response = await get(app, '/static/site.css')
    assert.equal(response.headers.get('cache-control'), 'no-cache')
    const etag = response.headers.get('etag') ?? ''
    assert.equal((await get(app, '/static/site.css', { 'if-none-match': etag })).status, 304)
  })

  it('serves text compressed, under a tag that a repeat may name', async () => {
    const { app, assets } = open()
    const response = await get(app, assets.url('site.css'), { 'accept-encoding': 'gzip, br' })
    assert.equal(response.headers.get('content-encoding'), 'br')
    assert.equal(response.headers.get('vary'), 'accept-encoding')
    const bytes = Buffer.from(await response.arrayBuffer())
    assert.equal(response.headers.get('content-length'), String(bytes.length))
    assert.equal(zlib.brotliDecompressSync(bytes).toString(), CSS)
    const etag = response.headers.get('etag') ?? ''
    assert.match(etag, /^"[\w-]{22}\+br"$/)
    for (const coding of ['br', 'zstd', 'identity']) {
      const headers = { 'if-none-match': etag, 'accept-encoding': coding }
      assert.equal((await get(app, assets.url('site.css'), headers)).status, 304)
    }
  })

  it('streams what is large or not text, with ranges', async () => {
    const { app, assets } = open()
    const url = assets.url('img/photo é.png')
    assert.match(url, /^\/static\/img\/photo%20%C3%A9\.[\w-]{10}\.png$/)
    const whole = await get(app, url, { 'accept-encoding': 'br' })
    assert.equal(whole.headers.get('content-encoding'), null)
    assert.equal((await whole.bytes()).length, 5000)
    const part = await get(app, url, { range: 'bytes=0-9' })
    assert.equal(part.status, 206)
    assert.equal(await part.text(), 'pppppppppp')
    assert.equal((await (await get(app, assets.url('large.txt'))).text()).length, 1_048_577)
  })

  it('answers HEAD with the length and nothing else', async () => {
    const { app, assets } = open()
    for (const [name, length] of [
      ['site.css', '2000'],
      ['img/photo é.png', '5000'],
    ] as const) {
      const response = await get(app, assets.url(name), {}, 'HEAD')
      assert.equal(response.headers.get('content-length'), length)
      assert.equal(await response.text(), '')
    }
  })

  const missing = [
    '',
    'nothing',
    'site.0000000000.css',
    '.env',
    'link.txt',
    'img',
    'img/',
    '../secret.txt',
    '..%2fsecret.txt',
    'LICENSE/',
  ]
  for (const name of missing) {
    it(`answers 404 for ${JSON.stringify(name)}`, async () => {
      assert.equal((await get(open().app, `/static/${name}`)).status, 404)
    })
  }

  it('hashes a name without an extension', async () => {
    assert.match(open().assets.url('LICENSE'), /^\/static\/LICENSE\.[\w-]{10}$/)
  })

  it('lets the first directory win, and single files over all', async () => {
    const { app, assets } = open({}, [theme, root])
    assert.equal(await (await get(app, assets.url('LICENSE'))).text(), 'theme')
    assert.equal((await get(app, assets.url('site.css'))).status, 200)
    const font = path.join(path.dirname(root), 'inter.woff2')
    const mapped = open({ files: { 'fonts/inter.woff2': font, LICENSE: font } })
    const response = await get(mapped.app, mapped.assets.url('fonts/inter.woff2'))
    assert.equal(response.headers.get('content-type'), 'font/woff2')
    assert.equal(await (await get(mapped.app, '/static/LICENSE')).text(), 'FONT')
  })

  it('gives the same address for the same content, another for another', async () => {
    assert.equal(open().assets.url('LICENSE'), open().assets.url('LICENSE'))
    assert.notEqual(open().assets.url('LICENSE'), open({}, theme).assets.url('LICENSE'))
  })

  it('gives plain addresses when immutable is false', () => {
    assert.equal(open({ immutable: false }).assets.url('site.css'), '/static/site.css')
  })

  it('follows changes with reload, and not without', async () => {
    const reloading = open({ reload: true })
    const fixed = open()
    const name = path.join(root, 'site.css')
    const before = reloading.assets.url('site.css')
    await writeFile(name, 'changed')
    await utimes(name, 1, 1)
    assert.notEqual(reloading.assets.url('site.css'), before)
    assert.equal(await (await get(reloading.app, '/static/site.css')).text(), 'changed')
    await writeFile(path.join(root, 'new.txt'), 'new')
    assert.equal(await (await get(reloading.app, reloading.assets.url('new.txt'))).text(), 'new')
    assert.equal(fixed.assets.url('site.css'), before)
    await rm(path.join(root, 'new.txt'))
    await writeFile(name, CSS)
  })

  it('names the content of what a style sheet points to, so that a new font renames the sheet', async () => {
    const name = path.join(theme, 'fonts.css')
    const font = path.join(theme, 'a.woff2')
    await writeFile(font, 'one')
    await writeFile(name, '@font-face { src: url(a.woff2) } @import url(fonts.css)')
    const first = open({}, theme)
    const text = await (await get(first.app, first.assets.url('fonts.css'))).text()
    assert.match(text, /src: url\(a\.[\w-]{10}\.woff2\) \} @import url\(fonts\.css\)/)
    const address = `/static/${/a\.[\w-]+\.woff2/.exec(text)?.[0]}`
    assert.equal(address, first.assets.url('a.woff2'))
    await writeFile(font, 'two')
    assert.notEqual(open({}, theme).assets.url('fonts.css'), first.assets.url('fonts.css'))
    await rm(font)
    await rm(name)
  })

  it('includes the prefixes around it in its addresses', () => {
    const assets = staticFiles(root)
    const inner = createApp(assets)
    const outer = createApp(staticFiles(theme))
    outer.mount('/shop', inner)
    assert.match(assets.url('LICENSE'), /^\/shop\/static\/LICENSE\./)
  })

  it('lists the names there are when one is unknown', () => {
    const { assets } = open({}, theme)
    assert.throws(() => assets.url('site.css'), {
      code: 'static-file-unknown',
      message:
        'There is no static file "site.css". There are: LICENSE. Correct the name, or add the file and start again.',
    })
  })

  it('has no address before it is mounted', () => {
    assert.throws(() => staticFiles(root).url('site.css'), { code: 'static-not-mounted' })
  })

  it('fails at once for a directory or a file that is not there', () => {
    assert.throws(() => staticFiles(path.join(root, 'nowhere')), {
      code: 'static-not-found',
      message: /^There is no static directory .*nowhere\. Create it, or correct the path/,
    })
    assert.throws(() => staticFiles(root, { files: { a: '/nowhere/a' } }), {
      code: 'static-not-found',
      message: /^There is no static file \/nowhere\/a\./,
    })
    assert.throws(() => staticFiles('static'), { code: 'static-path-relative' })
  })
})

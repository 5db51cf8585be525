/**
 * Every page in a real browser: phone and desk, light and dark, under the policy that forbids scripts
 * and inline styles. axe-core looks for what breaks WCAG; the rest it cannot see is measured here.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../tests/browser.ts'
import { hotelArtFile } from './art/hotel-art.ts'
import { fontFiles } from './fonts.ts'
import { samplePages } from './sample-pages.ts'
import { cards } from './sample-views.ts'

const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
const AXE = readFileSync(
  new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
)

let browser: Browser
let server: Server
let origin = ''

before(async () => {
  server = createServer((request, response) => {
    const [type, body] = answer(request.url ?? '/')
    response.writeHead(body === null ? 404 : 200, {
      'content-type': type,
      'content-security-policy': POLICY,
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  origin = `http://127.0.0.1:${address.port}`
  browser = await launchBrowser()
})

after(async () => {
  await browser.close()
  server.close()
})

describe('every page in a browser', () => {
  const looks: [width: number, colorScheme: 'light' | 'dark'][] = [
    [390, 'light'],
    [1280, 'dark'],
  ]
  for (const [width, colorScheme] of looks) {
    it(`has no fault that axe knows, ${colorScheme} at ${width} pixels`, async () => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      for (const name of Object.keys(samplePages)) {
        await page.goto(`${origin}/${name}`)
        assert.deepEqual(await axeFaults(page), [], name)
        assert.deepEqual(await tooWide(page), [], name)
        assert.deepEqual(await tooSmall(page), [], name)
      }
      assert.deepEqual(complaints, [])
      await context.close()
    })
  }

  it('fits 320 pixels, which is 1280 at 400 % zoom', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 600 } })
    for (const name of Object.keys(samplePages)) {
      await page.goto(`${origin}/${name}`)
      assert.deepEqual(await tooWide(page), [], name)
    }
    await page.close()
  })

  it('shows the filters beside the list without a click where there is room', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${origin}/results`)
    assert.equal(await page.getByLabel('4 stars').first().isVisible(), true)
    await page.setViewportSize({ width: 390, height: 844 })
    assert.equal(await page.getByLabel('4 stars 12').isVisible(), false)
    await page.getByText('Filters (2)').click()
    assert.equal(await page.getByLabel('4 stars 12').isVisible(), true)
    await page.close()
  })

  it('prints the voucher without what only a screen can use', async () => {
    const page = await browser.newPage()
    await page.emulateMedia({ media: 'print' })
    await page.goto(`${origin}/confirmation`)
    assert.equal(await page.getByText('HT7K2QXM').isVisible(), true)
    assert.equal(await page.getByText('View or cancel the booking').isVisible(), false)
    assert.equal(await page.getByRole('navigation', { name: 'Site' }).isVisible(), false)
    await page.close()
  })
})

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const run = `axe.run(document).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' ')))`
  return page.evaluate<string[]>(run)
}

/** What sticks out on the right, so that a reader would have to scroll sideways. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 80))
  })()`)
}

/** Targets under 24 by 24 pixels that are no links within a sentence (WCAG 2.2, 2.5.8). */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('a, button, input, summary')]
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect()
      const isInline = getComputedStyle(element).display === 'inline'
      const isShown = width > 1 && !element.matches('.skip')
      return isShown && !isInline && (width < 24 || height < 24)
    })
    .map((element) => element.outerHTML.slice(0, 80))`)
}

function answer(url: string): [type: string, body: string | Uint8Array | null] {
  const [, folder = '', name = ''] = url.split('/')
  const render = samplePages[folder]
  if (render !== undefined) return ['text/html; charset=utf-8', String(render())]
  if (folder === 'art') {
    const card = cards.find(({ artUrl }) => artUrl === url)
    return ['image/svg+xml', card === undefined ? null : hotelArtFile(card.art)]
  }
  if (name === 'inter.woff2' || name === 'fraunces.woff2') {
    return ['font/woff2', readFileSync(fontFiles[name])]
  }
  const types: Readonly<Record<string, string>> = {
    'site.css': 'text/css',
    'icon.svg': 'image/svg+xml',
  }
  const type = types[name]
  if (folder !== 'static' || type === undefined) return ['text/plain', null]
  return [type, readFileSync(new URL(`static/${name}`, import.meta.url))]
}

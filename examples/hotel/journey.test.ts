/**
 * The journey of a guest in a real browser, on the hotels of the demo: without scripts from the first page
 * to the cancelled booking; and once more with axe at every stop, in four looks.
 */
import assert from 'node:assert/strict'
import { get } from 'node:http'
import { after, before, describe, it } from 'node:test'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { RunningServer } from 'portico'
import { connect, createMigration, type Database } from 'portico/db'
import { dayNumber } from 'portico/schema'
import { launchBrowser } from '../../tests/browser.ts'
import { hotelApp } from './app.ts'
import { checkInvariants } from './invariants.ts'
import { models } from './models.ts'
import { readPlaces } from './places/place.ts'
import { demoHotels } from './seed/demo-hotels.ts'
import { loadHotels, loadPlaces } from './seed/load.ts'
import { inDays, NOW, TODAY } from './testing/house.ts'

const NIGHTS = 40
const ARRIVAL = inDays(10)
const DEPARTURE = inDays(13)
const STAY = `check_in=${ARRIVAL}&check_out=${DEPARTURE}&adults=2`

let db: Database
let server: RunningServer
let browser: Browser
/** Whatever a page complains about: refused by the policy, missing, broken. */
const complaints: string[] = []

before(async () => {
  db = await connect('sqlite::memory:', { models })
  await db.script(createMigration(models, 'sqlite'))
  await loadPlaces(db)
  const first = dayNumber(TODAY)
  await loadHotels(db, demoHotels(readPlaces()), { first, end: first + NIGHTS })
  server = await hotelApp(db, { clock: () => NOW }).serve({ port: 0, host: '127.0.0.1' })
  browser = await launchBrowser()
})

after(async () => {
  await browser.close()
  await server.close()
  const broken = (await checkInvariants(db)).flatMap((invariant) => invariant.violations)
  await db.close()
  assert.deepEqual(broken, [])
})

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('requestfailed', (request) => {
    // Of a double click the browser drops the first request when it sends the second.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return
    complaints.push(`${request.url()} failed`)
  })
  page.on('console', (message) => {
    // That a page is itself the answer 404 or 422 is reported, too, and meant to be so.
    const isOwnStatus =
      /status of 4\d\d/.test(message.text()) && message.location().url === page.url()
    if (['error', 'warning'].includes(message.type()) && !isOwnStatus) {
      complaints.push(`${page.url()}: ${message.text()}`)
    }
  })
  return page
}

/** Every page of the journey, in the order in which a guest sees them; `look` is called at each. */
async function travel(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto(server.url)
  await look('home')

  await page.getByRole('button', { name: 'Show free rooms' }).click()
  assert.equal(new URL(page.url()).pathname, '/') // the browser itself asks for a place
  await page.getByLabel('Where to').fill('Lyonn')
  await page.getByLabel('Check-in').fill(ARRIVAL)
  await page.getByLabel('Check-out').fill(DEPARTURE)
  await page.getByRole('button', { name: 'Show free rooms' }).click()
  await look('did you mean')
  await page.getByRole('link', { name: 'Lyon', exact: true }).click()
  await look('results')

  const stars = page.getByRole('checkbox', { name: /^4 stars/ })
  const count = (await page.locator('label', { hasText: '4 stars' }).innerText())
    .split(/\s+/)
    .at(-1)
  await stars.check()
  await page.getByRole('button', { name: 'Apply filters' }).click()
  await look('filtered results')
  const shown = await page.locator('.card').count()
  assert.equal(String(shown), count)
  assert.equal(await heading(page), `${shown} hotels free in Lyon`)

  const card = page.locator('.card').first()
  const total = await card.locator('.price').innerText()
  const hotel = await card.getByRole('link').innerText()
  await card.getByRole('link').click()
  assert.equal(await heading(page), hotel)
  await look('hotel')
  const room = page.locator('.room').first()
  assert.equal(await room.locator('.price').innerText(), total)
  await room.getByRole('button', { name: /^Choose/ }).click()
  await look('guest details')

  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('E-mail address').fill('ada@example')
  await page.getByRole('button', { name: `Book for ${total}` }).click()
  await look('guest details with a mistake')
  assert.equal(await page.getByLabel('Full name').inputValue(), 'Ada Lovelace')
  assert.equal(await page.getByLabel('E-mail address').inputValue(), 'ada@example')
  assert.equal(
    await page.locator('#email-error').innerText(),
    'Complete the e-mail address, such as ada@example.com.',
  )
  await page.getByLabel('E-mail address').fill('ada@example.com')
  await page.getByRole('button', { name: `Book for ${total}` }).dblclick()
  await page.waitForURL(/\/b\//)
  await look('confirmation')
  assert.equal(await heading(page), `${hotel} is expecting you`)

  await page.getByRole('link', { name: 'View or cancel the booking' }).click()
  await look('booking')
  await page.locator('summary', { hasText: 'Cancel this booking' }).click()
  await page.getByRole('button', { name: 'Cancel the booking for good' }).click()
  await look('cancelled booking')
  assert.match(await page.locator('.status').innerText(), /Cancelled\. The rooms are free again/)
}

function heading(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText()
}

describe('the journey of a guest', () => {
  it('leads from the first page to a booking and to its end, without scripts', async (context) => {
    const visitor = await browser.newContext({ javaScriptEnabled: false })
    context.after(() => visitor.close())
    const seen: string[] = []
    await travel(await openPage(visitor), async (name) => void seen.push(name))
    assert.equal(seen.length, 10)
    assert.deepEqual(complaints, [])
  })

  it('has no serious fault in accessibility, in the light and the dark, on phone and desk', async (context) => {
    const visitor = await browser.newContext({ reducedMotion: 'reduce' })
    context.after(() => visitor.close())
    const page = await openPage(visitor)
    const faults: string[] = []
    const audit = async (name: string) => void faults.push(...(await auditLooks(page, name)))
    await travel(page, audit)
    const others = {
      'an empty form': '/search?place=&check_in=&check_out=&adults=0',
      'no results': `/search?place=lyon&${STAY}&stars=5&max_total=1`,
      'a full hotel': `${await anyHotel(page)}?${STAY}&rooms=8`,
      'a hotel without a stay': await anyHotel(page),
      'an unknown address': '/nothing',
      data: '/data',
      'how it works': '/how-it-works',
    }
    for (const [name, path] of Object.entries(others)) {
      await page.goto(new URL(path, server.url).href)
      await audit(name)
    }
    assert.deepEqual(faults, [])
    assert.deepEqual(complaints, [])
  })
})

const LOOKS = [
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const

/** A line for each serious or critical finding of axe; the page itself stays as it is. */
async function auditLooks(page: Page, name: string): Promise<string[]> {
  const faults: string[] = []
  await page.evaluate(axe.source)
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    // The script of axe has put `axe` there; it runs in the page, of which TypeScript knows nothing.
    const { violations }: axe.AxeResults = await page.evaluate(
      'axe.run({ resultTypes: ["violations"] })',
    )
    const isWide: boolean = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    if (isWide) faults.push(`${name}, ${width} ${colorScheme}: scrolls sideways`)
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      faults.push(`${name}, ${width} ${colorScheme}: ${id} at ${nodes[0]?.target.join(' ')}`)
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  return faults
}

async function anyHotel(page: Page): Promise<string> {
  await page.goto(new URL(`/search?place=lyon&${STAY}`, server.url).href)
  const href = await page.locator('.card a').first().getAttribute('href')
  return href?.split('?')[0] ?? ''
}

describe('the weight of pages', () => {
  it('is within the budget of each, style sheet included', async (context) => {
    const visitor = await browser.newContext({ javaScriptEnabled: false })
    context.after(() => visitor.close())
    const page = await openPage(visitor)
    const sizes = new Map<string, number>()
    const weigh = async (name: string, url: string) => void sizes.set(name, await transferSize(url))
    await travel(page, (name) => weigh(name, page.url()))
    const css = await page.locator('link[rel=stylesheet]').getAttribute('href')
    const style = await transferSize(new URL(css ?? '', server.url).href)
    for (const path of ['/how-it-works', '/data', '/nothing']) {
      await weigh(path, new URL(path, server.url).href)
    }
    for (const [name, size] of sizes) {
      const budget = BUDGETS[name] ?? 20
      assert.ok(size + style <= budget * 1024, `${name} weighs ${size + style} of ${budget} KB`)
    }
  })
})

/** Kilobytes of HTML and style sheet, compressed; 20 for the pages that are not here. */
const BUDGETS: Readonly<Record<string, number>> = {
  home: 45,
  'did you mean': 60,
  results: 60,
  'filtered results': 60,
  hotel: 60,
  'guest details': 40,
  'guest details with a mistake': 40,
  confirmation: 35,
  booking: 40,
  'cancelled booking': 40,
}

/** Bytes of the body as a browser receives it. */
function transferSize(url: string): Promise<number> {
  const headers = { accept: 'text/html', 'accept-encoding': 'br, gzip' }
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      let size = 0
      response.on('data', (chunk: Buffer) => (size += chunk.length))
      response.on('end', () => resolve(size))
    }).on('error', reject)
  })
}

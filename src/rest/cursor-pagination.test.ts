import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { portico } from '../app.ts'
import { connect, createMigration, type Database, date, integer, model, text } from '../db/index.ts'
import type { App } from '../http/index.ts'
import { type LocalDate, localDate } from '../schema/index.ts'
import { resource } from './index.ts'

const Hotel = model('hotel', {
  name: text({ max: 80 }),
  stars: integer(),
  floors: integer({ nullable: true }),
  openedOn: date(),
})

interface Body {
  readonly items: readonly { readonly id: number; readonly name: string }[]
  readonly nextCursor: string | null
}

let db: Database
let app: App

beforeEach(async () => {
  db = await connect('sqlite::memory:', { models: [Hotel] })
  await db.script(createMigration([Hotel], 'sqlite'))
  for (let i = 0; i < 23; i++) await insert(`Hotel ${i % 4}`, i % 3)
  app = portico({ log: false })
  app.use(db)
  app.mount(
    '/hotels',
    resource(Hotel, {
      fields: ['id', 'name', 'stars', 'floors', 'openedOn'],
      filter: ['stars'],
      order: ['id', 'name', 'stars', 'floors', 'openedOn'],
      limit: { default: 4 },
    }),
  )
})
afterEach(() => db.close())

async function insert(name: string, stars: number): Promise<number> {
  const openedOn: LocalDate = localDate(`2026-01-0${stars + 1}`)
  const row = await db.insert(Hotel, { name, stars, floors: stars === 0 ? null : stars, openedOn })
  return row.id
}

async function fetchUrl(url: string): Promise<{ body: Body; next: string | null }> {
  const response = await app.fetch(new Request(`http://localhost${url}`))
  const text = await response.text()
  assert.equal(response.status, 200, text)
  const next = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null
  return { body: JSON.parse(text), next }
}

async function walk(url: string, onPage = async (): Promise<void> => {}): Promise<number[]> {
  const seen: number[] = []
  for (let next: string | null = url; next !== null;) {
    const page = await fetchUrl(next)
    seen.push(...page.body.items.map(({ id }) => id))
    assert.equal(page.next === null, page.body.nextCursor === null)
    next = page.next
    await onPage()
  }
  return seen
}

async function problemOf(query: string): Promise<{ status: number; type: string; detail: string }> {
  const response = await app.fetch(new Request(`http://localhost/hotels?${query}`))
  return JSON.parse(await response.text())
}

describe('pages', () => {
  const orders = [
    '',
    'stars',
    '-stars',
    'floors',
    '-floors',
    'openedOn',
    '-name,stars',
    'stars,-id',
    '-id',
  ]
  for (const order of orders) {
    it(`walk every row once, in the order of one large page, by ${order || 'the key'}`, async () => {
      const { body } = await fetchUrl(`/hotels?order=${order}&limit=100`)
      assert.equal(body.items.length, 23)
      assert.deepEqual(
        await walk(`/hotels?order=${order}&limit=4`),
        body.items.map(({ id }) => id),
      )
    })
  }

  it('neither repeat nor skip a row when others are inserted before and after', async () => {
    const before = await walk('/hotels?order=stars')
    const added: number[] = []
    const seen = await walk('/hotels?order=stars', async () => {
      if (added.length < 8) added.push(await insert('New', 0), await insert('New', 2))
    })
    assert.deepEqual(
      seen.filter((id) => !added.includes(id)),
      before,
    )
    assert.equal(new Set(seen).size, seen.length)
  })

  it('go on after a row that is gone', async () => {
    const { body, next } = await fetchUrl('/hotels?limit=2')
    await db.delete(Hotel.where((hotel) => hotel.id.eq(2)))
    assert.deepEqual(
      body.items.map(({ id }) => id),
      [1, 2],
    )
    assert.deepEqual(
      (await fetchUrl(next ?? '')).body.items.map(({ id }) => id),
      [3, 4],
    )
  })

  it('end with null where the last row fills the page', async () => {
    const { body, next } = await fetchUrl('/hotels?limit=23')
    assert.deepEqual([body.items.length, body.nextCursor, next], [23, null, null])
  })

  it('are empty where nothing is found', async () => {
    const { body } = await fetchUrl('/hotels?stars=9')
    assert.deepEqual(body, { items: [], nextCursor: null })
  })

  it('keep the filters in their links', async () => {
    const { next } = await fetchUrl('/hotels?stars=1&limit=2&fields=id')
    assert.match(next ?? '', /^\/hotels\?stars=1&limit=2&fields=id&cursor=[\w-]+$/)
  })
})

describe('a cursor', () => {
  const encode = (value: unknown): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

  const forged: [name: string, cursor: string][] = [
    ['not base64url', '%25%25%25'],
    ['not JSON', encode('{')],
    ['no list', encode({ order: 'stars' })],
    ['empty', encode([])],
    ['of another order', encode(['-stars', 1, 1])],
    ['without its order', encode([1, 1])],
    ['too short', encode(['stars', 1])],
    ['with a value too much', encode(['stars', 1, 1, 1])],
    ['with text for a number', encode(['stars', '1', 1])],
    ['with a fraction', encode(['stars', 1.5, 1])],
    ['with an object', encode(['stars', { $gt: 0 }, 1])],
    ['with an infinite number', encode('["stars",1e999,1]')],
    ['with a prototype', encode('[{"__proto__":1},1,1]')],
    ['deeply nested', encode('['.repeat(5000))],
    ['too long', 'A'.repeat(9000)],
  ]
  for (const [name, cursor] of forged) {
    it(`is refused when it is ${name}`, async () => {
      const problem = await problemOf(`order=stars&cursor=${cursor}`)
      assert.deepEqual([problem.status, problem.type], [400, '/problems/cursor-invalid'])
      assert.match(
        problem.detail,
        /^The cursor ".*" does not fit the order of this list\. Send the cursor of a previous page unchanged/,
      )
    })
  }

  it('is refused with a date that does not exist', async () => {
    const problem = await problemOf(`order=openedOn&cursor=${encode(['openedOn', 'x', 1])}`)
    assert.equal(problem.type, '/problems/cursor-invalid')
  })

  it('takes text with any characters', async () => {
    await insert('"\\ é 😀 </script>', 5)
    await insert('zz', 5)
    assert.equal((await walk('/hotels?order=name&limit=1')).length, 25)
  })
})

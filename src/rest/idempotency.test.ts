import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test'
import { portico } from '../app.ts'
import {
  connect,
  createMigration,
  type Database,
  model,
  text,
  type Transaction,
} from '../db/index.ts'
import { type App, created, HttpError, reply } from '../http/index.ts'
import { object } from '../schema/index.ts'
import { IdempotencyKey, idempotent } from './index.ts'

const Order = model('order_made', { token: text() })
const models = [Order, IdempotencyKey]
const KEY = '8e03978e-40d5-43e8-bc93-6894a57f9324'
const HOUR = 3_600_000

let db: Database
let app: App
let effect: (tx: Transaction) => unknown

before(async () => {
  db = await connect('sqlite::memory:', { models })
  await db.script(createMigration(models, 'sqlite'))
  app = portico({ log: false })
  app.use(db)
  app.post('/orders', (ctx) => idempotent(ctx, effect))
  app.post('/orders/:id', (ctx) => idempotent(ctx, effect))
  app.post('/form', { body: object({ key: text() }) }, (ctx) =>
    idempotent(ctx, effect, { key: ctx.body.key, caller: 'guest' }),
  )
})
after(() => db.close())

beforeEach(async () => {
  await db.delete(Order.all)
  await db.delete(IdempotencyKey.all)
  effect = makeOrder
})
afterEach(() => mock.timers.reset())

async function makeOrder(tx: Transaction): Promise<unknown> {
  const order = await tx.insert(Order, { token: 'secret-token' })
  return created(`/orders/${order.id}`, { id: order.id, token: order.token }, { 'x-made': 'é' })
}

interface Sent {
  readonly path?: string
  readonly body?: string
  readonly key?: string | null
  readonly authorization?: string
}

function post({
  path = '/orders',
  body = '{"item":1}',
  key = KEY,
  ...rest
}: Sent = {}): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (key !== null) headers.set('idempotency-key', key)
  if (rest.authorization !== undefined) headers.set('authorization', rest.authorization)
  return app.fetch(new Request(`http://localhost${path}`, { method: 'POST', body, headers }))
}

async function problemOf(response: Response): Promise<[status: number, type: string]> {
  const problem: { type: string } = JSON.parse(await response.text())
  return [response.status, problem.type]
}

describe('idempotent', () => {
  it('gives the answer of the first request again, and says so', async () => {
    const first = await post()
    const again = await post()
    assert.deepEqual([first.status, again.status], [201, 201])
    assert.equal(await again.text(), await first.text())
    for (const name of ['location', 'content-type', 'x-made']) {
      assert.equal(again.headers.get(name), first.headers.get(name), name)
    }
    assert.equal(first.headers.get('idempotency-replayed'), null)
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
    assert.equal(await db.count(Order.all), 1)
  })

  it('has one effect for fifty requests at once, and one answer', async () => {
    const responses = await Promise.all(Array.from({ length: 50 }, () => post()))
    const bodies = new Set(await Promise.all(responses.map((response) => response.text())))
    assert.equal(bodies.size, 1)
    assert.equal(await db.count(Order.all), 1)
    const replayed = responses.filter((one) => one.headers.get('idempotency-replayed') === 'true')
    assert.equal(replayed.length, 49)
  })

  it('takes the key in quotes for the same key', async () => {
    await post()
    const again = await post({ key: `"${KEY}"` })
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
  })

  it('refuses a key that comes with another body, and keeps its answer', async () => {
    await post()
    const other = await post({ body: '{"item":2}' })
    assert.deepEqual(await problemOf(other), [422, '/problems/idempotency-key-reused'])
    assert.equal((await post()).headers.get('idempotency-replayed'), 'true')
    assert.equal(await db.count(Order.all), 1)
  })

  it('keeps callers and addresses apart', async () => {
    await post()
    for (const sent of [
      { authorization: 'Bearer a' },
      { authorization: 'Bearer b' },
      { path: '/orders/1' },
      { path: '/orders/2' },
    ]) {
      assert.equal((await post(sent)).headers.get('idempotency-replayed'), null)
    }
    assert.equal(await db.count(Order.all), 5)
  })

  it('takes key and caller from the options where no header carries them', async () => {
    const send = () => post({ path: '/form', body: '{"key":"k-1"}', key: null })
    await send()
    assert.equal((await send()).headers.get('idempotency-replayed'), 'true')
  })

  it('stores nothing when the effect throws, so that a retry may succeed', async () => {
    effect = async (tx) => {
      await makeOrder(tx)
      throw new HttpError(409, 'sold-out', 'Nothing is left.')
    }
    assert.deepEqual(await problemOf(await post()), [409, '/problems/sold-out'])
    assert.equal(await db.count(Order.all), 0)
    effect = makeOrder
    const retry = await post()
    assert.deepEqual([retry.status, retry.headers.get('idempotency-replayed')], [201, null])
  })

  it('undoes the effect of an answer of 500 or above', async () => {
    effect = async (tx) => {
      await makeOrder(tx)
      return reply({ later: true }, { status: 503 })
    }
    const failed = await post()
    assert.deepEqual([failed.status, await failed.text()], [503, '{"later":true}'])
    assert.equal(await db.count(Order.all), 0)
    assert.equal(await db.count(IdempotencyKey.all), 0)
  })

  it('keeps an answer without a body', async () => {
    effect = () => undefined
    await post()
    const again = await post()
    assert.deepEqual([again.status, again.body], [204, null])
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
  })

  it('refuses to keep bytes or a stream', async () => {
    effect = () => new Uint8Array(3)
    assert.deepEqual(await problemOf(await post()), [500, '/problems/internal-error'])
    assert.equal(await db.count(IdempotencyKey.all), 0)
  })

  it('forgets a key after 24 hours, and deletes it when the next comes', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-01-01T00:00:00Z') })
    await post()
    mock.timers.tick(24 * HOUR)
    assert.equal((await post()).headers.get('idempotency-replayed'), 'true')
    mock.timers.tick(1)
    assert.equal((await post()).headers.get('idempotency-replayed'), null)
    assert.equal(await db.count(IdempotencyKey.all), 1)
    mock.timers.tick(25 * HOUR)
    await post({ key: 'another' })
    assert.equal(await db.count(IdempotencyKey.all), 1)
  })

  it('stores neither the key, nor the answer, nor the body in a form that can be read', async () => {
    await post({ body: '{"item":"private"}', authorization: 'Bearer caller' })
    const [row] = await db.sql`select * from idempotency_key`
    const stored = JSON.stringify(row)
    const decoded = Buffer.from(String(row?.['answer']), 'base64url').toString('latin1')
    for (const secret of [KEY, 'secret-token', 'orders', 'private', 'caller']) {
      assert.ok(!stored.includes(secret) && !decoded.includes(secret), secret)
    }
  })

  it('refuses a request without a key', async () => {
    for (const key of [null, '']) {
      const refused = await post({ key })
      assert.deepEqual(await problemOf(refused), [400, '/problems/idempotency-key-missing'])
    }
  })

  const malformed: [name: string, key: string][] = [
    ['is too long', 'k'.repeat(256)],
    ['is two keys', 'a, b'],
    ['has white space', 'a b'],
    ['is the empty string', '""'],
    ['has an open quote', '"abc'],
    ['has an escape that is none', '"a\\b"'],
    ['is not ASCII', 'clé'],
  ]
  for (const [name, key] of malformed) {
    it(`refuses a key that ${name}`, async () => {
      const refused = await post({ key })
      assert.deepEqual(await problemOf(refused), [400, '/problems/idempotency-key-invalid'])
    })
  }

  it('takes a key of 255 characters', async () => {
    assert.equal((await post({ key: 'k'.repeat(255) })).status, 201)
  })
})

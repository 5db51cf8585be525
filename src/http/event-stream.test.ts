import assert from 'node:assert/strict'
import { EventEmitter, on } from 'node:events'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  eventStream,
  formatEvent,
  type EventSource,
  type EventStreamOptions,
  type ServerEvent,
} from './event-stream.ts'
import { Reply, respond } from './reply.ts'

function open(
  source: Parameters<typeof eventStream>[0],
  options?: EventStreamOptions,
): AsyncIterator<string> {
  const reply = eventStream(source, options)[respond]({ method: 'GET', header: () => null })
  assert.ok(reply instanceof Reply)
  assert.ok(
    typeof reply.body === 'object' && reply.body !== null && Symbol.asyncIterator in reply.body,
  )
  // The frames of an event stream are text.
  return reply.body[Symbol.asyncIterator]() as AsyncIterator<string>
}

describe('formatEvent', () => {
  const cases: [name: string, event: ServerEvent | string, text: string][] = [
    ['a text', 'hello', 'data: hello\n\n'],
    ['an empty text', '', 'data: \n\n'],
    ['lines of every kind', 'a\nb\r\nc\rd', 'data: a\ndata: b\ndata: c\ndata: d\n\n'],
    ['space at the start', ' a', 'data:  a\n\n'],
    ['a value', { data: { a: [1] } }, 'data: {"a":[1]}\n\n'],
    ['nothing', { data: undefined }, 'data: \n\n'],
    [
      'every field',
      { event: 'sold', id: '7', retryMs: 1500.4, data: 'x' },
      'event: sold\nid: 7\nretry: 1500\ndata: x\n\n',
    ],
    ['a forged field', { data: 'a\n\nevent: admin' }, 'data: a\ndata: \ndata: event: admin\n\n'],
  ]
  for (const [name, event, text] of cases) {
    it(`writes ${name}`, () => assert.equal(formatEvent(event), text))
  }

  for (const field of ['id', 'event']) {
    it(`refuses a line break in ${field}`, () => {
      for (const value of ['a\nb', 'a\rb', 'a\0b']) {
        assert.throws(() => formatEvent({ data: '', [field]: value }), { code: 'event-invalid' })
      }
    })
  }
})

describe('eventStream', () => {
  it('answers with headers that keep caches and proxies away', () => {
    async function* none(): EventSource {}
    const reply = eventStream(none())[respond]({ method: 'GET', header: () => null })
    assert.ok(reply instanceof Reply)
    assert.deepEqual(reply.headers, [
      'content-type',
      'text/event-stream',
      'cache-control',
      'no-store',
      'x-accel-buffering',
      'no',
    ])
  })

  it('opens with a comment, sends each event and ends with its source', async () => {
    async function* source(): EventSource {
      yield 'a'
      yield { data: 2 }
    }
    const frames = open(source())
    const seen: (string | undefined)[] = []
    for (let next = await frames.next(); !next.done; next = await frames.next())
      seen.push(next.value)
    assert.deepEqual(seen, [':\n\n', 'data: a\n\n', 'data: 2\n\n'])
  })

  it('sends comments while nothing happens, and loses no event to them', async () => {
    let pulls = 0
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: async () => (pulls++, await sleep(25), { done: false as const, value: `${pulls}` }),
      }),
    }
    const frames = open(source, { heartbeatSeconds: 0.01 })
    const seen: unknown[] = []
    while (!seen.includes('data: 2\n\n')) seen.push((await frames.next()).value)
    assert.equal(pulls, 2)
    assert.deepEqual([...new Set(seen)], [':\n\n', 'data: 1\n\n', 'data: 2\n\n'])
    assert.ok(seen.length > 4)
  })

  it('keeps an event that comes while nobody reads', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    async function* source(): EventSource {
      await promise
      yield 'kept'
    }
    const frames = open(source(), { heartbeatSeconds: 0.005 })
    await frames.next()
    assert.equal((await frames.next()).value, ':\n\n')
    resolve()
    await sleep(1)
    assert.equal((await frames.next()).value, 'data: kept\n\n')
    assert.equal((await frames.next()).done, true)
  })

  it('stops a source that waits when the client leaves', async () => {
    const bus = new EventEmitter()
    async function* source(signal: AbortSignal): EventSource {
      for await (const [price] of on(bus, 'price', { signal })) yield { data: price }
    }
    const frames = open(source)
    await frames.next()
    const waiting = frames.next()
    await sleep(1)
    assert.equal(bus.listenerCount('price'), 1)
    await frames.return?.()
    assert.deepEqual(await waiting, { done: true, value: undefined })
    assert.equal(bus.listenerCount('price'), 0)
  })

  it('returns the source that is an iterable, and leaves no timer', async () => {
    let returned = false
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<never>(() => {}),
        return: () => (
          (returned = true),
          Promise.resolve({ done: true as const, value: undefined })
        ),
      }),
    }
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    const frames = open(source)
    await frames.next()
    void frames.next()
    assert.equal(timers(), before + 1)
    await frames.return?.()
    assert.equal(returned, true)
    assert.equal(timers(), before)
  })

  it('does not call the source of an answer that never begins', async () => {
    let calls = 0
    await open(() => (calls++, (async function* (): EventSource {})())).return?.()
    assert.equal(calls, 0)
  })

  it('passes the failure of the source on', async () => {
    const source = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('bus')) }),
    }
    const frames = open(source)
    await frames.next()
    await assert.rejects(frames.next(), { message: 'bus' })
  })
})

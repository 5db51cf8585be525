import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { HttpError, reply, sendFile } from 'portico'
import { describeBothWays } from '../../tests/http/both-ways.ts'
import { Reply } from './reply.ts'

const LARGE = 'x'.repeat(40_000)

describeBothWays('an answer that comes later', (open) => {
  it('may come from any step: a hook, the handler, a file, an after hook', async () => {
    const send = await open((app) => {
      app.before(() => delay(1))
      app.after(async (_ctx, answer) => {
        await delay(1)
        return answer.status === 202 ? reply('after', { status: 203 }) : undefined
      })
      app.after((ctx) => ctx.setHeader('x-after', 'yes'))
      app.get('/file', async () => sendFile('dispatch.test.ts', { root: import.meta.dirname }))
      app.get('/late', async () => reply('late', { status: 202 }))
    })
    const file = await send('GET', '/file')
    assert.deepEqual([file.status, file.headers.get('x-after')], [200, 'yes'])
    assert.match(file.text, /^import assert/)
    const late = await send('GET', '/late')
    assert.deepEqual([late.status, late.text, late.headers.get('x-after')], [203, 'after', 'yes'])
  })

  it('may be the file of a hook, before or after the handler', async () => {
    const root = import.meta.dirname
    const send = await open((app) => {
      app.group('/before', (group) => {
        // Types leave a Responder out; at run time it is an answer like any other.
        group.before(() => sendFile('index.ts', { root }) as unknown as Reply)
        group.get('/', () => 'never')
      })
      app.group('/after', (group) => {
        group.after(() => sendFile('index.ts', { root }) as unknown as Reply)
        group.get('/', () => 'replaced')
      })
    })
    assert.match((await send('GET', '/before')).text, /^export /)
    assert.match((await send('GET', '/after')).text, /^export /)
  })
})

describeBothWays('an error', (open) => {
  const failure = new HttpError(409, 'taken', 'Taken.')
  const fail = (): never => {
    throw failure
  }
  const late = async (): Promise<never> => fail()

  it('is answered alike wherever it comes from', async () => {
    const send = await open((app) => {
      app.get('/handler', fail)
      app.get('/handler-late', late)
      app.get('/file', () => sendFile('none.txt', { root: import.meta.dirname }))
      app.group('/before', (group) => void (group.before(fail), group.get('/', () => 1)))
      app.group('/before-late', (group) => void (group.before(late), group.get('/', () => 1)))
      app.group('/after', (group) => void (group.after(fail), group.get('/', () => 1)))
      app.group('/after-late', (group) => void (group.after(late), group.get('/', () => 1)))
    })
    const paths = ['/handler', '/handler-late', '/before', '/before-late', '/after', '/after-late']
    const answers = await Promise.all(paths.map((path) => send('GET', path)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      paths.map(() => 409),
    )
    assert.equal((await send('GET', '/file')).status, 404)
  })

  it('of a thing that is thrown but no Error is told as what it is', async () => {
    const send = await open((app) => {
      app.onError(TypeError, (error) => [error.message, error.cause])
      app.get('/', () => Promise.reject('text'))
    })
    assert.equal(
      (await send('GET', '/')).text,
      '["A string was thrown instead of an Error.","text"]',
    )
  })

  it('while the answer is delivered ends in a plain one', async () => {
    const send = await open((app) => {
      // A reply by hand whose body is none: neither bytes nor a stream.
      const body: unknown = { [Symbol.asyncIterator]: 1 }
      app.get('/stream', () => new Reply(200, ['content-type', 'text/plain'], body as null))
      app.get('/', () => 'x')
    })
    await assert.rejects(send('GET', '/stream', { headers: { 'accept-encoding': 'gzip' } }))
    assert.equal((await send('GET', '/')).status, 200)
  })
})

describeBothWays('a large answer', (open) => {
  it('is streamed no faster than the client reads', async () => {
    let chunks = 0
    const send = await open((app) => {
      app.get('/', async function* () {
        for (; chunks < 100; chunks++) yield LARGE
      })
    })
    assert.equal((await send('GET', '/')).bytes.length, 100 * LARGE.length)
  })
})

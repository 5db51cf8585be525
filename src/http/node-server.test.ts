import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { RunningServer } from 'portico'
import { Reply } from './reply.ts'
import { type App, createApp } from '../../tests/http/both-ways.ts'

const CLOSE = { idleGraceSeconds: 0.2 }

async function start(context: TestContext, define: (app: App) => void): Promise<RunningServer> {
  const server = await createApp(define).serve({ port: 0, ...CLOSE, signal: context.signal })
  context.after(() => server.close())
  return server
}

function open(server: RunningServer): Socket {
  return connect(server.port, '127.0.0.1').setEncoding('latin1')
}

/** Everything that the server sends until it closes the connection, or for `ms` milliseconds. */
async function exchange(
  server: RunningServer,
  text: string,
  ms = 1000,
): Promise<[text: string, closed: boolean]> {
  const socket = open(server)
  socket.write(text, 'latin1')
  let received = ''
  socket.on('data', (chunk: string) => (received += chunk))
  socket.on('error', () => undefined) // a reset is a close
  const closed = await Promise.race([
    once(socket, 'close').then(() => true),
    delay(ms, false, { ref: false }),
  ])
  socket.destroy()
  return [received, closed]
}

describe('a request that Node would let through', () => {
  const holes: [name: string, text: string, status: number, code: string][] = [
    ['two Host headers', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400, 'host-invalid'],
    ['the same Host twice', 'GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n', 400, 'host-invalid'],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', 400, 'host-invalid'],
    ['a malformed Host', 'GET / HTTP/1.1\r\nHost: a b@c/d\r\n\r\n', 400, 'host-invalid'],
    ['userinfo in Host', 'GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n', 400, 'host-invalid'],
    [
      'an absolute target',
      'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n',
      400,
      'target-invalid',
    ],
    [
      'a target that is no path',
      'GET * HTTP/1.1\r\nHost: localhost\r\n\r\n',
      400,
      'target-invalid',
    ],
    [
      'a fragment in the target',
      'GET /#x HTTP/1.1\r\nHost: localhost\r\n\r\n',
      400,
      'target-invalid',
    ],
    [
      'HTTP/2.0 as its version',
      'GET / HTTP/2.0\r\nHost: localhost\r\n\r\n',
      505,
      'version-unsupported',
    ],
    [
      'Transfer-Encoding in HTTP/1.0',
      'POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'transfer-encoding-unexpected',
    ],
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n', 405, 'method-not-allowed'],
  ]
  for (const [name, text, status, code] of holes) {
    it(`is answered without a handler, and its connection closed: ${name}`, async (context) => {
      let calls = 0
      const server = await start(context, (app) => {
        app.before(() => void ++calls)
        app.all('/*', () => 'seen')
      })
      const [answer, closed] = await exchange(
        server,
        `${text}GET / HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      )
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
      assert.match(answer, new RegExp(`"/problems/${code}"`))
      assert.match(answer, /\r\nConnection: close\r\n/)
      assert.equal(closed, true)
      assert.equal(answer.split('HTTP/1.1 ').length, 2) // the request behind it was not answered
      assert.equal(calls, 0)
    })
  }

  it('is told apart from HTTP/1.0 without Host and OPTIONS *', async (context) => {
    const server = await start(context, (app) => app.get('/', () => 'x'))
    const [old] = await exchange(server, 'GET / HTTP/1.0\r\n\r\n')
    assert.match(old, /^HTTP\/1\.1 400 [^]*"\/problems\/host-unknown"/)
    const [options] = await exchange(
      server,
      'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    assert.match(
      options,
      /^HTTP\/1\.1 204 [^]*allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n/,
    )
  })
})

describe('a client that hangs up', () => {
  it('ends its body with an error, its stream with a return, and nothing else', async (context) => {
    const ended: string[] = []
    const server = await start(context, (app) => {
      app.post('/body', async (ctx) => {
        await ctx.bytes().catch((error: Error & { code: string }) => ended.push(error.code))
        return 'nobody reads this'
      })
      app.get('/stream', async function* (ctx) {
        ctx.signal.addEventListener('abort', () => ended.push('aborted'))
        try {
          for (;;) {
            yield 'x'.repeat(1000)
            await delay(5)
          }
        } finally {
          ended.push('returned')
        }
      })
      app.get('/', () => 'alive')
    })
    const body = open(server)
    body.write('POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf')
    await delay(50)
    body.destroy()
    const stream = open(server)
    stream.write('GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(stream, 'data')
    stream.destroy()
    for (let i = 0; i < 100 && ended.length < 3; i++) await delay(10)
    assert.deepEqual(ended.toSorted(), ['aborted', 'request-aborted', 'returned'])
    const [alive] = await exchange(
      server,
      'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    assert.match(alive, /alive$/)
  })

  it('before a late answer costs nothing', async (context) => {
    const server = await start(context, (app) => {
      app.get('/late', async () => {
        await delay(50)
        return 'late'
      })
      app.get('/', () => 'alive')
    })
    const sockets = Array.from({ length: 20 }, () => open(server))
    for (const socket of sockets) socket.write('GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await delay(20)
    for (const socket of sockets) socket.destroy()
    await delay(60)
    const [alive] = await exchange(
      server,
      'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    assert.match(alive, /alive$/)
  })
})

describe('a reply that cannot be sent', () => {
  it('costs its connection and nothing else', async (context) => {
    const server = await start(context, (app) => {
      app.get('/header', () => new Reply(200, ['x-bad', 'a\r\nb: c'], 'x'))
      app.get('/chunk', async function* () {
        yield 1 // neither text nor bytes
      })
      app.get('/', () => 'alive')
    })
    const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`
    assert.deepEqual(await exchange(server, get('/header')), ['', true])
    assert.equal((await exchange(server, get('/chunk')))[1], true)
    assert.match((await exchange(server, get('/'), 200))[0], /alive$/)
  })
})

describe('a client that reads slowly', () => {
  it('is waited for, and its stream ended when it leaves', async (context) => {
    let chunks = 0
    const server = await start(context, (app) => {
      app.get('/', async function* () {
        for (;;) {
          chunks++
          yield 'x'.repeat(65_536)
        }
      })
    })
    const socket = open(server)
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(socket, 'data')
    socket.pause()
    await delay(200)
    const before = chunks
    await delay(100)
    assert.equal(chunks, before)
    socket.destroy()
    await server.close()
  })
})

describe('a body that is too large', () => {
  it('is refused after its limit, and the connection closed instead of read to the end', async (context) => {
    const server = await start(context, (app) =>
      app.post('/', async (ctx) => (await ctx.bytes()).length),
    )
    const head = 'POST / HTTP/1.1\r\nHost: localhost\r\n'
    const [announced, first] = await exchange(server, `${head}Content-Length: 999999999\r\n\r\nx`)
    assert.match(announced, /^HTTP\/1\.1 413 /)
    assert.equal(first, true)
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    const [chunked, second] = await exchange(
      server,
      `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`,
      3000,
    )
    assert.match(chunked, /^HTTP\/1\.1 413 |^$/) // the reset may overtake the answer
    assert.equal(second, true)
  })
})

describe('close', () => {
  it('lets running requests finish, with Connection: close, and refuses new connections', async (context) => {
    const server = await start(context, (app) => {
      app.get('/slow', async () => {
        await delay(300)
        return 'done'
      })
    })
    const socket = open(server)
    socket.write('GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n')
    let answer = ''
    socket.on('data', (chunk: string) => (answer += chunk))
    await delay(50)
    const closing = server.close()
    await assert.rejects(once(open(server), 'connect'))
    await Promise.all([closing, once(socket, 'close')])
    assert.match(answer, /\r\nConnection: close\r\n\r\ndone$/)
  })

  it('answers what comes on an idle connection within the grace, then closes it', async (context) => {
    const server = await start(context, (app) => app.get('/', () => 'x'))
    const socket = open(server)
    const get = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'
    socket.write(get)
    assert.match(String(await once(socket, 'data')), /\r\nConnection: keep-alive\r\n/)
    const closing = server.close()
    socket.write(get)
    assert.match(String(await once(socket, 'data')), /\r\nConnection: close\r\n/)
    await Promise.all([closing, once(socket, 'close')])
  })

  it('closes connections that stay idle after the grace, and those that never sent a byte', async (context) => {
    const server = await start(context, (app) => app.get('/', () => 'x'))
    const idle = open(server)
    idle.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const silent = open(server)
    await Promise.all([once(idle, 'data'), once(silent, 'connect')])
    const begin = performance.now()
    await Promise.all([server.close(), once(idle, 'close'), once(silent, 'close')])
    const seconds = (performance.now() - begin) / 1000
    assert.ok(seconds >= 0.19 && seconds < 2, `closed after ${seconds} s`)
  })

  it('may be called twice, happens when the signal aborts, and by `await using`', async () => {
    const controller = new AbortController()
    const app = createApp((created) => created.get('/', () => 'x'))
    const server = await app.serve({ port: 0, ...CLOSE, signal: controller.signal })
    controller.abort()
    await Promise.all([server.close(), server.close()])
    {
      await using second = await app.serve({ port: 0, ...CLOSE })
      assert.match(second.url, /^http:\/\/127\.0\.0\.1:\d+$/)
    }
    const late = await app.serve({ port: 0, ...CLOSE, signal: AbortSignal.abort() })
    await late.close()
    assert.equal(process.listenerCount('SIGTERM'), 0)
  })

  it('cuts what is still running when its time is over', async () => {
    const app = createApp((created) => created.get('/', () => new Promise(() => undefined)))
    const server = await app.serve({ port: 0, ...CLOSE, stopTimeoutSeconds: 0.3 })
    const socket = open(server)
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await delay(50)
    await Promise.all([server.close(), once(socket, 'close')])
  })
})

describe('serve', () => {
  it('explains a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo // a server that listens on a port has one
    const app = createApp(() => undefined)
    await assert.rejects(app.serve({ port }), {
      code: 'port-in-use',
      message:
        `Port ${port} on 127.0.0.1 is taken: another program, perhaps an earlier start of this one, listens there. ` +
        `Stop it, or take another port: PORT=${port + 1}`,
    })
    other.close()
  })

  it('explains an address that this machine does not have', async () => {
    const app = createApp(() => undefined)
    await assert.rejects(app.serve({ port: 0, host: '192.0.2.1' }), {
      code: 'address-unknown',
      message:
        /^This machine has no address "192\.0\.2\.1" to listen on\. .* Set it: HOST=127\.0\.0\.1$/,
    })
  })

  it('cuts a client that is slow with its headers', { timeout: 20_000 }, async (context) => {
    const server = await start(context, (app) => app.get('/', () => 'x'))
    const started = performance.now()
    const [answer, closed] = await exchange(
      server,
      'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
      15_000,
    )
    assert.equal(closed, true)
    assert.match(answer, /^HTTP\/1\.1 408 /)
    assert.ok(performance.now() - started < 13_000)
  })
})

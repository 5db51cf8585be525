import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Component, fromNode, HttpError, portico } from 'portico'
import { createApp, describeBothWays, pick, throughFetch } from '../../tests/http/both-ways.ts'

describeBothWays('a mounted app', (open) => {
  it('keeps its hooks, error handlers and services below its prefix', async () => {
    const inner = createApp((app) => {
      app.before((ctx) => ctx.setHeader('x-inner', 'yes'))
      app.onError(404, () => 'inner')
      app.get('/x/:id', ({ params, path }) => [params.id, path])
    })
    const send = await open((app) => {
      app.get('/', () => 'root')
      app.mount('/admin', inner)
    })
    const answer = await send('GET', '/admin/x/7')
    assert.deepEqual([answer.text, answer.headers.get('x-inner')], ['["7","/admin/x/7"]', 'yes'])
    assert.equal((await send('GET', '/admin/none')).text, 'inner')
    assert.equal((await send('GET', '/')).headers.get('x-inner'), null)
  })

  it('is guarded by the app around it alone', async () => {
    const inner = portico({ hosts: ['admin.example'], log: false })
    inner.get('/', () => 'inner')
    const send = await open((app) => app.mount('/admin', inner), { hosts: ['shop.example'] })
    assert.equal((await send('GET', '/admin', { headers: { host: 'shop.example' } })).text, 'inner')
    assert.equal((await send('GET', '/admin', { headers: { host: 'evil.example' } })).status, 400)
  })
})

describeBothWays('a component', (open) => {
  it('can be mounted twice, with names that say which', async () => {
    const reviews: Component = {
      routes(group) {
        group.get(
          '/:id',
          { name: 'review' },
          (ctx) => `${ctx.params.hotel ?? '-'} ${ctx.params.id}`,
        )
      },
    }
    const send = await open((app) => {
      app.mount('/hotels/:hotel/reviews', reviews, { name: 'hotel' })
      app.mount('/reviews', reviews)
      app.get('/', () => [
        app.url('hotel.review', { hotel: 3, id: 'a/b' }),
        app.url('review', { id: 4 }, { query: { page: 2, tag: ['x', 'y'], none: null } }),
      ])
    })
    assert.equal((await send('GET', '/hotels/3/reviews/7')).text, '3 7')
    assert.equal((await send('GET', '/reviews/7')).text, '- 7')
    assert.equal(
      (await send('GET', '/')).text,
      '["/hotels/3/reviews/a%2Fb","/reviews/4?page=2&tag=x&tag=y"]',
    )
  })
})

describeBothWays('a mounted fetch handler', (open) => {
  it('sees the request below its prefix, body included, and its Response goes out', async () => {
    const send = await open((app) => {
      app.mount('/:tenant/legacy', async (request) => {
        const { pathname, search } = new URL(request.url)
        const text = `${request.method} ${pathname}${search} ${await request.text()}`
        return new Response(text, {
          status: 201,
          headers: [
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ],
        })
      })
    })
    const answer = await send('POST', '/x/legacy/a/b?c=1', { body: 'hi' })
    assert.deepEqual([answer.status, answer.text], [201, 'POST /a/b?c=1 hi'])
    assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2'])
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.equal((await send('GET', '/x/legacy')).text, 'GET / ')
  })

  it('may be an object with fetch', async () => {
    const worker = { name: 'w', fetch: (): Response => new Response(worker.name) }
    const send = await open((app) => app.mount('/w', worker))
    assert.equal((await send('GET', '/w')).text, 'w')
  })
})

describeBothWays('Node middleware', (open) => {
  it('gets the real objects of node:http, with the path below its prefix', async () => {
    const send = await open((app) => {
      app.before((ctx) => ctx.setHeader('x-before', 'yes'))
      app.mount(
        '/legacy',
        fromNode((request, response) => {
          response.setHeader('x-legacy', String(request.headers['x-ask']))
          response.statusCode = 202
          request.pipe(response)
        }),
      )
      app.mount(
        '/url',
        fromNode((request, response) => response.end(request.url)),
      )
    })
    const headers = { 'x-ask': 'me', 'content-type': 'text/plain' }
    const answer = await send('POST', '/legacy', { headers, body: 'echo' })
    assert.deepEqual([answer.status, answer.text], [202, 'echo'])
    assert.deepEqual(pick(answer, 'x-legacy', 'x-before', 'x-content-type-options'), [
      'me',
      'yes',
      'nosniff',
    ])
    assert.equal((await send('GET', '/url/a/b?c=1')).text, '/a/b?c=1')
  })

  it('passes a request on: 404 without an error, and its errors to the error handlers', async () => {
    const send = await open((app) => {
      app.mount(
        '/none',
        fromNode((_request, _response, next) => next()),
      )
      app.mount(
        '/error',
        fromNode((_request, _response, next) => next(new HttpError(409, 'taken', 'Taken.'))),
      )
      app.mount(
        '/reject',
        fromNode(async () => {
          throw new HttpError(410, 'gone', 'Gone.')
        }),
      )
      app.mount(
        '/throw',
        fromNode(() => {
          throw new HttpError(418, 'teapot', 'Teapot.')
        }),
      )
    })
    const paths = ['/none', '/error', '/reject', '/throw']
    const answers = await Promise.all(paths.map((path) => send('GET', path)))
    assert.deepEqual(
      answers.map(({ status, text }) => [status, JSON.parse(text).type]),
      [
        [404, '/problems/not-found'],
        [409, '/problems/taken'],
        [410, '/problems/gone'],
        [418, '/problems/teapot'],
      ],
    )
  })
})

describe('mount', () => {
  it('refuses what answers nothing, an app inside itself and one that has an address', () => {
    const inner = createApp(() => undefined)
    createApp((app) => {
      const nothing: unknown = { listen: 1 }
      assert.throws(() => app.mount('/x', nothing as Component), {
        code: 'mount-invalid',
        message: /^mount\("\/x"\) was given nothing that answers requests\. Mount an app, /,
      })
      assert.throws(() => app.mount('/x', app), {
        code: 'mount-cycle',
        message: /^mount\("\/x"\) mounts an app inside itself/,
      })
      app.mount('/a', inner)
      assert.throws(() => app.mount('/b', inner), {
        code: 'app-mounted-twice',
        message: /^mount\("\/b"\) mounts an app that is already mounted at "\/a"\./,
      })
    })
  })

  it('leaves a mounted app able to answer alone, without the prefix', async () => {
    const inner = createApp((app) => {
      app.get('/x', { name: 'x' }, () => 'x')
      app.mount('/fetch', (request) => new Response(new URL(request.url).pathname))
    })
    createApp((app) => app.mount('/inner', inner))
    assert.equal((await throughFetch(inner)('GET', '/x')).text, 'x')
    assert.equal((await throughFetch(inner)('GET', '/fetch/a/b')).text, '/a/b')
    assert.equal(inner.url('x'), '/inner/x')
  })
})

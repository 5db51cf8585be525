import assert from 'node:assert/strict'
import { it } from 'node:test'
import { HttpError, reply } from 'portico'
import { describeBothWays, pick } from '../../tests/http/both-ways.ts'

describeBothWays('a route', (open) => {
  it('answers with what its handler returns', async () => {
    const send = await open((app) => app.get('/hello/:name', (ctx) => ({ hello: ctx.params.name })))
    const answer = await send('GET', '/hello/world')
    assert.equal(answer.status, 200)
    assert.equal(answer.text, '{"hello":"world"}')
    assert.deepEqual(pick(answer, 'content-type', 'content-length'), ['application/json', '17'])
  })

  it('decodes parameters and keeps an encoded slash in its segment', async () => {
    const send = await open((app) => app.get('/a/:b/:c', (ctx) => [ctx.params.b, ctx.params.c]))
    assert.equal((await send('GET', '/a/w%C3%B6%2Fx/100%25')).text, '["wö/x","100%"]')
  })

  it('gives the rest of the path to a final star, and prefers text over a parameter over it', async () => {
    const send = await open((app) => {
      app.get('/files/*', (ctx) => `rest ${ctx.params['*']}`)
      app.get('/files/:name', (ctx) => `name ${ctx.params.name}`)
      app.get('/files/list', () => 'list')
    })
    assert.equal((await send('GET', '/files/a/b%20c')).text, 'rest a/b c')
    assert.equal((await send('GET', '/files/a')).text, 'name a')
    assert.equal((await send('GET', '/files/list')).text, 'list')
  })

  it('answers 400 to a path that is not percent-encoded UTF-8, whatever the routes', async () => {
    const send = await open((app) => app.get('/hello/:name', () => 'hi'))
    for (const path of ['/hello/%zz', '/hello/%ff', '/%', '/nowhere/%c3', '/hello/a%00b']) {
      const answer = await send('GET', path)
      assert.equal(answer.status, 400, path)
      assert.equal(JSON.parse(answer.text).type, '/problems/path-malformed', path)
    }
  })

  it('takes the path literally: case and a slash at the end count', async () => {
    const send = await open((app) => app.get('/Rooms', () => 'rooms'))
    assert.equal((await send('GET', '/Rooms')).status, 200)
    assert.equal((await send('GET', '/rooms')).status, 404)
    assert.equal((await send('GET', '/Rooms/')).status, 404)
  })

  it('has no parameter without a character', async () => {
    const send = await open((app) => {
      app.get('/hello/:name', (ctx) => ctx.params.name)
      app.get('/a/:b/c', (ctx) => ctx.params.b)
      app.get('/files/*', (ctx) => `rest ${ctx.params['*']}`)
    })
    assert.equal((await send('GET', '/hello/')).status, 404)
    assert.equal((await send('GET', '/a//c')).status, 404)
    assert.equal((await send('GET', '/files/')).text, 'rest ')
    assert.equal((await send('GET', '/files//x')).text, 'rest /x')
  })

  it('answers each of the seven methods', async () => {
    const send = await open((app) => {
      app.get('/x', () => 'get')
      app.head('/x', () => reply(null, { status: 200, headers: { 'x-method': 'head' } }))
      app.post('/x', () => 'post')
      app.put('/x', () => 'put')
      app.patch('/x', () => 'patch')
      app.delete('/x', () => 'delete')
      app.options('/x', () => 'options')
    })
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      assert.equal((await send(method, '/x')).text, method.toLowerCase())
    }
    assert.equal((await send('HEAD', '/x')).headers.get('x-method'), 'head')
  })

  it('leaves a declared method to its own route when `all` is at the same path', async () => {
    const send = await open((app) => {
      app.all('/x', (ctx) => `all ${ctx.method}`)
      app.post('/x', () => 'post')
    })
    assert.equal((await send('GET', '/x')).text, 'all GET')
    assert.equal((await send('POST', '/x')).text, 'post')
    assert.equal((await send('OPTIONS', '/x')).text, 'all OPTIONS')
  })
})

describeBothWays('HEAD, OPTIONS, 404 and 405', (open) => {
  it('answers HEAD with the headers of GET and no body', async () => {
    const send = await open((app) => app.get('/x', () => ({ a: 'ü' })))
    const get = await send('GET', '/x')
    const head = await send('HEAD', '/x')
    assert.equal(head.status, 200)
    assert.equal(head.bytes.length, 0)
    const names = ['content-type', 'content-length', 'etag', 'content-security-policy']
    assert.deepEqual(pick(head, ...names), pick(get, ...names))
    assert.equal(head.headers.get('content-length'), '10')
  })

  it('lists exactly the methods of a path in Allow, those of overlapping routes included', async () => {
    const send = await open((app) => {
      app.get('/rooms/:id', () => 1)
      app.delete('/rooms/special', () => 1)
      app.post('/rooms', () => 1)
    })
    const refused = await send('PUT', '/rooms/special')
    assert.equal(refused.status, 405)
    assert.equal(refused.headers.get('allow'), 'GET, HEAD, DELETE, OPTIONS')
    assert.equal(JSON.parse(refused.text).type, '/problems/method-not-allowed')
    const options = await send('OPTIONS', '/rooms')
    assert.deepEqual([options.status, options.headers.get('allow')], [204, 'POST, OPTIONS'])
    assert.equal((await send('PROPFIND', '/rooms')).headers.get('allow'), 'POST, OPTIONS')
  })

  it('answers 404 where no route is, for OPTIONS too', async () => {
    const send = await open((app) => app.get('/x', () => 1))
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
      assert.equal((await send(method, '/y')).status, 404, method)
    }
  })
})

describeBothWays('a group', (open) => {
  it('keeps its hooks inside and runs those around it first and last', async () => {
    const seen: string[] = []
    const send = await open((app) => {
      app.before(() => void seen.push('app'))
      app.after(() => void seen.push('app after'))
      app.get('/', () => 'root')
      const api = app.group('/api')
      api.before(async () => void seen.push('api'))
      api.after(() => void seen.push('api after'))
      api.group('/v1', (v1) => {
        v1.before(() => void seen.push('v1'))
        v1.get('/x', () => void seen.push('handler'))
      })
    })
    assert.equal((await send('GET', '/api/v1/x')).status, 204)
    assert.deepEqual(seen.splice(0), ['app', 'api', 'v1', 'handler', 'api after', 'app after'])
    await send('GET', '/')
    assert.deepEqual(seen, ['app', 'app after'])
  })

  it('is itself the path "/" inside it', async () => {
    const send = await open((app) => app.group('/api', (api) => void api.get('/', () => 'api')))
    assert.equal((await send('GET', '/api')).text, 'api')
    assert.equal((await send('GET', '/api/')).status, 404)
  })

  it('adds the parameters of its prefix', async () => {
    const send = await open((app) => {
      app
        .group('/hotels/:hotel')
        .get('/rooms/:room', ({ params }) => `${params.hotel} ${params.room}`)
    })
    assert.equal((await send('GET', '/hotels/3/rooms/7')).text, '3 7')
  })

  it('answers unknown paths below it with its own hooks and error handlers', async () => {
    const send = await open((app) => {
      app.onError(404, () => 'app')
      app.group('/hotels/:id', (group) => {
        group.before((ctx) => ctx.setHeader('x-group', 'yes'))
        group.onError(404, () => 'group')
      })
    })
    const inside = await send('GET', '/hotels/3/none')
    assert.deepEqual(
      [inside.status, inside.text, inside.headers.get('x-group')],
      [404, 'group', 'yes'],
    )
    assert.equal((await send('GET', '/hotels')).text, 'app')
    assert.equal((await send('GET', '/hotelsx/3')).text, 'app')
  })
})

describeBothWays('hooks', (open) => {
  it('lets a before hook answer instead of the handler', async () => {
    const send = await open((app) => {
      app.before((ctx) =>
        ctx.header('authorization') === null ? reply('who?', { status: 401 }) : undefined,
      )
      app.get('/x', () => 'secret')
    })
    const refused = await send('GET', '/x')
    assert.deepEqual([refused.status, refused.text], [401, 'who?'])
    assert.equal((await send('GET', '/x', { headers: { authorization: 'a' } })).text, 'secret')
    assert.equal((await send('GET', '/none')).status, 401)
  })

  it('lets an after hook add headers or send another reply, also when an error is answered', async () => {
    const send = await open((app) => {
      app.after((ctx, answer) => ctx.setHeader('x-status', answer.status))
      app.after((_ctx, answer) =>
        answer.status === 404 ? reply('gone', { status: 410 }) : undefined,
      )
      app.get('/x', () => reply('x', { headers: { 'x-status': 'none' } }))
    })
    const found = await send('GET', '/x')
    assert.deepEqual([found.status, found.headers.get('x-status')], [200, '200'])
    const missing = await send('GET', '/y')
    assert.deepEqual([missing.status, missing.text], [410, 'gone'])
  })

  it('refuses a value that a hook returns by accident', async () => {
    const send = await open((app) => {
      const count: unknown = () => 7 // the types refuse it; JavaScript would not
      app.before(count as () => undefined)
      app.get('/x', () => 'x')
    })
    const answer = await send('GET', '/x')
    assert.equal(answer.status, 500)
    assert.match(JSON.parse(answer.text).failure.message, /^A hook returned a number\. /)
  })
})

describeBothWays('error handlers', (open) => {
  class SoldOut extends Error {}
  class SuiteSoldOut extends SoldOut {}

  it('are found by status, class and base class, innermost first, with the status of the error', async () => {
    const send = await open((app) => {
      app.onError(SoldOut, (error) => ({ app: error.message }))
      app.onError(409, () => 'conflict')
      app.get('/base', () => {
        throw new SuiteSoldOut('suite')
      })
      app.get('/status', async () => {
        throw new HttpError(409, 'taken', 'Taken.')
      })
      app.group('/in', (group) => {
        group.onError(SuiteSoldOut, (error, ctx) => {
          ctx.status(409)
          return `in ${error.message}`
        })
        group.get('/x', () => {
          throw new SuiteSoldOut('x')
        })
        group.get('/y', () => {
          throw new SoldOut('y')
        })
      })
    })
    const answers = await Promise.all(
      ['/base', '/status', '/in/x', '/in/y'].map((path) => send('GET', path)),
    )
    assert.deepEqual(
      answers.map(({ status, text }) => [status, text]),
      [
        [500, '{"app":"suite"}'],
        [409, 'conflict'],
        [409, 'in x'],
        [500, '{"app":"y"}'],
      ],
    )
  })

  it('pass an error on by returning undefined, and another by throwing it', async () => {
    const send = await open((app) => {
      app.onError(HttpError, (error) => `outer ${error.code}`)
      app.group('/in', (group) => {
        group.onError(404, () => undefined)
        group.onError(500, () => {
          throw new HttpError(503, 'busy', 'Busy.')
        })
        group.get('/boom', () => {
          throw new Error('boom')
        })
      })
    })
    const passed = await send('GET', '/in/none')
    assert.deepEqual([passed.status, passed.text], [404, 'outer not-found'])
    const replaced = await send('GET', '/in/boom')
    assert.deepEqual([replaced.status, replaced.text], [503, 'outer busy'])
  })

  it('keep the headers of the error and drop those of the answer that failed', async () => {
    const send = await open((app) => {
      app.onError(429, () => 'slow down')
      app.before((ctx) => ctx.setHeader('x-before', 'kept'))
      app.get('/x', (ctx) => {
        ctx.setHeader('cache-control', 'public, max-age=60')
        ctx.setHeader('etag', '"x"')
        ctx.status(201)
        throw new HttpError(429, 'too-many', 'Too many.', { headers: { 'retry-after': '3' } })
      })
    })
    const answer = await send('GET', '/x')
    assert.equal(answer.status, 429)
    assert.deepEqual(pick(answer, 'retry-after', 'x-before', 'cache-control', 'etag'), [
      '3',
      'kept',
      null,
      null,
    ])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Component, contextKey } from 'portico'
import { type App, createApp, throughFetch } from '../../tests/http/both-ways.ts'

const handler = (): string => 'x'
const wrong = (value: unknown): never => value as never // the types refuse all of these

const mistakes: [name: string, make: (app: App) => void, code: string, message: RegExp][] = [
  [
    'a path without a slash',
    (app) => app.get('rooms', handler),
    'path-invalid',
    /^GET "rooms" has the path "rooms": it does not start with "\/"\. A path starts with .* for example "\/hotels\/:id"\.$/,
  ],
  [
    'an empty segment',
    (app) => app.get('/a//b', handler),
    'path-invalid',
    /it has an empty segment/,
  ],
  [
    'a star in the middle',
    (app) => app.get('/*/b', handler),
    'path-invalid',
    /its segment "\*" is neither/,
  ],
  [
    'a pattern in a segment',
    (app) => app.get('/:id(\\d+)', handler),
    'path-invalid',
    /its segment ":id\(/,
  ],
  ['a query in a path', (app) => app.get('/a?b', handler), 'path-invalid', /its segment "a\?b"/],
  [
    'a parameter twice',
    (app) => app.get('/:a/:a', handler),
    'path-invalid',
    /the parameter ":a" twice/,
  ],
  [
    'a prefix with a slash at its end',
    (app) => app.group('/api/'),
    'path-invalid',
    /^group\("\/api\/"\) ends with "\/"\. .* Write "\/api"\.$/,
  ],
  [
    'a prefix with a star',
    (app) => app.mount('/api/*', handlers()),
    'path-invalid',
    /Write "\/api"\.$/,
  ],
  [
    'a handler that is none',
    (app) => app.get('/x', wrong({ a: 1 })),
    'handler-invalid',
    /^GET "\/x" has an object \(Object\) as its handler\. .* Write app\.get\("\/x", \(ctx\) => …\)\.$/,
  ],
  [
    'an unknown route option',
    (app) => app.post('/x', wrong({ boddy: 1 }), handler),
    'route-option-unknown',
    /^POST "\/x" has the option "boddy"\. Its options are name, query, body, bodyLimitBytes\. Correct the name/,
  ],
  [
    'a body for GET',
    (app) => app.get('/x', wrong({ body: 1 }), handler),
    'route-option-unknown',
    /options are name, query\./,
  ],
  [
    'options that are none',
    (app) => app.get('/x', wrong('x'), handler),
    'route-option-unknown',
    /has a string as its options/,
  ],
  [
    'a schema that is none',
    (app) => app.get('/x', wrong({ query: { limit: 1 } }), handler),
    'schema-invalid',
    /^GET "\/x" has an object \(Object\) as its query schema\. A schema follows Standard Schema/,
  ],
  [
    'a route twice',
    (app) => {
      app.get('/a/:id', handler)
      app.get('/a/:name', handler)
    },
    'route-duplicate',
    /^GET \/a\/:name is declared twice, the first time as GET \/a\/:id\. The second would never run\. Remove one/,
  ],
  [
    'a hook that is none',
    (app) => app.before(wrong('x')),
    'hook-invalid',
    /^before\(\) was given a string\. A hook is a function/,
  ],
  [
    'an after hook that is none',
    (app) => app.after(wrong(null)),
    'hook-invalid',
    /^after\(\) was given null\./,
  ],
  [
    'an error handler that is none',
    (app) => app.onError(404, wrong(1)),
    'hook-invalid',
    /^onError\(\) was given a number\./,
  ],
  [
    'an error kind that is none',
    (app) => app.onError(200, handler),
    'error-kind-invalid',
    /^onError\(200\) names neither a class of errors nor a status from 400 to 599\. Pass one of the two/,
  ],
  [
    'an extension that is none',
    (app) => app.use(wrong({})),
    'extension-invalid',
    /^use\(\) was given an object \(Object\)\./,
  ],
]

function handlers(): Component {
  return { routes: (group) => void group.get('/', handler) }
}

describe('a mistake in a declaration', () => {
  for (const [name, make, code, message] of mistakes) {
    it(`is an error at its line: ${name}`, () => {
      createApp((app) => assert.throws(() => make(app), { code, message }))
    })
  }

  it('across groups, mounts and names is an error at the start', async () => {
    const routes = createApp((app) => {
      app.group('/a').get('/b', handler)
      app.get('/a/b', handler)
    })
    await assert.rejects(throughFetch(routes)('GET', '/'), { code: 'route-duplicate' })
    const names = createApp((app) => {
      app.mount('/a', { routes: (group) => void group.get('/', { name: 'x' }, handler) })
      app.mount('/b', { routes: (group) => void group.get('/', { name: 'x' }, handler) })
    })
    await assert.rejects(throughFetch(names)('GET', '/'), {
      code: 'route-name-duplicate',
      message:
        /^GET \/a and GET \/b are both called "x", so app\.url\("x"\) has two answers\. Rename one, /,
    })
  })

  it('that comes after the first request is an error too', async () => {
    let group: ReturnType<App['group']> | undefined
    const app = createApp((created) => {
      group = created.group('/g')
    })
    await throughFetch(app)('GET', '/')
    const code = 'app-frozen'
    assert.throws(() => app.get('/x', handler), {
      code,
      message: /^GET "\/x" was declared after the app had answered its first request\./,
    })
    assert.throws(() => group?.before(() => undefined), { code })
    assert.throws(() => app.use(() => undefined), { code })
    assert.throws(() => app.provide(contextKey('x'), 1), { code })
    assert.throws(() => app.mount('/m', handlers()), { code })
  })
})

describe('use', () => {
  it('runs an extension on an app or a group', async () => {
    const app = createApp((created) => {
      created.use((target) => target.get('/function', handler))
      created.group('/g').use({ install: (target) => target.get('/object', handler) })
    })
    const send = throughFetch(app)
    assert.equal((await send('GET', '/function')).text, 'x')
    assert.equal((await send('GET', '/g/object')).text, 'x')
  })
})

describe('url', () => {
  it('is the way back from a route to its address, prefixes included', () => {
    createApp((app) => {
      const rooms = app.group('/hotels/:hotel').get('/rooms/:room', handler)
      assert.equal(rooms.path, '/hotels/:hotel/rooms/:room')
      assert.equal(String(rooms), 'GET /hotels/:hotel/rooms/:room')
      assert.equal(rooms.url({ hotel: 3, room: 'ö/ä' }), '/hotels/3/rooms/%C3%B6%2F%C3%A4')
      const files = app.get('/files/*', handler)
      assert.equal(files.url({ '*': 'a b/c' }, { query: { v: true } }), '/files/a%20b/c?v=true')
    })
  })

  it('refuses values that no path can carry, and names that the path does not have', () => {
    createApp((app) => {
      const room = app.get('/rooms/:id', { name: 'room' }, handler)
      for (const id of ['', '.', '..']) {
        assert.throws(() => room.url({ id }), {
          code: 'url-param-invalid',
          message: `Parameter "id" of path "/rooms/:id" is ${JSON.stringify(id)}. It must be text or a number that can stand in a path. Pass it to url().`,
        })
      }
      assert.throws(() => app.url('room'), { code: 'url-param-invalid', message: /is missing\./ })
      assert.throws(() => app.url('room', { id: 1, page: 2 }), {
        code: 'url-param-unknown',
        message:
          /^Path "\/rooms\/:id" has no parameter "page"\. .* Put other values into the query/,
      })
      assert.throws(() => app.url('rooms'), {
        code: 'route-name-unknown',
        message:
          /^No route is called "rooms"\. The named routes are room\. Name one where it is declared: /,
      })
    })
  })
})

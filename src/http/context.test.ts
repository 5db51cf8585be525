import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contextKey, type PorticoOptions } from 'portico'
import { describeBothWays } from '../../tests/http/both-ways.ts'

const USER = contextKey<{ name: string }>('user')
const development: PorticoOptions = {}

describeBothWays('Context', (open) => {
  it('reads headers in any case, cookies one by one, and what the client accepts', async () => {
    const send = await open((app) => {
      app.get('/', (ctx) => [
        ctx.header('X-Ask'),
        ctx.header('x-none') ?? ctx.header('constructor'),
        ctx.cookie('session'),
        ctx.cookie('none'),
        ctx.accepts(['text/html', 'application/json']),
      ])
    })
    const headers = {
      'x-ask': 'me',
      cookie: 'theme=dark; session=a%20b',
      accept: 'application/json',
    }
    assert.equal(
      (await send('GET', '/', { headers })).text,
      '["me",null,"a b",null,"application/json"]',
    )
  })

  it('knows the peer of a socket, and the URLs of named routes', async () => {
    const send = await open((app) => {
      app.get('/rooms/:id', { name: 'room' }, (ctx) => [ctx.address, ctx.url('room', { id: 7 })])
    })
    const [address, url] = JSON.parse((await send('GET', '/rooms/1')).text)
    assert.equal(['127.0.0.1', null].includes(address), true)
    assert.equal(url, '/rooms/7')
  })

  it('sets several cookies, each in a header of its own', async () => {
    const send = await open((app) => {
      app.get('/', (ctx) => {
        ctx.setCookie('a', '1')
        ctx.setCookie('b', '2', { maxAgeSeconds: 60, httpOnly: false })
        return 'x'
      })
    })
    assert.deepEqual((await send('GET', '/')).headers.getSetCookie(), [
      'a=1; Path=/; HttpOnly; Secure; SameSite=Lax',
      'b=2; Path=/; Max-Age=60; Secure; SameSite=Lax',
    ])
  })

  it('gives what was provided to its group, or set for this request, and says what there is', async () => {
    const send = await open((app) => {
      app.provide(USER, { name: 'app' })
      app.get('/app', (ctx) => ctx.get(USER).name)
      app.group('/group', (group) => {
        group.provide(USER, { name: 'group' })
        group.get('/', (ctx) => ctx.get(USER).name)
        group.get('/set', (ctx) => {
          ctx.set(USER, { name: 'set' })
          return ctx.get(USER).name
        })
        group.get('/none', (ctx) => [
          ctx.has(USER),
          ctx.has(contextKey('none')),
          ctx.get(contextKey('none')),
        ])
      })
    }, development)
    const texts = await Promise.all(
      ['/app', '/group', '/group/set', '/app'].map(async (path) => (await send('GET', path)).text),
    )
    assert.deepEqual(texts, ['app', 'group', 'set', 'app'])
    const missing = await send('GET', '/group/none')
    assert.equal(
      JSON.parse(missing.text).failure.message,
      'Nothing provides "none" here. This route has user. Add it with app.use(...) or app.provide(...) before the first request.',
    )
  })

  it('reads a body as JSON, text, form or bytes, more than once', async () => {
    const send = await open((app) => {
      app.post('/json', async (ctx) => [await ctx.json(), (await ctx.bytes()).length])
      app.post('/text', async (ctx) => (await ctx.text()) + (await ctx.text()))
      app.post('/form', async (ctx) => await ctx.form())
    })
    const type = (name: string) => ({ 'content-type': name })
    const json = await send('POST', '/json', {
      headers: type('application/vnd.x+json'),
      body: '[1]',
    })
    assert.equal(json.text, '[[1],3]')
    const text = await send('POST', '/text', {
      headers: type('text/plain; charset=latin1'),
      body: Buffer.from([0xe9]),
    })
    assert.equal(text.text, 'éé')
    const form = type('application/x-www-form-urlencoded')
    assert.equal(
      (await send('POST', '/form', { headers: form, body: 'a=1&a=2' })).text,
      '{"a":["1","2"]}',
    )
    const refused = await send('POST', '/json', { headers: form, body: 'a=1' })
    assert.deepEqual([refused.status, refused.headers.get('accept')], [415, 'application/json'])
    assert.equal(
      (await send('POST', '/form', { headers: type('text/plain'), body: 'a' })).status,
      415,
    )
  })

  it('reads multipart forms part by part', async () => {
    const send = await open((app) => {
      app.post('/', async (ctx) => {
        const parts: unknown[] = []
        for await (const part of ctx.multipart()) {
          if (part.kind === 'field') parts.push([part.name, part.value])
          else
            parts.push([
              part.name,
              part.fileName,
              Buffer.concat(await Array.fromAsync(part.body)).toString(),
            ])
        }
        return parts
      })
    })
    const body =
      '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n' +
      '--b\r\ncontent-disposition: form-data; name="f"; filename="x.txt"\r\n\r\nfile\r\n--b--\r\n'
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    assert.equal(
      (await send('POST', '/', { headers, body })).text,
      '[["a","1"],["f","x.txt","file"]]',
    )
  })

  it('has the request as the web knows it, whose body is the same one', async () => {
    const send = await open((app) => {
      app.post('/', async (ctx) => {
        const { url, method, headers } = ctx.request
        return [new URL(url).pathname, method, headers.get('x-ask'), await ctx.request.text()]
      })
      app.post('/both', async (ctx) => [ctx.request.method, await ctx.text()])
    })
    const options = { headers: { 'x-ask': 'me' }, body: 'hi' }
    assert.equal((await send('POST', '/?a=1', options)).text, '["/","POST","me","hi"]')
    assert.equal((await send('POST', '/both', options)).text, '["POST","hi"]')
  })

  it('refuses a status that is none', async () => {
    const send = await open((app) => app.get('/', (ctx) => ctx.status(99)))
    const { failure } = JSON.parse((await send('GET', '/')).text)
    assert.match(
      failure.message,
      /^An answer was given the status 99\. A status is an integer from 200 to 599\./,
    )
  })
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { html, HttpError, type PorticoOptions, reply } from 'portico'
import { describeBothWays, pick } from '../../tests/http/both-ways.ts'

const production: PorticoOptions = {
  config: {
    mode: 'production',
    port: 0,
    host: '127.0.0.1',
    hosts: [],
    databaseUrl: null,
    secretKey: null,
  },
  hosts: ['localhost', '127.0.0.1'],
}
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const CANARY = 'canary-7f3a'

describeBothWays('an HttpError', (open) => {
  it('names each mistake on the page for people, escaped', async () => {
    const send = await open((app) => {
      app.get('/', () => {
        throw new HttpError(422, 'body-invalid', 'Two values are wrong, see errors.', {
          extensions: {
            errors: [
              { pointer: '/guest/<name>', detail: 'is required' },
              { parameter: 'n', detail: 'must be at most 5' },
            ],
          },
        })
      })
    }, production)
    const { text } = await send('GET', '/', { headers: HTML })
    assert.match(text, /<li><code>\/guest\/&#60;name&#62;<\/code> is required<\/li>/)
    assert.match(text, /<li><code>n<\/code> must be at most 5<\/li>/)
  })

  it('is a problem document with its extensions, which cannot replace its own members', async () => {
    const send = await open((app) => {
      app.get('/', () => {
        throw new HttpError(409, 'sold-out', 'No room is left on <12 May>.', {
          headers: { 'retry-after': '60' },
          extensions: { night: '2027-05-12', status: 200 },
        })
      })
    }, production)
    const answer = await send('GET', '/')
    const { request_id, ...problem } = JSON.parse(answer.text)
    assert.equal(request_id, answer.headers.get('x-request-id'))
    assert.deepEqual(problem, {
      night: '2027-05-12',
      status: 409,
      type: '/problems/sold-out',
      title: 'Conflict',
      detail: 'No room is left on <12 May>.',
    })
    const names = ['content-type', 'retry-after', 'cache-control', 'vary']
    assert.deepEqual(pick(answer, ...names), [
      'application/problem+json',
      '60',
      'no-store',
      'accept',
    ])
  })

  it('is a page for a client that prefers HTML, escaped', async () => {
    const send = await open((app) => {
      app.get('/', () => {
        throw new HttpError(409, 'sold-out', 'No room on <12 May>.')
      })
    })
    const answer = await send('GET', '/', { headers: HTML })
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
    assert.match(answer.text, /<h1>409 Conflict<\/h1>\n<p>No room on &#60;12 May&#62;\.<\/p>/)
    assert.match(
      answer.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'sha256-/,
    )
    for (const accept of [
      '*/*',
      'application/json',
      'text/html;q=0.5, application/json',
      'image/png',
    ]) {
      const other = await send('GET', '/', { headers: { accept } })
      assert.equal(other.headers.get('content-type'), 'application/problem+json', accept)
    }
  })
})

describeBothWays('any other error', (open) => {
  const thrown: [name: string, value: unknown][] = [
    ['an Error', new Error(CANARY)],
    ['an Error with a cause', new TypeError('outer', { cause: new Error(CANARY) })],
    ['text', CANARY],
    ['null', null],
  ]
  for (const [name, value] of thrown) {
    it(`is a 500 that tells nothing in production: ${name}`, async () => {
      const send = await open((app) => {
        app.get('/', () => {
          throw value
        })
      }, production)
      for (const headers of [{}, HTML]) {
        const answer = await send('GET', '/', { headers })
        assert.equal(answer.status, 500)
        assert.ok(answer.text.includes(answer.headers.get('x-request-id') ?? '?'))
        assert.doesNotMatch(answer.text, /canary|\.ts|Error:|node_modules|at /)
      }
    })
  }
})

describeBothWays('renderError', (open) => {
  it('renders errors in place of the built-in answers, and may leave one to them', async () => {
    const send = await open((app) => app.get('/', () => 'x'), {
      renderError: (error, ctx) =>
        ctx.accepts(['application/json', 'text/html']) === 'text/html'
          ? html`<h1>${error.message}</h1>`
          : undefined,
    })
    const page = await send('GET', '/none', { headers: HTML })
    assert.deepEqual(
      [page.status, page.text],
      [404, '<h1>There is nothing at this address. Check it for a typing mistake.</h1>'],
    )
    assert.equal(JSON.parse((await send('GET', '/none')).text).status, 404)
  })

  it('that fails is answered without it', async () => {
    const send = await open((app) => app.get('/', () => 'x'), {
      renderError: () => {
        throw new Error(CANARY)
      },
    })
    const answer = await send('GET', '/none')
    assert.equal(answer.status, 500)
    assert.equal(
      answer.text,
      `Internal Server Error. Request ${answer.headers.get('x-request-id')}.`,
    )
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  })

  it('may answer with a whole reply', async () => {
    const send = await open((app) => app.get('/', () => 'x'), {
      renderError: () => reply({ error: true }, { status: 200 }),
    })
    const answer = await send('GET', '/none')
    assert.deepEqual([answer.status, answer.text], [200, '{"error":true}'])
  })
})

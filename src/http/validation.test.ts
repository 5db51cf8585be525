import assert from 'node:assert/strict'
import { it } from 'node:test'
import { integer, object, text } from 'portico/schema'
import { z } from 'zod'
import { describeBothWays } from '../../tests/http/both-ways.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

describeBothWays('a query schema', (open) => {
  it('gives the handler typed values, by the text face of the schema where it has one', async () => {
    const send = await open((app) => {
      app.get(
        '/own',
        { query: object({ limit: integer({ max: 100 }) }) },
        ({ query }) => query.limit + 1,
      )
      app.get(
        '/zod',
        { query: z.object({ limit: z.coerce.number() }) },
        ({ query }) => query.limit + 1,
      )
    })
    assert.equal((await send('GET', '/own?limit=3')).text, '4')
    assert.equal((await send('GET', '/zod?limit=3')).text, '4')
  })

  it('answers 400 with the parameters that it refuses', async () => {
    const send = await open((app) =>
      app.get('/', { query: z.object({ page: z.object({ size: z.coerce.number() }) }) }, () => 1),
    )
    const answer = await send('GET', '/?page=x')
    assert.equal(answer.status, 400)
    assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    const { request_id, ...problem } = JSON.parse(answer.text)
    assert.match(request_id, /^[\w-]{11}$/)
    assert.deepEqual(problem, {
      type: '/problems/query-invalid',
      title: 'Bad Request',
      status: 400,
      detail: 'The query is not acceptable: one value is wrong, see errors.',
      errors: [{ parameter: 'page', detail: 'Invalid input: expected object, received string' }],
    })
  })

  it('sees a list where a name repeats, and no name of a prototype', async () => {
    const seen: unknown[] = []
    const any = z.custom<object>((value) => seen.push(value) > 0)
    const send = await open((app) => app.get('/', { query: any }, () => 1))
    await send('GET', '/?a=1&a=2&b=x+y%26&c')
    assert.deepEqual({ ...(seen[0] as object) }, { a: ['1', '2'], b: 'x y&', c: '' })
    assert.equal(Object.getPrototypeOf(seen[0]), null)
    assert.equal((await send('GET', '/?__proto__=1')).status, 400)
    assert.equal((await send('GET', '/?a=%ff')).status, 400)
  })

  it('may decide later', async () => {
    const slow = z.object({ a: z.string().refine(async (value) => value === 'x', 'not x') })
    const send = await open((app) => app.get('/', { query: slow }, ({ query }) => query.a))
    assert.equal((await send('GET', '/?a=x')).text, 'x')
    assert.deepEqual(JSON.parse((await send('GET', '/?a=y')).text).errors, [
      { parameter: 'a', detail: 'not x' },
    ])
  })

  it('is not needed: the query is URLSearchParams then', async () => {
    const send = await open((app) => app.get('/', ({ query }) => query.getAll('a')))
    assert.equal((await send('GET', '/?a=1&a=2')).text, '["1","2"]')
  })
})

describeBothWays('a body schema', (open) => {
  const guest = object({ name: text({ max: 5 }), age: integer() })

  it('gives the handler a body from JSON and from a form', async () => {
    const send = await open((app) =>
      app.post('/', { body: guest }, ({ body }) => [body.name, body.age + 1]),
    )
    const json = await send('POST', '/', { headers: JSON_TYPE, body: '{"name":"Ada","age":36}' })
    assert.equal(json.text, '["Ada",37]')
    const form = await send('POST', '/', { headers: FORM_TYPE, body: 'name=Ada&age=36' })
    assert.equal(form.text, '["Ada",37]')
  })

  it('answers 422 with a pointer to each value that it refuses', async () => {
    const nested = z.object({ 'a/b~c': z.array(z.object({ n: z.number() })) })
    const send = await open((app) => app.post('/', { body: nested }, () => 1))
    const answer = await send('POST', '/', {
      headers: JSON_TYPE,
      body: '{"a/b~c":[{"n":1},{"n":"x"}]}',
    })
    assert.equal(answer.status, 422)
    const { type, title, errors } = JSON.parse(answer.text)
    assert.deepEqual([type, title], ['/problems/body-invalid', 'Unprocessable Entity'])
    const detail = 'Invalid input: expected number, received string'
    assert.deepEqual(errors, [{ pointer: '/a~1b~0c/1/n', detail }])
  })

  const refused: [
    name: string,
    status: number,
    code: string,
    type: string | null,
    body: string | Buffer,
  ][] = [
    ['that is not JSON', 400, 'json-invalid', 'application/json', '{'],
    ['that is empty', 400, 'json-invalid', 'application/json', ''],
    [
      'that is not UTF-8',
      400,
      'charset-invalid',
      'application/json',
      Buffer.from('{"name":"\xff"}', 'latin1'),
    ],
    ['with a key __proto__', 400, 'json-invalid', 'application/json', '{"__proto__":{"a":1}}'],
    [
      'that is too deep',
      400,
      'json-invalid',
      'application/json',
      '['.repeat(9999) + ']'.repeat(9999),
    ],
    ['of another type', 415, 'content-type-unsupported', 'text/xml', '<a/>'],
    ['of no type', 415, 'content-type-unsupported', null, '{}'],
    ['in another charset', 415, 'charset-unsupported', 'application/json; charset=utf-16', '{}'],
    ['that is too large', 413, 'body-too-large', 'application/json', `"${'x'.repeat(1_048_576)}"`],
  ]
  for (const [name, status, code, type, body] of refused) {
    it(`never reaches the handler: a body ${name}`, async () => {
      let calls = 0
      const send = await open((app) => app.post('/', { body: guest }, () => calls++))
      const headers: Record<string, string> = type === null ? {} : { 'content-type': type }
      // A Request would name a type for text by itself.
      const answer = await send('POST', '/', { headers, body: Buffer.from(body) })
      assert.deepEqual([answer.status, JSON.parse(answer.text).type], [status, `/problems/${code}`])
      assert.equal(calls, 0)
    })
  }

  it('comes after the hooks: who may not send is told so before the body is looked at', async () => {
    const send = await open((app) => {
      app.before(() => {
        throw new TypeError('before')
      })
      app.onError(TypeError, () => 'stopped')
      app.post('/', { body: guest }, () => 1)
    })
    assert.equal((await send('POST', '/', { headers: JSON_TYPE, body: '{' })).text, 'stopped')
  })

  it('may be larger where the route says so', async () => {
    const send = await open((app) => {
      app.post('/', { body: z.string(), bodyLimitBytes: 2_000_000 }, ({ body }) => body.length)
    })
    const body = `"${'x'.repeat(1_500_000)}"`
    assert.equal((await send('POST', '/', { headers: JSON_TYPE, body })).text, '1500000')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseFormBody, parseJsonBody, parseTextBody, parseUrlEncoded } from './body-parsers.ts'
import { parseContentType, type ContentType } from './content-type.ts'

function type(header: string): ContentType {
  const parsed = parseContentType(header)
  assert.ok(parsed)
  return parsed
}

const JSON_TYPE = type('application/json')
const FORM_TYPE = type('application/x-www-form-urlencoded')

describe('parseJsonBody', () => {
  const values: [text: string, value: unknown][] = [
    ['null', null],
    ['"é"', 'é'],
    ['\ufeff{"a":[1]}', { a: [1] }],
  ]
  for (const [text, value] of values) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseJsonBody(Buffer.from(text), JSON_TYPE), value)
    })
  }

  const refused: [name: string, body: string | Buffer, status: number, code: string][] = [
    ['an empty body', '', 400, 'json-invalid'],
    ['half a document', '{"a":', 400, 'json-invalid'],
    ['a trailing comma', '[1,]', 400, 'json-invalid'],
    ['a key __proto__', '{"a":{"__proto__":{"admin":true}}}', 400, 'json-invalid'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 400, 'json-invalid'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, 'charset-invalid'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 400, 'charset-invalid'],
  ]
  for (const [name, body, status, code] of refused) {
    it(`refuses ${name}`, () => {
      assert.throws(() => parseJsonBody(Buffer.from(body as Buffer), JSON_TYPE), { status, code })
    })
  }

  it('says why, without the body', () => {
    assert.throws(() => parseJsonBody(Buffer.from(`["${'secret'.repeat(20)}`), JSON_TYPE), {
      message: /^The body is not acceptable JSON: Unterminated string in JSON at position 122.*\.$/,
    })
  })

  it('refuses a charset that is not UTF-8', () => {
    const latin1 = type('application/json; charset=iso-8859-1')
    assert.throws(() => parseJsonBody(Buffer.from('{}'), latin1), {
      status: 415,
      code: 'charset-unsupported',
      message:
        'The body has the charset "iso-8859-1". For application/json, this server reads utf-8.',
    })
    assert.deepEqual(parseJsonBody(Buffer.from('{}'), type('application/json; charset=UTF-8')), {})
  })
})

describe('parseUrlEncoded', () => {
  const forms: [text: string, fields: Record<string, string | string[]>][] = [
    ['', {}],
    ['&&', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
    ['a', { a: '' }],
    ['a=', { a: '' }],
    ['=1', { '': '1' }],
    ['a=b=c', { a: 'b=c' }],
    ['a&b=c', { a: '', b: 'c' }],
    ['name=Jos%C3%A9+P%2B', { name: 'José P+' }],
    ['a%5B0%5D=1&a[x]=2', { 'a[0]': '1', 'a[x]': '2' }],
    ['constructor=1&toString=2', { constructor: '1', toString: '2' }],
  ]
  for (const [text, fields] of forms) {
    it(`reads ${JSON.stringify(text)}`, () =>
      assert.deepEqual({ ...parseUrlEncoded(text) }, fields))
  }

  it('gives an object without a prototype', () => {
    assert.equal(Object.getPrototypeOf(parseUrlEncoded('a=1')), null)
  })

  for (const text of [
    'a=%zz',
    'a=%',
    'a=%ff',
    '%c0%af=1',
    '__proto__=1',
    '__proto__=1&__proto__=2',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseUrlEncoded(text), { status: 400, code: 'form-invalid' })
    })
  }

  it('accepts 1000 fields and refuses the next', () => {
    const fields = Array.from({ length: 1000 }, (_, i) => `f${i}=1`).join('&')
    assert.equal(Object.keys(parseUrlEncoded(fields)).length, 1000)
    assert.throws(() => parseUrlEncoded(`${fields}&g=1`), { status: 413, code: 'too-many-fields' })
  })
})

describe('parseFormBody', () => {
  it('reads the bytes of a form', () => {
    assert.deepEqual({ ...parseFormBody(Buffer.from('a=é&b=1'), FORM_TYPE) }, { a: 'é', b: '1' })
  })

  it('refuses bytes that are not UTF-8', () => {
    assert.throws(() => parseFormBody(Buffer.from('a=\xff', 'latin1'), FORM_TYPE), {
      status: 400,
      code: 'charset-invalid',
    })
  })
})

describe('parseTextBody', () => {
  const texts: [header: string, bytes: Buffer, text: string][] = [
    ['text/plain', Buffer.from('é'), 'é'],
    ['text/plain; charset=UTF-8', Buffer.from('é'), 'é'],
    ['text/plain; charset="ISO-8859-1"', Buffer.from([0xe9]), 'é'],
    ['text/plain; charset=us-ascii', Buffer.from('e'), 'e'],
  ]
  for (const [header, bytes, text] of texts) {
    it(`reads ${header}`, () => assert.equal(parseTextBody(bytes, type(header)), text))
  }

  it('refuses bytes that the charset does not have', () => {
    assert.throws(() => parseTextBody(Buffer.from('é'), type('text/plain; charset=us-ascii')), {
      status: 400,
      code: 'charset-invalid',
      message: /^The body is not valid US-ASCII\./,
    })
  })

  it('refuses a charset that it does not know', () => {
    assert.throws(() => parseTextBody(Buffer.from('a'), type('text/plain; charset=utf-7')), {
      status: 415,
      code: 'charset-unsupported',
      message:
        'The body has the charset "utf-7". For text/plain, this server reads utf-8, us-ascii, iso-8859-1.',
    })
  })
})

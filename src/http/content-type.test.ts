import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isJsonType, parseContentType, unsupportedType } from './content-type.ts'

function parsed(header: string | null): [string, Record<string, string>] | null {
  const type = parseContentType(header)
  return type === null ? null : [type.type, Object.fromEntries(type.parameters)]
}

describe('parseContentType', () => {
  const read: [name: string, header: string, type: string, parameters: Record<string, string>][] = [
    ['a bare type', 'text/html', 'text/html', {}],
    ['upper case', 'Application/JSON; Charset=UTF-8', 'application/json', { charset: 'UTF-8' }],
    ['space around', ' text/plain ;\tcharset=utf-8 ', 'text/plain', { charset: 'utf-8' }],
    ['an empty parameter', 'text/html; ; charset=a;', 'text/html', { charset: 'a' }],
    ['a quoted value', 'a/b; x="1;\\"2,"; y=z', 'a/b', { x: '1;"2,', y: 'z' }],
    ['an empty quoted value', 'a/b; x=""', 'a/b', { x: '' }],
    ['a suffix', 'application/problem+json', 'application/problem+json', {}],
  ]
  for (const [name, header, type, parameters] of read) {
    it(`reads ${name}`, () => assert.deepEqual(parsed(header), [type, parameters]))
  }

  const malformed: [name: string, header: string | null][] = [
    ['none', null],
    ['an empty one', ''],
    ['one without a slash', 'json'],
    ['one with two slashes', 'a/b/c'],
    ['one with a space inside', 'text/ html'],
    ['a list', 'text/html, application/json'],
    ['a parameter without a value', 'text/html; charset'],
    ['space around the equals sign', 'text/html; charset = utf-8'],
    ['an open quote', 'text/html; charset="utf-8'],
    ['a parameter given twice', 'text/html; charset=utf-8; Charset=utf-7'],
    ['one beyond 512 characters', `text/html; x=${'a'.repeat(512)}`],
  ]
  for (const [name, header] of malformed) {
    it(`gives null for ${name}`, () => assert.equal(parsed(header), null))
  }

  it('reads hostile input in linear time', () => {
    const started = process.cpuUsage()
    for (const unit of [' ', ';', '"\\', '; ', 'a=']) parseContentType(`a/b;${unit.repeat(250)}`)
    assert.ok(process.cpuUsage(started).user < 50_000) // microseconds
  })
})

describe('isJsonType', () => {
  it('is true for JSON and types built on it, and for nothing that merely contains the word', () => {
    const types = ['application/json', 'application/ld+json', 'text/json', 'application/jsonp']
    assert.deepEqual(types.map(isJsonType), [true, true, false, false])
  })
})

describe('unsupportedType', () => {
  it('says what was sent and what is read, to people and to programs', () => {
    const error = unsupportedType('text/csv', ['application/json'])
    assert.equal(error.status, 415)
    assert.equal(error.code, 'content-type-unsupported')
    assert.deepEqual(error.headers, { accept: 'application/json' })
    assert.equal(
      error.message,
      'The body has the type "text/csv". This resource reads application/json. ' +
        'Send one of them and name it in Content-Type.',
    )
  })

  it('quotes 32 characters of a type at most', () => {
    const { message } = unsupportedType('a'.repeat(500), ['text/plain'])
    assert.match(message, /^The body has the type "a{32}"\. /)
  })

  it('tells a missing type from a wrong one', () => {
    assert.match(unsupportedType(null, ['text/plain']).message, /^The body has no Content-Type\. /)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  checkPreconditions,
  encodedEntityTag,
  entityTag,
  isNotModified,
  matchesTag,
  type Validators,
} from './conditional.ts'

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT'
const BEFORE = 'Sun, 06 Nov 1994 08:49:36 GMT'
const CURRENT: Validators = { etag: '"a"', lastModified: Date.parse(DATE) + 700 }

function request(method: string, headers: Record<string, string>) {
  return { method, header: (name: string) => headers[name] ?? null }
}

describe('entityTag', () => {
  it('has 132 bits of the SHA-256 of the bytes', () => {
    assert.equal(entityTag('hello'), '"LPJNul-wow4m6Dsqxbninh"')
    assert.equal(entityTag(Buffer.from('hello')), entityTag('hello'))
    assert.notEqual(entityTag('hello'), entityTag('hello '))
  })
})

describe('matchesTag', () => {
  const cases: [list: string, etag: string | null, weak: boolean, strong: boolean][] = [
    ['"a"', '"a"', true, true],
    ['"a"', '"b"', false, false],
    ['W/"a"', '"a"', true, false],
    ['"a"', 'W/"a"', true, false],
    ['W/"a"', 'W/"a"', true, false],
    ['"x", "y" ,\t"a"', '"a"', true, true],
    ['"x,a"', '"a"', false, false],
    ['"x", W/"a"', '"a"', true, false],
    ['*', '"a"', true, true],
    ['*', null, true, true],
    ['"a"', null, false, false],
    ['"a+br"', '"a"', true, true],
    ['"a"', '"a+br"', true, true],
    ['"a+zstd"', '"a+gzip"', true, true],
    ['"a+xz"', '"a"', false, false],
    ['""', '""', true, true],
    ['a', '"a"', false, false],
    ['"a', '"a"', false, false],
    ['"x" "a"', '"a"', false, false],
    ['"a", *', '"a"', false, false],
    ['', '"a"', false, false],
    ['w/"a"', '"a"', false, false],
  ]
  for (const [list, etag, weak, strong] of cases) {
    it(`${list} against ${etag}: weak ${weak}, strong ${strong}`, () => {
      assert.equal(matchesTag(list, etag, 'weak'), weak)
      assert.equal(matchesTag(list, etag, 'strong'), strong)
    })
  }

  it('knows the tag that encodedEntityTag makes', () => {
    assert.equal(encodedEntityTag('"a"', 'zstd'), '"a+zstd"')
    assert.equal(encodedEntityTag('W/"a"', 'br'), 'W/"a+br"')
  })

  it('reads a hostile list in linear time', () => {
    const started = process.cpuUsage()
    for (const unit of ['"', '"a"', '"a" ', ' ', ', ', 'W/'])
      matchesTag(unit.repeat(5000), '"b"', 'weak')
    assert.ok(process.cpuUsage(started).user < 100_000) // microseconds
  })
})

describe('isNotModified', () => {
  const cases: [name: string, headers: Record<string, string>, expected: boolean][] = [
    ['no condition', {}, false],
    ['the same tag', { 'if-none-match': '"a"' }, true],
    ['another tag', { 'if-none-match': '"b"' }, false],
    ['the same second', { 'if-modified-since': DATE }, true],
    ['an earlier second', { 'if-modified-since': BEFORE }, false],
    ['a date that is none', { 'if-modified-since': 'yesterday' }, false],
    [
      'another tag with the same second',
      { 'if-none-match': '"b"', 'if-modified-since': DATE },
      false,
    ],
  ]
  for (const [name, headers, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      assert.equal(isNotModified(request('GET', headers), CURRENT), expected)
    })
  }
})

describe('checkPreconditions', () => {
  const cases: [name: string, method: string, headers: Record<string, string>, expected: string][] =
    [
      ['no condition', 'PUT', {}, 'met'],
      ['the current tag', 'PUT', { 'if-match': '"x", "a"' }, 'met'],
      ['the tag of a compressed copy', 'PUT', { 'if-match': '"a+br"' }, 'met'],
      ['an old tag', 'PUT', { 'if-match': '"x"' }, 'failed'],
      ['a weak tag', 'PUT', { 'if-match': 'W/"a"' }, 'failed'],
      ['a malformed If-Match', 'PUT', { 'if-match': 'a' }, 'failed'],
      ['an unmodified resource', 'DELETE', { 'if-unmodified-since': DATE }, 'met'],
      ['a modified resource', 'DELETE', { 'if-unmodified-since': BEFORE }, 'failed'],
      ['a date that is none', 'DELETE', { 'if-unmodified-since': 'x' }, 'met'],
      [
        'If-Match before If-Unmodified-Since',
        'PUT',
        { 'if-match': '"a"', 'if-unmodified-since': BEFORE },
        'met',
      ],
      ['creation over something', 'PUT', { 'if-none-match': '*' }, 'failed'],
      ['a write that knows the tag', 'PUT', { 'if-none-match': 'W/"a"' }, 'failed'],
      ['a write with another tag', 'PUT', { 'if-none-match': '"b"' }, 'met'],
      ['a write with a malformed list', 'PUT', { 'if-none-match': 'a' }, 'failed'],
      ['a write with If-Modified-Since', 'PUT', { 'if-modified-since': DATE }, 'met'],
      ['a repeated read', 'GET', { 'if-none-match': '"a"' }, 'not-modified'],
      ['a repeated read by date', 'HEAD', { 'if-modified-since': DATE }, 'not-modified'],
      [
        'a read with an old If-Match',
        'GET',
        { 'if-match': '"x"', 'if-none-match': '"a"' },
        'failed',
      ],
      [
        'a read with both met',
        'GET',
        { 'if-match': '"a"', 'if-none-match': '"a"' },
        'not-modified',
      ],
    ]
  for (const [name, method, headers, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      assert.equal(checkPreconditions(request(method, headers), CURRENT), expected)
    })
  }

  const missing: [name: string, headers: Record<string, string>, expected: string][] = [
    ['no condition', {}, 'met'],
    ['creation', { 'if-none-match': '*' }, 'met'],
    ['any', { 'if-match': '*' }, 'failed'],
    ['a tag', { 'if-match': '"a"' }, 'failed'],
    ['a date', { 'if-unmodified-since': BEFORE }, 'met'],
  ]
  for (const [name, headers, expected] of missing) {
    it(`of a resource that does not exist, ${name}: ${expected}`, () => {
      assert.equal(checkPreconditions(request('PUT', headers), null), expected)
    })
  }

  it('fails If-Match for a resource whose tag is weak or absent', () => {
    const put = request('PUT', { 'if-match': '"a"' })
    assert.equal(checkPreconditions(put, { etag: 'W/"a"', lastModified: null }), 'failed')
    assert.equal(checkPreconditions(put, { etag: null, lastModified: null }), 'failed')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileHosts, hostCheck, LOCAL_HOSTS } from './hosts.ts'

describe('compileHosts', () => {
  const isKnown = compileHosts(['example.com', '.example.org', '127.0.0.1', '[::1]'])
  const cases: [host: string | null, expected: boolean][] = [
    ['example.com', true],
    ['EXAMPLE.com', true],
    ['example.com:8000', true],
    ['example.com:', true],
    ['example.com.', true],
    ['www.example.com', false],
    ['example.org', true],
    ['a.b.example.org:443', true],
    ['badexample.org', false],
    ['example.org.evil.com', false],
    ['127.0.0.1:80', true],
    ['127.0.0.2', false],
    ['[::1]:8000', true],
    ['[0:0:0:0:0:0:0:1]', true],
    ['[::2]', false],
    ['::1', false],
    ['[::1', false],
    ['[::g]', false],
    [null, false],
    ['', false],
    [':80', false],
    ['.', false],
    ['.example.com', false],
    ['example..com', false],
    ['example.com:port', false],
    ['example.com:123456', false],
    ['example.com, evil.com', false],
    ['evil.com@example.com', false],
    ['example.com@evil.com', false],
    ['example.com/path', false],
    ['example.com#', false],
    ['example.com?', false],
    ['example.com\\evil.com', false],
    ['exam ple.com', false],
    ['http://example.com', false],
    ['example.com\0', false],
    ['éxample.com', false],
    [`${'a.'.repeat(200)}example.org`, false],
  ]
  for (const [host, expected] of cases) {
    it(`${JSON.stringify(host?.slice(0, 40) ?? null)}: ${expected}`, () =>
      assert.equal(isKnown(host), expected))
  }

  it('knows this machine', () => {
    const isLocal = compileHosts(LOCAL_HOSTS)
    const hosts = [
      'localhost:8000',
      'shop.localhost',
      '127.0.0.1:1',
      '[::1]',
      'example.com',
      'localhost.evil.com',
    ]
    assert.deepEqual(hosts.map(isLocal), [true, true, true, true, false, false])
  })

  for (const pattern of [
    '',
    '.',
    '*',
    '*.example.com',
    'example.com:80',
    'https://example.com',
    'a/b',
    '::1',
    'a b',
  ]) {
    it(`refuses the pattern ${JSON.stringify(pattern)}`, () => {
      assert.throws(() => compileHosts([pattern]), { code: 'host-pattern-invalid' })
    })
  }

  it('says how patterns look', () => {
    assert.throws(() => compileHosts(['https://example.com']), {
      message:
        '"https://example.com" is not a host to answer for. Patterns look like these: example.com, .example.com, ' +
        '127.0.0.1, [::1]. Leave out scheme, port and path.',
    })
  })
})

describe('hostCheck', () => {
  const check = hostCheck(['example.com'])

  it('lets a known host pass', () => {
    check({ header: () => 'example.com' })
  })

  it('answers 400 to any other, and quotes 32 characters', () => {
    assert.throws(() => check({ header: () => 'e'.repeat(99) }), {
      status: 400,
      code: 'host-unknown',
      message: /^The request is for the host "e{32}", which is not served here\./,
    })
    assert.throws(() => check({ header: () => null }), {
      message: /^The request is for no Host header,/,
    })
  })
})

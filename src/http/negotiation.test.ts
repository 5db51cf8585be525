import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { preferredEncoding, preferredType } from './negotiation.ts'

const CHROME =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,' +
  'application/signed-exchange;v=b3;q=0.7'
const JAVA = 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2'

describe('preferredType', () => {
  const json = 'application/json'
  const html = 'text/html'
  const cases: [name: string, accept: string | null, offers: string[], chosen: string | null][] = [
    ['no header', null, [json, html], json],
    ['an empty header', '', [json, html], json],
    ['*/*', '*/*', [json, html], json],
    ['a browser', CHROME, [json, html], html],
    ['axios', 'application/json, text/plain, */*', [html, json], json],
    ['Java', JAVA, [json], json],
    ['a weight', 'text/html;q=0.5, application/json;q=0.6', [html, json], json],
    ['equal weights: the server chooses', 'text/html, application/json', [json, html], json],
    ['a named type before a wildcard', 'text/html, */*', [json, html], html],
    ['a wildcard that cannot lift what is marked down', 'text/html;q=0.1, */*', [html, json], json],
    ['a subtype wildcard', 'text/*', [json, 'text/plain'], 'text/plain'],
    ['a type refused by weight 0', 'text/html;q=0, */*', [html], null],
    ['everything refused', '*/*;q=0', [html], null],
    ['nothing that is offered', 'image/png', [json, html], null],
    ['upper case', 'TEXT/HTML', [html], html],
    ['a quoted comma', 'text/plain;x="a,b";q=0.1, text/html;q=0.2', ['text/plain', html], html],
    [
      'a parameter that is offered',
      'text/html;level=1, text/html;q=0.1',
      [html, 'text/html;level=1'],
      'text/html;level=1',
    ],
    ['a parameter that is not offered', 'text/html;level=2', ['text/html;level=1'], null],
    [
      'a malformed weight: the range is left out',
      'text/html;q=2, application/json;q=0.1',
      [html, json],
      json,
    ],
    ['nothing but malformed ranges', 'text/html;q=x', [json, html], json],
    ['stray commas', ', ,text/html,,', [json, html], html],
    ['no offers', 'text/html', [], null],
    ['a header beyond the limit', `text/html${', a/b'.repeat(1000)}`, [json, html], json],
  ]
  for (const [name, accept, offers, chosen] of cases) {
    it(`${name}: ${chosen}`, () => assert.equal(preferredType(accept, offers), chosen))
  }

  it('gives the weights of the example in RFC 9110 section 12.5.1', () => {
    const accept =
      'text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5'
    const ranked = [
      'text/plain;format=flowed',
      'text/plain',
      'image/jpeg',
      'text/plain;format=fixed',
      'text/html',
    ]
    for (let i = 0; i < ranked.length; i++) {
      assert.equal(preferredType(accept, ranked.slice(i).toReversed()), ranked[i])
    }
  })

  it('reads hostile headers in linear time', () => {
    const started = process.cpuUsage()
    for (const unit of [',', ';', ' ', '"', 'a;', 'a,', ';q="\\']) {
      preferredType(unit.repeat(Math.floor(2048 / unit.length)), ['text/html'])
    }
    assert.ok(process.cpuUsage(started).user < 50_000) // microseconds
  })
})

describe('preferredEncoding', () => {
  const cases: [name: string, header: string | null, chosen: string | null][] = [
    ['no header', null, null],
    ['an empty header', '', null],
    ['a browser', 'gzip, deflate, br, zstd', 'zstd'],
    ['an older browser', 'gzip, deflate, br', 'br'],
    ['a weight', 'zstd;q=0.1, gzip;q=0.9', 'gzip'],
    ['a wildcard', '*', 'zstd'],
    ['a wildcard with an exception', '*, zstd;q=0', 'br'],
    ['the old name of gzip', 'x-gzip', 'gzip'],
    ['identity alone', 'identity', null],
    ['identity liked better', 'identity, gzip;q=0.5', null],
    ['identity liked as much', 'identity, gzip', 'gzip'],
    ['a coding that is not offered', 'deflate', null],
    ['everything refused', '*;q=0', null],
    ['upper case', 'GZIP', 'gzip'],
    ['a header beyond the limit', 'gzip,'.repeat(1000), null],
  ]
  for (const [name, header, chosen] of cases) {
    it(`${name}: ${chosen}`, () => {
      assert.equal(preferredEncoding(header, ['zstd', 'br', 'gzip']), chosen)
    })
  }
})

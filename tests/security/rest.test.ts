/**
 * What strangers may write into the query of a resource: whatever it is, the answer is rows that they may
 * see or a problem of 4xx, the table stays as it was, and a private field stays private.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type App, portico } from 'portico'
import {
  connect,
  createMigration,
  type Database,
  integer,
  many,
  model,
  reference,
  text,
} from 'portico/db'
import { resource } from 'portico/rest'

const City = model('city', { name: text({ max: 80 }), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text({ max: 80 }),
  city: reference(() => City),
  stars: integer({ min: 1, max: 5 }),
  password: text(),
})

const PARAMETERS = [
  ...[
    'id',
    'stars',
    'stars.gte',
    'stars.in',
    'city',
    'name',
    'name.contains',
    'name.starts_with',
    'name.in',
  ],
  ...['search', 'order', 'fields', 'expand', 'limit', 'cursor'],
]

const ATTACKS = [
  ...[
    "'",
    '"',
    '`',
    '\\',
    "' or '1'='1",
    "1' or 1=1--",
    '1; drop table hotel;--',
    "'; delete from hotel where ''='",
  ],
  ...[
    '1 union select password from hotel',
    'name) union select password',
    '(select password from hotel)',
  ],
  ...['name;drop table hotel', 'name desc, password', '-password', 'hotel.password', 'password'],
  ...[
    '*',
    '%',
    '_',
    '%%',
    '!%',
    '?',
    '?1',
    ':name',
    '$1',
    '@p',
    '--',
    '/*',
    '\0',
    'a\0b',
    '\n',
    '\u2028',
  ],
  ...[
    '{"$gt":""}',
    '{"eq":1}',
    '[object Object]',
    '[1]',
    '1,',
    ',',
    ',,,,',
    '-',
    '--stars',
    '-0',
    '+1',
    '1e9',
  ],
  ...[
    'NaN',
    'Infinity',
    '-1',
    '0x10',
    '９',
    '99999999999999999999',
    '1.0',
    'null',
    'undefined',
    'true',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '__proto__(id)',
    'constructor(name)',
  ],
  ...[
    'city(password)',
    'city(hotels(password))',
    'city(hotels)',
    'city()',
    'city((',
    '('.repeat(400),
    'city('.repeat(90),
  ],
  ...[
    '\ud83d\ude00',
    'é'.repeat(50),
    'x'.repeat(3000),
    'a,'.repeat(1000),
    '%ff',
    '../../etc/passwd',
    '${7*7}',
  ],
]

describe('the query of a resource', () => {
  let db: Database
  let app: App

  before(async () => {
    db = await connect('sqlite::memory:', { models: [City, Hotel] })
    await db.script(createMigration([City, Hotel], 'sqlite'))
    await db.insert(City, { name: 'Lyon' })
    for (let i = 1; i <= 5; i++) {
      await db.insert(Hotel, { name: `Hotel ${i}`, city: 1, stars: i, password: 'hunter2' })
    }
    app = portico({ log: false })
    app.use(db)
    const hotels = resource(Hotel, {
      names: 'snake_case',
      fields: ['id', 'name', 'city', 'stars'],
      filter: ['id', 'name', 'city', 'stars'],
      search: ['name'],
      order: ['name', 'stars'],
      expand: { city: ['id', 'name'] },
    })
    app.mount('/hotels', hotels)
  })
  after(() => db.close())

  async function get(path: string): Promise<{ status: number; text: string; response: Response }> {
    const response = await app.fetch(new Request(`http://localhost${path}`))
    return { status: response.status, text: await response.text(), response }
  }

  for (const parameter of PARAMETERS) {
    it(`gives away and changes nothing through ${parameter}`, async () => {
      for (const attack of ATTACKS) {
        const query = `${parameter}=${encodeURIComponent(attack)}`
        for (const path of [
          `/hotels?${query}`,
          `/hotels?${query}&${query}`,
          `/hotels/1?${query}`,
        ]) {
          const { status, text, response } = await get(path)
          assert.ok([200, 400].includes(status), `${path} gave ${status}: ${text}`)
          assert.ok(!text.includes('hunter2'), path)
          assert.match(
            response.headers.get('content-type') ?? '',
            /^application\/(problem\+)?json$/,
          )
        }
      }
      assert.equal(await db.count(Hotel.all), 5)
    })
  }

  it('has no parameters but its own, whatever they are called', async () => {
    for (const name of [
      ...ATTACKS,
      'password',
      'password.contains',
      'name.eq',
      'name.like',
      'stars[gte]',
    ]) {
      const { status, text } = await get(`/hotels?${encodeURIComponent(name)}=1`)
      assert.equal(status, 400, `${name}: ${text}`)
    }
  })

  it('takes every key for unknown that is none', async () => {
    const known = await get('/hotels/999')
    const { request_id: _, ...problem } = JSON.parse(known.text)
    // The router takes no longer parameter, and no path with U+0000.
    const keys = ATTACKS.filter((one) => one.length <= 100 && !one.includes('\0'))
    for (const attack of keys) {
      const { status, text } = await get(`/hotels/${encodeURIComponent(attack)}`)
      const { request_id: id, ...answer } = JSON.parse(text)
      assert.equal(typeof id, 'string')
      assert.deepEqual([status, answer], [404, problem], attack)
    }
  })

  it('bounds what one request may ask for', async () => {
    const tooMuch = [
      `stars.in=${'1,'.repeat(50)}1`,
      Array.from({ length: 51 }, () => 'stars.in=1').join('&'),
      `search=${'a+'.repeat(9)}`,
      `search=${'a'.repeat(101)}`,
      `name.contains=${'a'.repeat(101)}`,
      'order=name,stars,name',
      'fields=id,name,city,stars,id',
      `expand=${'city,'.repeat(101)}city`,
      `cursor=${'A'.repeat(9000)}`,
      'limit=101',
    ]
    for (const query of tooMuch) assert.equal((await get(`/hotels?${query}`)).status, 400, query)
    const parameters = Array.from({ length: 1001 }, (_, i) => `p${i}=1`).join('&')
    assert.equal((await get(`/hotels?${parameters}`)).status, 413)
  })

  it('repeats no more than 32 characters of what was sent', async () => {
    const long = 'z'.repeat(300)
    for (const query of [`expand=${long}`, `cursor=${long}`, `${long}=1`, `order=${long}`]) {
      assert.ok(!(await get(`/hotels?${query}`)).text.includes('z'.repeat(33)), query)
    }
  })

  it('cannot write into the Link header', async () => {
    const text = encodeURIComponent('a>; rel="next", <http://evil.example>\r\nset-cookie: a=b')
    const { response } = await get(`/hotels?name.contains=${text}&limit=1`)
    assert.match(response.headers.get('link') ?? '', /^<\/hotels\?[\w.%+&=*-]+>; rel="first"$/)
    assert.equal(response.headers.get('set-cookie'), null)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  boolean,
  choice,
  connect,
  createMigration,
  type Database,
  date,
  decimal,
  integer,
  json,
  many,
  model,
  money,
  reference,
  text,
  uuid,
} from '../db/index.ts'
import { App, createLogger, type HttpError } from '../http/index.ts'
import { resource } from './index.ts'

const City = model('city', { name: text({ max: 80 }), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text({ max: 80 }),
  city: reference(() => City),
  annexOf: () => reference(Hotel, { nullable: true }),
  stars: integer({ min: 1, max: 5 }),
  isOpen: boolean(),
  board: choice(['none', 'half']),
  rating: decimal({ precision: 3, scale: 1, nullable: true }),
  openedOn: date({ nullable: true }),
  price: money({ nullable: true }),
  notes: json({ nullable: true }),
  secret: text({ default: 'nobody reads this' }),
  roomTypes: () => many(RoomType, 'hotel'),
})
const RoomType = model('room_type', {
  hotel: reference(() => Hotel),
  name: text({ max: 80 }),
  maxGuests: integer(),
})
const Voucher = model('voucher', { code: uuid({ key: true }), value: integer() })
const Tag = model('tag', { word: text({ max: 20, key: true }) })
const models = [City, Hotel, RoomType, Voucher, Tag]

const hotels = resource(Hotel, {
  names: 'snake_case',
  fields: ['id', 'name', 'city', 'annexOf', 'stars', 'isOpen', 'board', 'rating', 'openedOn'],
  filter: ['id', 'name', 'city', 'annexOf', 'stars', 'isOpen', 'board', 'rating', 'openedOn'],
  search: ['name'],
  order: ['name', 'stars', 'rating', 'isOpen'],
  expand: {
    city: ['id', 'name'],
    roomTypes: {
      fields: ['id', 'name', 'maxGuests'],
      limit: 2,
      expand: { hotel: { fields: ['id', 'name'], expand: { city: ['name'] } } },
    },
  },
  limit: { default: 3, max: 5 },
  name: 'hotel',
})

let db: Database
let app: App

before(async () => {
  db = await connect('sqlite::memory:', { models })
  await db.script(createMigration(models, 'sqlite'))
  await db.insertMany(City, [{ name: 'Lyon' }, { name: 'Paris' }])
  const rows = [
    ['Grand Hotel', 1, 5, true, '9.5', '1901-05-01'],
    ['Hotel "Beta", 10% off', 1, 3, true, null, null],
    ['Hôtel de la Gare', 2, 3, false, '7.0', '1999-12-31'],
    ['Gamma_Inn', 2, 4, true, '10.0', '2020-01-01'],
  ] as const
  for (const [name, city, stars, isOpen, rating, openedOn] of rows) {
    const board = stars > 3 ? 'half' : 'none'
    const annexOf = stars === 4 ? 1 : null
    const values = { name, city, stars, isOpen, board, annexOf } as const
    // The rows above have decimals and dates in their one spelling.
    await db.insert(Hotel, { ...values, rating: rating as never, openedOn: openedOn as never })
  }
  for (const name of ['Single', 'Double', 'Suite']) {
    await db.insert(RoomType, { hotel: 1, name: name.padEnd(80, '.'), maxGuests: 2 })
  }
  await db.insert(Voucher, { code: '0198b6c1-7c7e-7000-8000-5d9c1e2f3a4b', value: 5 })
  app = createApp()
  app.mount('/api/hotels', hotels)
  app.mount('/tags', resource(Tag, { fields: ['word'] }))
  app.mount(
    '/cities',
    resource(City, { fields: ['id'], expand: { hotels: { fields: ['id'], limit: 'all' } } }),
  )
  app.mount('/vouchers', resource(Voucher, { fields: ['code', 'value'] }))
})
after(() => db.close())

function createApp(): App {
  const created = new App({
    isDevelopment: false,
    defaultHeaders: [],
    guards: [],
    idHeader: null,
    etag: true,
    compression: true,
    bodyLimitBytes: 1000,
    logger: createLogger({ level: 'silent' }),
    serve: { port: 0, host: '127.0.0.1' },
    renderError: (error: HttpError) => ({
      code: error.code,
      detail: error.message,
      ...error.extensions,
    }),
    checkStart() {},
  })
  created.use(db)
  return created
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return app.fetch(new Request(`http://localhost${path}`, { headers }))
}

async function idsOf(query: string): Promise<unknown> {
  const response = await get(`/api/hotels?fields=id&${query}`)
  const body: { items?: { id: number }[]; detail?: string } = JSON.parse(await response.text())
  return body.items?.map(({ id }) => id) ?? body
}

async function problemOf(path: string): Promise<unknown> {
  const response = await get(path)
  return { status: response.status, ...JSON.parse(await response.text()) }
}

describe('a list', () => {
  it('is a page of the readable fields, in the spelling and order of the declaration', async () => {
    const response = await get('/api/hotels?limit=1')
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/json')
    assert.equal(
      await response.text(),
      '{"items":[{"id":1,"name":"Grand Hotel","city":1,"annex_of":null,"stars":5,"is_open":true,' +
        '"board":"half","rating":"9.5","opened_on":"1901-05-01"}],"next_cursor":"WyIiLDFd"}',
    )
  })

  it('links its first and its next page, with the other parameters as they were given', async () => {
    const next = await get(
      '/api/hotels?name.contains=%22Hotel%3E&search=&stars.in=3&stars.in=4&limit=1',
    )
    assert.equal(
      next.headers.get('link'),
      '</api/hotels?name.contains=%22Hotel%3E&search=&stars.in=3&stars.in=4&limit=1>; rel="first"',
    )
    const response = await get('/api/hotels?order=-stars&limit=1')
    assert.equal(
      response.headers.get('link'),
      '</api/hotels?order=-stars&limit=1>; rel="first", ' +
        '</api/hotels?order=-stars&limit=1&cursor=WyItc3RhcnMiLDUsMV0>; rel="next"',
    )
  })

  it('answers HEAD with the headers of GET and no body', async () => {
    const [got, head] = await Promise.all([
      get('/api/hotels'),
      app.fetch(new Request('http://localhost/api/hotels', { method: 'HEAD' })),
    ])
    assert.deepEqual([...head.headers], [...got.headers])
    assert.equal(await head.text(), '')
  })

  it('answers 304 to the tag of an unchanged page, and compresses a large one', async () => {
    const first = await get('/api/hotels')
    const etag = first.headers.get('etag') ?? ''
    const again = await get('/api/hotels', { 'if-none-match': etag })
    assert.deepEqual([again.status, await again.text()], [304, ''])
    const large = await get(
      '/api/hotels?limit=5&expand=city,room_types(id,name,max_guests,hotel(name,city(name)))',
      {
        'accept-encoding': 'br',
      },
    )
    assert.equal(large.headers.get('content-encoding'), 'br')
  })

  it('refuses a method that it does not have', async () => {
    const response = await app.fetch(new Request('http://localhost/api/hotels', { method: 'POST' }))
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD, OPTIONS'])
  })
})

describe('filters', () => {
  const cases: [query: string, ids: readonly number[]][] = [
    ['', [1, 2, 3]],
    ['stars=3', [2, 3]],
    ['stars=', [1, 2, 3]],
    ['stars.ne=3', [1, 4]],
    ['stars.in=4,5', [1, 4]],
    ['stars.in=4&stars.in=5', [1, 4]],
    ['stars.gt=3', [1, 4]],
    ['stars.gte=4', [1, 4]],
    ['stars.lt=4', [2, 3]],
    ['stars.lte=3', [2, 3]],
    ['stars.gte=3&stars.lt=5', [2, 3, 4]],
    ['stars.lte=99', [1, 2, 3]],
    ['city=2', [3, 4]],
    ['city.in=2,7', [3, 4]],
    ['id=4', [4]],
    ['id.gt=2', [3, 4]],
    ['annex_of=1', [4]],
    ['annex_of.is_null=false', [4]],
    ['annex_of.ne=1', []],
    ['is_open=false', [3]],
    ['is_open.ne=true', [3]],
    ['board=half', [1, 4]],
    ['board.in=half,none', [1, 2, 3]],
    ['rating=9.5', [1]],
    ['rating=10', [4]],
    ['rating.gte=9.5', [1, 4]],
    ['rating.is_null=true', [2]],
    ['opened_on.lt=2000-01-01', [1, 3]],
    ['opened_on=2020-01-01', [4]],
    ['name=Grand+Hotel', [1]],
    ['name.in=Gamma_Inn,Grand+Hotel', [1, 4]],
    ['name.in=Gamma_Inn&name.in=Hotel+%22Beta%22,+10%25+off', [2, 4]],
    ['name.contains=%25', [2]],
    ['name.contains=_', [4]],
    ['name.contains=HOTEL', [1, 2]],
    ['name.starts_with=h', [2, 3]],
    ['search=hotel+grand', [1]],
    ['search=gam+inn', [4]],
    ['search=+++', [1, 2, 3]],
    ['search=grand&stars=3', []],
  ]
  for (const [query, ids] of cases) {
    it(`find ${JSON.stringify(ids)} with ${query || 'nothing'}`, async () => {
      assert.deepEqual(await idsOf(query), ids)
    })
  }

  const refused: [query: string, parameter: string, detail: string][] = [
    ['stars=6', 'stars', 'must be at most 5'],
    ['stars=four', 'stars', 'must be a whole number'],
    ['stars=3&stars=4', 'stars', 'must be a single value, not a list'],
    ['stars.in=3,x', 'stars.in', 'must be a whole number'],
    [`stars.in=${'3,'.repeat(50)}3`, 'stars.in', 'must have at most 50 items'],
    ['board=full', 'board', 'must be one of none, half'],
    ['is_open=yes', 'is_open', 'must be true or false'],
    [
      'opened_on=2020-02-30',
      'opened_on',
      'must be a date of the calendar as YYYY-MM-DD, such as 2026-02-28',
    ],
    [`name.contains=${'x'.repeat(101)}`, 'name.contains', 'must have at most 100 characters'],
    [`search=${'x'.repeat(101)}`, 'search', 'must have at most 100 characters'],
    [`search=${'x+'.repeat(9)}`, 'search', 'must have at most 8 words'],
    ['name=a%00', 'name', 'must be well-formed text without U+0000'],
    ['name.in=b&name.in=%00', 'name.in', 'must be well-formed text without U+0000'],
    ['limit=0', 'limit', 'must be at least 1'],
    ['limit=6', 'limit', 'must be at most 5'],
  ]
  for (const [query, parameter, detail] of refused) {
    it(`refuse ${query.slice(0, 40)}`, async () => {
      assert.deepEqual(await problemOf(`/api/hotels?${query}`), {
        status: 400,
        code: 'query-invalid',
        detail: 'The query is not acceptable: one value is wrong, see errors.',
        errors: [{ parameter, detail }],
      })
    })
  }

  it('refuse an unknown parameter and list the known ones', async () => {
    const names =
      'id, id.ne, id.in, id.gt, id.gte, id.lt, id.lte, ' +
      'name, name.ne, name.in, name.contains, name.starts_with, ' +
      'city, city.ne, city.in, ' +
      'annex_of, annex_of.ne, annex_of.in, annex_of.is_null, ' +
      'stars, stars.ne, stars.in, stars.gt, stars.gte, stars.lt, stars.lte, is_open, is_open.ne, ' +
      'board, board.ne, board.in, ' +
      'rating, rating.ne, rating.in, rating.gt, rating.gte, rating.lt, rating.lte, rating.is_null, ' +
      'opened_on, opened_on.ne, opened_on.in, opened_on.gt, opened_on.gte, opened_on.lt, opened_on.lte, opened_on.is_null, ' +
      'search, order, fields, expand, limit, cursor'
    assert.deepEqual(await problemOf('/api/hotels?secret=x'), {
      status: 400,
      code: 'query-invalid',
      detail: 'The query is not acceptable: one value is wrong, see errors.',
      errors: [{ parameter: 'secret', detail: `is not known here; known are ${names}` }],
    })
  })
})

describe('order', () => {
  const cases: [order: string, ids: readonly number[]][] = [
    ['', [1, 2, 3, 4]],
    ['stars', [2, 3, 4, 1]],
    ['-stars,name', [1, 4, 2, 3]],
    ['stars,-name', [3, 2, 4, 1]],
    ['rating', [2, 3, 1, 4]],
    ['-rating', [4, 1, 3, 2]],
    ['is_open', [3, 1, 2, 4]],
    ['-name,name', [3, 2, 1, 4]],
  ]
  for (const [order, ids] of cases) {
    it(`gives ${ids.join()} for ${order || 'none'}`, async () => {
      assert.deepEqual(await idsOf(`limit=5&order=${order}`), ids)
    })
  }

  it('has only the fields that it may have', async () => {
    assert.deepEqual(await problemOf('/api/hotels?order=name,secret'), {
      status: 400,
      code: 'query-invalid',
      detail: 'The query is not acceptable: one value is wrong, see errors.',
      errors: [
        {
          parameter: 'order',
          detail: 'must be one of name, -name, stars, -stars, rating, -rating, is_open, -is_open',
        },
      ],
    })
  })
})

describe('fields and expand', () => {
  const one = async (query: string): Promise<string> => (await get(`/api/hotels/1?${query}`)).text()

  const cases: [query: string, json: string][] = [
    ['fields=stars,id', '{"id":1,"stars":5}'],
    ['fields=id&fields=stars', '{"id":1,"stars":5}'],
    ['fields=id&expand=city', '{"id":1,"city":{"id":1,"name":"Lyon"}}'],
    ['fields=city&expand=city(name)', '{"city":{"name":"Lyon"}}'],
    [
      'fields=id&expand=room_types(id),city(id)',
      '{"id":1,"room_types":[{"id":1},{"id":2}],"city":{"id":1}}',
    ],
    [
      'fields=id&expand=room_types(max_guests,id,hotel(name,city(name)))',
      '{"id":1,"room_types":[' +
        '{"id":1,"max_guests":2,"hotel":{"name":"Grand Hotel","city":{"name":"Lyon"}}},' +
        '{"id":2,"max_guests":2,"hotel":{"name":"Grand Hotel","city":{"name":"Lyon"}}}]}',
    ],
    [
      'fields=id&expand=room_types(id,hotel(city(name)))',
      '{"id":1,"room_types":[' +
        '{"id":1,"hotel":{"id":1,"name":"Grand Hotel","city":{"name":"Lyon"}}},' +
        '{"id":2,"hotel":{"id":1,"name":"Grand Hotel","city":{"name":"Lyon"}}}]}',
    ],
  ]
  for (const [query, json] of cases) {
    it(`give what ${query} asks for`, async () => {
      assert.equal(await one(query), json)
    })
  }

  const refused: [query: string, detail: string][] = [
    [
      'fields=secret',
      'must be one of id, name, city, annex_of, stars, is_open, board, rating, opened_on',
    ],
    ['expand=annex_of', 'has no relation "annex_of"; known are city, room_types'],
    ['expand=city(hotels)', 'has no field "hotels"; known are id, name'],
    ['expand=city(id(name))', 'has no field "id"; known are id, name'],
    ['expand=room_types(price)', 'has no field "price"; known are id, name, max_guests, hotel'],
    ['expand=city,city(id)', 'names city twice; write it as in city,rooms(id,name)'],
    ['expand=city(', 'lacks a name; write it as in city,rooms(id,name)'],
    ['expand=city(id', 'has a "(" without its ")"; write it as in city,rooms(id,name)'],
    ['expand=city)', 'has ")" where a comma belongs; write it as in city,rooms(id,name)'],
    ['expand=city(id)(name)', 'has "(" where a comma belongs; write it as in city,rooms(id,name)'],
    ['expand=,city', 'lacks a name; write it as in city,rooms(id,name)'],
    [`expand=${'city,'.repeat(101)}`, 'must have at most 500 characters'],
  ]
  for (const [query, detail] of refused) {
    it(`refuse ${query.slice(0, 40)}`, async () => {
      assert.deepEqual(await problemOf(`/api/hotels/1?${query}`), {
        status: 400,
        code: 'query-invalid',
        detail: 'The query is not acceptable: one value is wrong, see errors.',
        errors: [{ parameter: query.split('=')[0], detail }],
      })
    })
  }
})

describe('a relation that is few by nature', () => {
  it('gives all of its rows', async () => {
    const response = await get('/cities?expand=hotels')
    assert.equal(
      await response.text(),
      '{"items":[{"id":1,"hotels":[{"id":1},{"id":2}]},{"id":2,"hotels":[{"id":3},{"id":4}]}],"nextCursor":null}',
    )
  })
})

describe('an item', () => {
  it('is the row with this key', async () => {
    const response = await get('/api/hotels/3')
    assert.equal(response.headers.get('content-type'), 'application/json')
    assert.equal(
      await response.text(),
      '{"id":3,"name":"Hôtel de la Gare","city":2,"annex_of":null,"stars":3,"is_open":false,' +
        '"board":"none","rating":"7.0","opened_on":"1999-12-31"}',
    )
    assert.equal(app.url('hotel-item', { id: 3 }), '/api/hotels/3')
    assert.equal(app.url('hotel-list'), '/api/hotels')
  })

  it('answers 304 to the tag of an unchanged row, and HEAD', async () => {
    const etag = (await get('/api/hotels/3')).headers.get('etag') ?? ''
    assert.equal((await get('/api/hotels/3', { 'if-none-match': etag })).status, 304)
    assert.equal((await get('/api/hotels/4', { 'if-none-match': etag })).status, 200)
    const head = await app.fetch(new Request('http://localhost/api/hotels/3', { method: 'HEAD' }))
    assert.deepEqual([head.headers.get('etag'), await head.text()], [etag, ''])
  })

  it('is found by a key of another kind', async () => {
    const response = await get('/vouchers/0198B6C1-7C7E-7000-8000-5D9C1E2F3A4B')
    assert.equal(await response.text(), '{"code":"0198b6c1-7c7e-7000-8000-5d9c1e2f3a4b","value":5}')
  })

  it('has one answer for keys that are unknown and keys that cannot be', async () => {
    const keys = ['999', '0', '-1', '1.5', '1e0', 'abc', '9'.repeat(30), "1'--", 'null']
    for (const path of [...keys.map((key) => `/api/hotels/${key}`), '/vouchers/1', '/tags/a']) {
      assert.deepEqual(await problemOf(path), {
        status: 404,
        code: 'row-unknown',
        detail:
          'There is nothing at this address. It may have been deleted; the list has the keys of what there is.',
      })
    }
  })

  it('has the parameters of an item only', async () => {
    const problem = await problemOf('/vouchers/1?limit=2')
    assert.deepEqual(problem, {
      status: 400,
      code: 'query-invalid',
      detail: 'The query is not acceptable: one value is wrong, see errors.',
      errors: [{ parameter: 'limit', detail: 'is not known here; known are fields' }],
    })
  })
})

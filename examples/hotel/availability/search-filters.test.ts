import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { filterQuery, readFilters } from './search-filters.ts'

const read = (query: string, currency = 'EUR') => readFilters(new URLSearchParams(query), currency)

describe('readFilters', () => {
  const amounts: [text: string, currency: string, minor: number][] = [
    ['600', 'EUR', 60_000],
    ['600.5', 'EUR', 60_050],
    ['600,50', 'EUR', 60_050],
    ['1,200', 'EUR', 120_000],
    ['1,234,567.89', 'EUR', 123_456_789],
    ['1 200 EUR', 'EUR', 120_000],
    ['eur1200', 'EUR', 120_000],
    ["1'200", 'EUR', 120_000],
    ['0', 'EUR', 0],
    ['12,000', 'JPY', 12_000],
    ['34.500', 'KWD', 34_500],
  ]
  for (const [text, currency, minor] of amounts) {
    it(`reads “${text}” as ${minor} minor units of ${currency}`, () => {
      const filters = read(new URLSearchParams({ max_total: text }).toString(), currency)
      assert.deepEqual([filters.maxTotal, filters.errors], [minor, []])
      assert.equal(filters.maxTotalText, text)
    })
  }

  for (const text of ['cheap', '6.0.0', '1e3', '-5', '600.999', '1,20,0', '٦٠٠', '9'.repeat(40)]) {
    it(`does not read “${text}”, and says so`, () => {
      const filters = read(new URLSearchParams({ max_total: text }).toString())
      assert.equal(filters.maxTotal, null)
      assert.equal(filters.errors[0]?.field, 'max_total')
    })
  }

  it('takes stars from boxes and from lists, sorted, and forgets what is none', () => {
    assert.deepEqual(read('stars=5&stars=3,4&stars=9&stars=x&stars=3&stars=').stars, [3, 4, 5])
    assert.deepEqual(read('').stars, [])
  })

  it('orders by the total unless another order is known', () => {
    assert.deepEqual(
      ['', 'sort=stars', 'sort=name', 'sort=__proto__'].map((query) => read(query).sort),
      ['total', 'stars', 'name', 'total'],
    )
  })
})

describe('filterQuery', () => {
  it('is read back as it was', () => {
    const filters = read('stars=4&stars=5&max_total=1,200&sort=name')
    const query = new URLSearchParams(filterQuery(filters)).toString()
    assert.equal(query, 'stars=4%2C5&max_total=1%2C200&sort=name')
    assert.deepEqual(read(query), filters)
    assert.deepEqual(filterQuery(read('')), {})
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { StatementCache } from './statement-cache.ts'

describe('StatementCache', () => {
  const counting = (): { cache: StatementCache<string>; prepared: string[] } => {
    const prepared: string[] = []
    const cache = new StatementCache((sql) => (prepared.push(sql), sql.toUpperCase()), 2)
    return { cache, prepared }
  }

  it('prepares a text once', () => {
    const { cache, prepared } = counting()
    assert.equal(cache.get('a'), 'A')
    assert.equal(cache.get('a'), 'A')
    assert.deepEqual(prepared, ['a'])
  })

  it('keeps what is in use while others come and go', () => {
    const { cache, prepared } = counting()
    for (const other of ['b', 'c', 'd', 'e', 'f', 'g']) {
      cache.get('a')
      cache.get(other)
    }
    assert.equal(prepared.filter((sql) => sql === 'a').length, 1)
  })

  it('never keeps more than two generations', () => {
    const { cache } = counting()
    for (let i = 0; i < 100; i++) cache.get(`statement ${i}`)
    assert.equal(cache.size, 4)
  })

  it('keeps nothing of a text that cannot be prepared', () => {
    const cache = new StatementCache(() => assert.fail('syntax'), 2)
    assert.throws(() => cache.get('selec'), /syntax/)
    assert.equal(cache.size, 0)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findMisspelt, sortedNames } from './misspelt.ts'

describe('findMisspelt', () => {
  const words: [word: string, name: string, cost: number | null, why: string][] = [
    ['lyon', 'lyon', 0, 'equal'],
    ['lyon', 'lyonslaforet', 1, 'a beginning'],
    ['lyno', 'lyon', 2, 'two letters swapped'],
    ['lyonn', 'lyon', 2, 'a letter too many'],
    ['lion', 'lyon', 2, 'a wrong letter'],
    ['yon', 'lyon', 2, 'the first letter missing'],
    ['lino', 'lyon', null, 'two errors'],
    ['masseil', 'marseillan', 3, 'a beginning with an error'],
    ['nice', 'n', null, 'a name much shorter than the word'],
  ]
  for (const [word, name, cost, why] of words) {
    it(`gives ${cost ?? 'no match'} for ${why}`, () => {
      assert.deepEqual(found([name], word, 1), cost === null ? [] : [[name, cost]])
    })
  }

  it('agrees with the full table for any sorted names', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 })
    const property = fc.property(
      fc.array(letters, { maxLength: 30 }),
      letters,
      fc.integer({ min: 0, max: 2 }),
      (list, word, maxErrors) => {
        const names = list.toSorted()
        const expected = names.flatMap((name): [string, number][] => {
          const cost = costByFullTable(word, name)
          return cost >> 1 <= maxErrors ? [[name, cost]] : []
        })
        assert.deepEqual(found(names, word, maxErrors), expected)
      },
    )
    fc.assert(property, { numRuns: 500, seed: 7 })
  })
})

function found(keys: readonly string[], word: string, maxErrors: number): [string, number][] {
  const matches: [string, number][] = []
  findMisspelt(sortedNames(keys), word, maxErrors, (position, cost) => {
    matches.push([keys[position] ?? '', cost])
  })
  return matches
}

/** Optimal string alignment as the textbook has it, against every beginning of the name. */
function costByFullTable(word: string, name: string): number {
  const errors = Array.from({ length: name.length + 1 }, (_, i) => distance(word, name.slice(0, i)))
  const least = Math.min(...errors)
  return least * 2 + (errors.at(-1) === least ? 0 : 1)
}

function distance(a: string, b: string): number {
  const get = (i: number, j: number): number => table[i]?.[j] ?? Infinity
  const table: number[][] = []
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = []
    table.push(row)
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) row[j] = i + j
      else {
        const wrong = get(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
        const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1
        const swap = swapped ? get(i - 2, j - 2) + 1 : Infinity
        row[j] = Math.min(wrong, get(i - 1, j) + 1, get(i, j - 1) + 1, swap)
      }
    }
  }
  return get(a.length, b.length)
}

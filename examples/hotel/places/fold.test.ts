import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { foldName, foldWords, slugify } from './fold.ts'

describe('foldWords', () => {
  const texts: [text: string, words: string[]][] = [
    ['', []],
    ['  -- ’ ', []],
    ['Nîmes', ['nimes']],
    ["Val-d'Isère", ['val', 'd', 'isere']],
    ['Saint‐Malo', ['saint', 'malo']],
    ['St. Louis', ['saint', 'louis']],
    ['STE MAXIME', ['sainte', 'maxime']],
    ['st', ['st']],
    ['Œuilly', ['oeuilly']],
    ['Łódź', ['lodz']],
    ['Tórshavn Ísafjörður', ['torshavn', 'isafjordur']],
    ['Sanʿaʼ', ['sana']],
    ['ＮＩＣＥ', ['nice']],
    ['Courchevel 1850', ['courchevel', '1850']],
  ]
  for (const [text, words] of texts) {
    it(`folds ${JSON.stringify(text)} to ${words.join(' ') || 'nothing'}`, () => {
      assert.deepEqual(foldWords(text), words)
    })
  }
})

describe('foldName', () => {
  it('makes one of what is written apart or together', () => {
    assert.equal(foldName("L'Isle"), foldName('lisle'))
  })
})

describe('slugify', () => {
  it('keeps the words apart and does not spell out', () => {
    assert.equal(slugify("St-Jean d'Illac (Gironde)"), 'st-jean-d-illac-gironde')
  })
})

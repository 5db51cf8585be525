/**
 * No value may add an element or an attribute, end one, or run: a corpus of attacks and random
 * text, in every context where a hole may stand, judged by a parser that follows the HTML standard.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { meantTree, readTree, renderJson, renderLink, shapes } from './template-oracle.ts'

const vectors = readLines('xss-vectors.txt')
const urls = readLines('xss-urls.txt').map((line) => JSON.parse(`"${line.replaceAll('"', '\\"')}"`))

/** Pieces from which attacks are made, so that random text is hostile more often than not. */
const pieces = (
  `< > " ' & / = \` ! - ? ; # : \n \r \t \f \u2028 \ud800 \ufeff \u{1f3e8} x amp lt; src script onerror= ` +
  'javascript: </script> </title> </textarea> </noscript> <!-- --> ]]>'
)
  .split(' ')
  .concat(' ')
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.constantFrom(...vectors),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
// A parser drops or replaces NUL wherever it stands, so it has a test of its own.
const text = hostile.map((value) => value.replaceAll('\0', ''))

describe('html against a corpus of attacks', () => {
  for (const shape of shapes) {
    it(`keeps ${vectors.length} vectors inside ${shape.name}`, () => {
      for (const vector of vectors) {
        assert.deepEqual(readTree(shape.render(vector, vector)), meantTree(shape, vector, vector))
      }
    })

    it(`keeps random text inside ${shape.name}`, () => {
      fc.assert(
        fc.property(text, text, (first, second) => {
          assert.deepEqual(readTree(shape.render(first, second)), meantTree(shape, first, second))
        }),
        { numRuns: 300 },
      )
    })
  }

  it('keeps attacks inside a noscript where scripts are on and its content is text', () => {
    const shape = shapes.find(({ name }) => name === 'a noscript')
    assert.ok(shape)
    for (const vector of vectors) {
      const tree = readTree(shape.render(vector, vector), true)
      assert.equal(tree.filter((line) => line.includes('<noscript>')).length, 1)
      assert.equal(tree.filter((line) => /^ *</.test(line)).length, 5, vector)
    }
  })

  it('keeps a NUL from changing the tree', () => {
    for (const shape of shapes) {
      const elements = (tree: string[]) => tree.filter((line) => /^ *</.test(line)).length
      const tree = readTree(shape.render('<\0b>', '"\0x='))
      assert.equal(elements(tree), elements(readTree(shape.render('a', 'b'))), shape.name)
    }
  })
})

describe('html against URLs that run', () => {
  for (const url of urls) {
    it(`blocks ${JSON.stringify(url)}`, () => {
      assert.equal(hrefOf(url), 'about:invalid#blocked')
    })
  }

  it('lets no other scheme than those of links through, whatever the text', () => {
    const schemes = ['http:', 'https:', 'mailto:', 'tel:', 'sms:']
    const parts = fc.constantFrom(...pieces, 'java', 'data', 'https', '//', 'a.example', '\\')
    const url = fc.oneof(
      hostile,
      fc.array(parts, { maxLength: 8 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(url, (value) => {
        const href = hrefOf(value)
        if (href === 'about:invalid#blocked') return
        assert.equal(href, value.trim())
        // The parser of browsers decides what the scheme is; what it refuses leads nowhere.
        const parsed = URL.parse(href, 'https://hotel.example/')
        assert.ok(parsed === null || schemes.includes(parsed.protocol), href)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('html against data that ends its script', () => {
  const meant = (value: unknown) => {
    const tree = readTree(renderJson(value))
    assert.deepEqual(tree.slice(0, 6).map((line) => line.trim()), [
      '#document',
      '#documentType',
      '<html>',
      '<head>',
      '<body>',
      '<p>',
    ]) // oxfmt-ignore
    assert.equal(tree[6]?.trim(), '<script type="application/json">')
    assert.equal(tree.length, 8)
    return JSON.parse(JSON.parse(tree[7] ?? ''))
  }

  it(`brings ${vectors.length} vectors back as they were`, () => {
    for (const vector of vectors)
      assert.deepEqual(meant({ [vector]: vector }), { [vector]: vector })
  })

  it('brings any JSON back as it was', () => {
    const sent = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))) // no -0
    fc.assert(fc.property(sent, (value) => assert.deepEqual(meant(value), value)))
    fc.assert(fc.property(hostile, (value) => assert.equal(meant(value), value)))
  })
})

function hrefOf(url: string): string {
  const tree = readTree(renderLink(url))
  assert.equal(tree.length, 8, url)
  const href = /^ *<a href=(".*")>$/s.exec(tree[6] ?? '')?.[1]
  assert.ok(href !== undefined, tree[6])
  return JSON.parse(href)
}

function readLines(name: string): string[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line !== '')
}

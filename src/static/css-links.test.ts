import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { relinkCss } from './css-links.ts'

const HASHED: Record<string, string> = {
  'css/a.svg': 'css/a.H.svg',
  'fonts/inter.woff2': 'fonts/inter.H.woff2',
  'top.png': 'top.H.png',
  'css/é b.png': 'css/é b.H.png',
}

describe('relinkCss', () => {
  const cases: [css: string, expected: string][] = [
    ['url(a.svg)', 'url(a.H.svg)'],
    ['url("a.svg")', 'url("a.H.svg")'],
    ["url( './a.svg' )", "url( './a.H.svg' )"],
    ['url(../fonts/inter.woff2)', 'url(../fonts/inter.H.woff2)'],
    ['url(../top.png?v=1#x)', 'url(../top.H.png?v=1#x)'],
    ['url(%C3%A9%20b.png)', 'url(%C3%A9%20b.H.png)'],
    ['url(a.svg) url(a.svg)', 'url(a.H.svg) url(a.H.svg)'],
    ['url(unknown.svg)', 'url(unknown.svg)'],
    ['url(data:image/svg+xml,a.svg)', 'url(data:image/svg+xml,a.svg)'],
    ['url(https://cdn.example/a.svg)', 'url(https://cdn.example/a.svg)'],
    ['url(//cdn.example/a.svg)', 'url(//cdn.example/a.svg)'],
    ['url(/static/a.svg)', 'url(/static/a.svg)'],
    ['url(#clip)', 'url(#clip)'],
    ['url(../../../top.png)', 'url(../../../top.png)'],
    ['url(100%.svg)', 'url(100%.svg)'],
    ['url()', 'url()'],
  ]
  for (const [css, expected] of cases) {
    it(`${css} -> ${expected}`, () => {
      assert.equal(
        relinkCss(css, 'css/site.css', (name) => HASHED[name] ?? null),
        expected,
      )
    })
  }
})

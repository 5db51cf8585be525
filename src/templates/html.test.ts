import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributes, html, type HtmlValue, json, raw } from './index.ts'

const hostile = `<b> & "q" 'a'`
const escaped = '&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39;'

describe('html', () => {
  const rendered: [name: string, actual: { text(): string | null }, expected: string][] = [
    ['text, escaped', html`<p>${hostile}</p>`, `<p>${escaped}</p>`],
    ['numbers', html`<p>${1.5} ${0} ${12n}</p>`, '<p>1.5 0 12</p>'],
    ['nothing for null, undefined, false', html`<p>${null}${undefined}${false}</p>`, '<p></p>'],
    ['html inside html as it is', html`<ul>${html`<li>${'<'}</li>`}</ul>`, '<ul><li>&lt;</li></ul>'],
    ['arrays, nested', html`${[['a', html`<br>`], [['<']]]}`, 'a<br>&lt;'],
    ['raw text', html`<p>${raw('<b>x</b>')}</p>`, '<p><b>x</b></p>'],
    ['quoted attributes', html`<p title="${hostile}" lang='${"'"}'></p>`, `<p title="${escaped}" lang='&#39;'></p>`],
    ['a value among static text', html`<p class="a ${'b'} c"></p>`, '<p class="a b c"></p>'],
    ['lists in attributes by spaces', html`<p class="${['a', false, 'b']}"></p>`, '<p class="a b"></p>'],
    ['aria- attributes as true and false', html`<p aria-busy="${false}"></p>`, '<p aria-busy="false"></p>'],
    ['nothing in an attribute', html`<p title="${null}"></p>`, '<p title=""></p>'],
    ['a boolean attribute', html`<input ?disabled=${true}><input ?disabled=${false}>`, '<input disabled><input >'],
    ['a boolean attribute before a slash', html`<input ?disabled=${true}/>`, '<input disabled/>'],
    ['attributes()', html`<a ${attributes({ href: '/', title: '"' })}>x</a>`, '<a href="/" title="&quot;">x</a>'],
    ['no attributes', html`<a ${null} >x</a>`, '<a  >x</a>'],
    ['a title as text', html`<title>${'</title>'}</title>`, '<title>&lt;/title&gt;</title>'],
    ['a textarea whose text may begin with a line end', html`<textarea>${'\n'}</textarea>`, '<textarea>\n\n</textarea>'],
    ['a pre whose text may begin with a line end', html`<pre>${'\n'}</pre>`, '<pre>\n\n</pre>'],
    ['an ampersand that the value cannot complete', html`<p>&${'lt;'} &am${'p;'}</p>`, '<p>&amp;lt; &amp;amp;</p>'],
    ['a "<" that is text', html`<p>1 < ${2}</p>`, '<p>1 < 2</p>'],
    ['upper-case tags and attributes', html`<P TITLE="${'"'}"></P>`, '<P TITLE="&quot;"></P>'],
    ['spaces around the sign', html`<p title = "${'"'}"></p>`, '<p title = "&quot;"></p>'],
    ['static comments and declarations', html`<!doctype html><!-- > --><!--->${'<'}`, '<!doctype html><!-- > --><!--->&lt;'],
    ['static raw text', html`<style>a > b {}</style><script>if (a < b) c()</script>${'<'}`, '<style>a > b {}</style><script>if (a < b) c()</script>&lt;'],
    ['an unquoted static value', html`<a href=/x/>${'y'}</a>`, '<a href=/x/>y</a>'],
    ['static attributes without values', html`<input disabled hidden ${null} required>${'<'}`, '<input disabled hidden  required>&lt;'],
    ['an empty static value', html`<a title= >${'<'}</a>`, '<a title= >&lt;</a>'],
    ['an empty template', html``, ''],
  ] // oxfmt-ignore
  for (const [name, actual, expected] of rendered) {
    it(`writes ${name}`, () => assert.equal(actual.text(), expected))
  }

  it('writes data for scripts so that no text ends the script', () => {
    const data = json({ a: '</script><!--&\u2028' })
    const page = html`<script type="application/json">${data}</script>` // oxfmt-ignore
    assert.equal(
      page.text(),
      '<script type="application/json">{"a":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028"}</script>',
    )
  })

  it('writes values of JSON that the template began, undefined as null', () => {
    const page = html`<script type="application/ld+json">{"a": ${'"'}, "b": [${1}, ${undefined}]}</script>` // oxfmt-ignore
    assert.equal(
      page.text(),
      '<script type="application/ld+json">{"a": "\\"", "b": [1, null]}</script>',
    )
  })

  it('renders the same call site again with other values', () => {
    const row = (name: string) => html`<li>${name}</li>`
    assert.equal(html`${['a', '<', 'c'].map(row)}`.text(), '<li>a</li><li>&lt;</li><li>c</li>')
  })

  it('is text where a string is wanted', () => {
    assert.equal(String(html`<p>${1}</p>`), '<p>1</p>')
  })
})

describe('html with URLs', () => {
  const link = (url: string) => html`<a href="${url}">x</a>`.text()?.slice(9, -7)
  const allowed: string[] = [
    '/a?b=c',
    'a/b',
    '?q=1',
    '#top',
    '',
    'https://example.com/',
    'HTTP://example.com',
    'mailto:a@example.com',
    'tel:+351',
    'sms:+351',
    '//example.com',
    './a:b',
    '/a:b',
    '12:30',
  ]
  for (const url of allowed)
    it(`lets ${JSON.stringify(url)} pass`, () => assert.equal(link(url), url))

  it('drops the spaces around a URL, as browsers do', () => assert.equal(link(' /a\n'), '/a'))

  it('checks a URL together with what the template wrote before it', () => {
    const path = (page: string) => html`<a href="/${page}"></a>`.text()
    assert.equal(path('a'), '<a href="/a"></a>')
    assert.equal(path('/evil.example'), '<a href="about:invalid#blocked"></a>')
    assert.equal(path('\\evil.example'), '<a href="about:invalid#blocked"></a>')
    const twoParts = (lang: string) => html`<a href="/${lang}/evil.example"></a>`.text()
    assert.equal(twoParts('en'), '<a href="/en/evil.example"></a>')
    assert.equal(twoParts(''), '<a href="about:invalid#blocked/evil.example"></a>')
    const start = (text: string) => html`<a href=" page-${text}.html"></a>`.text()
    assert.equal(start('1'), '<a href="page-1.html"></a>')
    assert.equal(start(':x'), '<a href="about:invalid#blocked.html"></a>')
  })

  it('only escapes what follows the beginning of a URL', () => {
    assert.equal(
      html`<a href="https://example.com/${'a&b'}?q=${'javascript:"'}"></a>`.text(),
      '<a href="https://example.com/a&amp;b?q=javascript:&quot;"></a>',
    )
    assert.equal(
      html`<img src="data:image/png;base64,${'iVBO'}" />`.text(),
      '<img src="data:image/png;base64,iVBO" />',
    )
  })
})

describe('html with a value that has no meaning in its place', () => {
  const here = 'src/templates/html.test.ts:\\d+: '
  const refused: [name: string, render: () => unknown, message: string][] = [
    ['an object', () => html`<p>${Object.create(null)}</p>`, 'a hole in text cannot show an object \\(without prototype\\)\\. Give it text'],
    ['a date', () => html`<p>${new Date(0) as unknown as HtmlValue}</p>`, 'a hole in text cannot show an object \\(Date\\)'],
    ['a function', () => html`<p>${link as unknown as HtmlValue}</p>`, 'a hole in text cannot show the function link; call it'],
    ['true', () => html`<p>${true}</p>`, 'a hole in text cannot show true \\(a boolean attribute is \\?name='],
    ['true in an attribute', () => html`<p title="${true}"></p>`, 'the hole in title cannot show true'],
    ['html in an attribute', () => html`<p title="${html`x`}"></p>`, 'the hole in title cannot show html, which would show as tags there'],
    ['raw text in an attribute', () => html`<p title="${raw('"')}"></p>`, 'the hole in title cannot show html'],
    ['html in a title', () => html`<title>${html`x`}</title>`, 'a hole in plain-text cannot show html'],
    ['html in JSON', () => html`<script type="application/json">${html`x`}</script>`, 'a hole in json cannot show html'],
    ['json() in text', () => html`<p>${json(1)}</p>`, 'a hole in text cannot show json\\(\\), which belongs in <script'],
    ['attributes() in text', () => html`<p>${attributes({})}</p>`, 'a hole in text cannot show attributes\\(\\), which belong in a tag'],
    ['text among attributes', () => html`<p ${'onclick=x'}></p>`, 'a hole in spread cannot show a string\\. Write \\$\\{attributes'],
    ['text for a boolean attribute', () => html`<p ?hidden=${'no'}></p>`, 'the hole in hidden cannot show a string\\. Give it true or false'],
    ['a list as a URL', () => html`<a href="${['a']}"></a>`, 'the hole in href cannot show an object \\(Array\\)'],
  ] // oxfmt-ignore
  function link(): string {
    return 'x'
  }
  for (const [name, render, message] of refused) {
    it(`refuses ${name}`, () => {
      assert.throws(render, {
        name: 'TemplateError',
        code: 'template-value',
        message: new RegExp(`^${here}${message}`),
      })
    })
  }
})

/** Which templates are refused, and that the refusal does not depend on the value. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributes, html } from './index.ts'

const safe = 'x'

describe('html refuses a hole where no escape is safe', () => {
  const holes: [name: string, render: () => unknown, reason: string][] = [
    ['an unquoted attribute', () => html`<a title=${safe}>`, 'in an attribute without quotes. Write title="${...}"'],
    ['part of an unquoted attribute', () => html`<a title=a${safe}>`, 'in an attribute without quotes. Write title="${...}"'],
    ['an unquoted URL', () => html`<a href=/a/${safe}>`, 'in an attribute without quotes. Write href="${...}"'],
    ['an event handler', () => html`<a onclick="f('${safe}')">`, 'in onclick: onclick is run as code'],
    ['an event handler in capitals', () => html`<a OnClick="${safe}">`, 'in onclick: onclick is run as code'],
    ['an unquoted event handler', () => html`<a onclick=${safe}>`, 'in onclick: onclick is run as code'],
    ['a handler of htmx', () => html`<a hx-on:click="${safe}">`, 'in hx-on:click: hx-on:click is run as code'],
    ['an expression of Alpine', () => html`<a x-data="${safe}">`, 'in x-data: x-data is run as code'],
    ['an expression of Vue', () => html`<a @click="${safe}">`, 'in @click: @click is run as code'],
    ['a style', () => html`<a style="color: ${safe}">`, 'in style: a style can load'],
    ['a style element', () => html`<style>${safe}</style>`, 'in <style>, whose text cannot be escaped'],
    ['a document in an attribute', () => html`<iframe srcdoc="${safe}"></iframe>`, 'in srcdoc: srcdoc is a document'],
    ['a script', () => html`<script>${safe}</script>`, 'in a script. Put the data in <script type="application/json">'],
    ['a module', () => html`<script type="module">${safe}</script>`, 'in a script. Put the data'],
    ['an import map', () => html`<script type="importmap">${safe}</script>`, 'in a script. Put the data'],
    ['a script of two types', () => html`<script type="module" type="application/json">${safe}</script>`, 'in a script. Put the data'],
    ['the type of a script', () => html`<script type="${safe}"></script>`, 'in the type of a script'],
    ['a JSON string', () => html`<script type="application/json">"\\"${safe}"</script>`, 'in a JSON string. Leave the quotes away'],
    ['JSON after "<"', () => html`<script type="application/json">"<" ${safe}</script>`, 'after a "<" in <script>'],
    ['a comment', () => html`<!-- ${safe} -->`, 'in a comment. Move it out'],
    ['a declaration', () => html`<!doctype ${safe}>`, 'in a declaration'],
    ['a processing instruction', () => html`<?xml ${safe}?>`, 'in a declaration'],
    ['a tag name', () => html`<${safe}>`, 'in a tag name. Choose between two templates'],
    ['part of a tag name', () => html`<h${safe}>`, 'in a tag name. Choose between two templates'],
    ['an end tag', () => html`<h1>x</h${safe}>`, 'in an end tag. Choose between two templates'],
    ['the name of an end tag', () => html`</${safe}>`, 'in a declaration'],
    ['an attribute name', () => html`<a data-${safe}="x">`, 'in the name of an attribute. Write ${attributes({ name: value })} instead'],
    ['an attribute before a sign', () => html`<a ${safe}="x">`, 'in the name of an attribute. Put spaces around'],
    ['attributes that touch a name', () => html`<a disabled${attributes({})}>`, 'in the name of an attribute. Write ${attributes'],
    ['attributes that touch a value', () => html`<a b="c"${attributes({})}>`, 'in the name of an attribute. Put spaces around'],
    ['attributes that touch the tag', () => html`<a${attributes({})}>`, 'in a tag name'],
    ['attributes of a script', () => html`<script ${attributes({})}></script>`, 'among the attributes of <script>. Write them out'],
    ['attributes of a meta', () => html`<meta ${attributes({})}>`, 'among the attributes of <meta>. Write them out'],
    ['a quoted boolean attribute', () => html`<a ?hidden="${true}">`, 'in ?hidden, which takes one hole and no quotes'],
    ['two holes in a boolean attribute', () => html`<a ?hidden=${true}${false}>`, 'in ?hidden, which takes one hole'],
    ['a boolean handler', () => html`<a ?onclick=${true}>`, 'in onclick: onclick is run as code'],
    ['a javascript: URL', () => html`<a href="javascript:f('${safe}')">`, "in a javascript:f(' URL, which runs as code"],
    ['a data: URL', () => html`<iframe src="data:text/html,${safe}"></iframe>`, 'in a data:text/html, URL, which runs as code'],
    ['a scheme of two holes', () => html`<a href="${safe}${safe}">`, 'in href where two holes or a hole and a colon decide whereto'],
    ['a scheme and its colon', () => html`<a href="${safe}:x">`, 'in href where two holes or a hole and a colon decide whereto'],
    ['a path of two holes', () => html`<a href="/${safe}${safe}">`, 'in href where two holes or a hole and a colon decide whereto'],
    ['an iframe', () => html`<iframe>${safe}</iframe>`, 'in <iframe>, whose text cannot be escaped'],
    ['a tag in a title', () => html`<title><b>${safe}</title>`, 'after a "<" in <title>'],
  ] // oxfmt-ignore
  for (const [name, render, reason] of holes) {
    it(name, () => {
      const expected = `^src/templates/scanner\\.test\\.ts:\\d+: A hole stands ${escapeRegExp(reason)}`
      const problem = { code: 'template-unsafe-hole', message: new RegExp(expected) }
      assert.throws(render, problem)
      // A plan that failed is not kept, so the second use fails as loudly as the first.
      assert.throws(render, problem)
    })
  }
})

describe('html refuses a template that browsers would repair', () => {
  const templates: [name: string, render: () => unknown, reason: string][] = [
    ['an open tag', () => html`<p`, 'The template ends inside a tag name, so it would swallow'],
    ['an open value', () => html`<p title="x>`, 'The template ends inside a quoted,'],
    ['an open comment', () => html`<!-- x`, 'The template ends inside a comment,'],
    ['an open textarea', () => html`<textarea>`, 'The template ends inside <textarea>,'],
    ['an open script', () => html`<script></scrip>`, 'The template ends inside <script>,'],
    ['a "<" at the end', () => html`a <`, 'The template ends inside a tag name,'],
    ['values without a space between', () => html`<p a="b"c="d">`, 'The template needs a space after the value of a.'],
    ['an end tag with attributes', () => html`<p></p a=">">`, 'The template has an end tag with more than a name.'],
    ['a CDATA section', () => html`<svg><![CDATA[x]]></svg>`, 'The template has a CDATA section. Escape its text.'],
    ['"<!--" in a script', () => html`<script>"<!--"</script>`, 'The template has "<!--" in a script'],
    ['a refresh to a value', () => html`<meta content="0;url=${safe}" http-equiv="Refresh">`, 'The template lets a value choose where meta refresh leads'],
    ['a header of a value', () => html`<meta http-equiv="${safe}" content="${safe}">`, 'The template lets a value choose where meta refresh leads'],
    ['an animated link', () => html`<svg><set attributeName="xlink:href" to="${safe}"/></svg>`, 'The template lets a value animate a link'],
    ['an animation of a value', () => html`<svg><animate attributeName="${safe}" to="x"/></svg>`, 'The template lets a value animate a link'],
    ['an unknown escape sequence', () => html`\u`, 'The template has an escape sequence'],
    ['a plain call', () => html(['<p>'] as unknown as TemplateStringsArray), 'html is a template tag. Write html`...`'],
  ] // oxfmt-ignore
  for (const [name, render, reason] of templates) {
    it(name, () => {
      const expected = `^src/templates/scanner\\.test\\.ts:\\d+: ${escapeRegExp(reason)}`
      assert.throws(render, { code: 'template-malformed', message: new RegExp(expected) })
    })
  }

  it('but takes what only looks alike', () => {
    const refresh = html`<meta http-equiv="x-ua-compatible" content="${safe}" />`
    assert.equal(refresh.text(), '<meta http-equiv="x-ua-compatible" content="x" />')
    const animation = html`<svg><set attributeName="r" to="${safe}" /></svg>`
    assert.equal(animation.text(), '<svg><set attributeName="r" to="x" /></svg>')
  })
})

describe('the place in a message', () => {
  it('is the line of the hole, not of the template', () => {
    const start = Number(/scanner\.test\.ts:(\d+)/.exec(new Error().stack ?? '')?.[1])
    const render = () => html`<p>
      ${safe}
      <b title=${safe}></b></p>` // oxfmt-ignore
    assert.throws(render, {
      message: new RegExp(`^src/templates/scanner\\.test\\.ts:${start + 3}: `),
    })
  })

  it('is left out where stacks are off', () => {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    try {
      assert.throws(() => html`<!-- ${safe} -->`, { message: /^A hole stands in a comment/ })
    } finally {
      Error.stackTraceLimit = limit
    }
  })
})

function escapeRegExp(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}

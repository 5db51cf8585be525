/**
 * What a template means, told by a browser's parser: the tree of the same template with harmless
 * words in its holes, in which each word is then replaced by the value that was really given.
 *
 * A hostile value passes when the tree parsed from its page is that tree: the same elements, the
 * same attributes, and the value itself, character for character, where the word was.
 */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { attributes, html, json } from 'portico/templates'

export interface Shape {
  readonly name: string
  render(first: string, second: string): { text(): string | null }
}

/** Every context in which a hole may stand, with what comes before and after it in real pages. */
export const shapes: readonly Shape[] = [
  { name: 'text', render: (a, b) => html`<p>${a}</p><p>x${b}y</p>` },
  { name: 'adjacent text', render: (a, b) => html`<p>${a}${b}</p>` },
  { name: 'text after an ampersand', render: (a, b) => html`<p>&${a} &#${b} &am${a}</p>` },
  { name: 'a nested template', render: (a, b) => html`<ul>${[a, b].map((x) => html`<li>${x}</li>`)}</ul>` },
  { name: 'a double-quoted attribute', render: (a, b) => html`<p title="${a}" lang="x${b}y"></p>` },
  { name: 'a single-quoted attribute', render: (a, b) => html`<p title='${a}' lang='x${b}${a}'></p>` },
  { name: 'an attribute after an ampersand', render: (a, b) => html`<p title="&${a}=&am${b}"></p>` },
  { name: 'attributes()', render: (a, b) => html`<p ${attributes({ title: a, 'data-b': b })}></p>` },
  { name: 'a title', render: (a, b) => html`<title>x${a} ${b}</title><p></p>` },
  { name: 'a textarea', render: (a, b) => html`<textarea>${a}</textarea><textarea> ${b}</textarea>` },
  { name: 'a pre', render: (a, b) => html`<pre>${a}</pre><pre>x${b}</pre>` },
  { name: 'a noscript', render: (a, b) => html`<p><noscript>${a}<b title="${b}"></b></noscript></p>` },
  { name: 'an svg', render: (a, b) => html`<svg><title>${a}</title><text id="${b}">${a}</text></svg>` },
  { name: 'a select', render: (a, b) => html`<select><option value="${a}">${b}</option></select>` },
] // oxfmt-ignore

/** URLs and JSON change on the way, so they have properties of their own. */
export function renderLink(url: string): { text(): string | null } {
  return html`<p><a href="${url}">x</a></p>`
}

export function renderJson(value: unknown): { text(): string | null } {
  return html`<p><script type="application/json">${json(value)}</script></p>` // oxfmt-ignore
}

/** A page's tree as lines: elements with their attributes, and text in quotes. */
export function readTree(page: { text(): string | null }, scriptingEnabled = false): string[] {
  const lines: string[] = []
  walk(parse(`<!doctype html><body>${page.text()}`, { scriptingEnabled }), '', lines)
  return lines
}

/** The tree that `shape` means for these values. */
export function meantTree(shape: Shape, first: string, second: string): string[] {
  const words = readTree(shape.render('firstword', 'secondword'))
  return words
    .map((line) =>
      line
        .replaceAll('firstword', () => quoted(first))
        .replaceAll('secondword', () => quoted(second)),
    )
    .filter((line) => !/^ *""$/.test(line))
}

/** Parsers make every line end a line feed (HTML standard, 13.2.3.5); nothing else may change. */
function quoted(value: string): string {
  return JSON.stringify(value.replace(/\r\n?/g, '\n')).slice(1, -1)
}

function walk(node: DefaultTreeAdapterTypes.Node, indent: string, lines: string[]): void {
  if ('value' in node) lines.push(`${indent}${JSON.stringify(node.value)}`)
  else if ('attrs' in node) {
    const names = node.attrs.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`)
    lines.push(`${indent}<${node.tagName}${names.join('')}>`)
  } else lines.push(`${indent}${node.nodeName}`)
  if ('content' in node) walk(node.content, `${indent} `, lines)
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, `${indent} `, lines)
}

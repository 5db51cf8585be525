/**
 * A value in a hole becomes text, as the hole's context asks.
 *
 * Nothing is printed that the author cannot have meant: an object, a function, or markup in a place
 * where it would be shown as tags, is an error that names the template.
 */
import { isMarkup, type Markup } from '../internal/index.ts'
import { Attributes } from './attributes.ts'
import { escapeHtml, escapeJson } from './escape.ts'
import type { Hole } from './hole.ts'
import { Json } from './json.ts'
import { Html, type Part } from './markup.ts'
import { BLOCKED_URL, safeUrl } from './safe-url.ts'
import { TemplateError } from './template-error.ts'

/** What may stand in a hole. Where in the template decides which of them: see docs/guides/templates.md. */
export type HtmlValue = PresentValue | Promise<PresentValue>

/** A value that needs no waiting, itself; what is in it may. */
export type PresentValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Markup
  | Json
  | Attributes
  | readonly HtmlValue[]
  | AsyncIterable<HtmlValue>

/** Text when it is known, parts in order when some of it is still to come. */
export type Rendered = string | readonly Part[]

/** Renders `value`. Throws TemplateError `template-value` when it cannot be shown there. */
export function render(value: HtmlValue, hole: Hole): Rendered {
  if (value instanceof Promise) return [pendingPromise(value, hole)]
  switch (hole.context) {
    case 'text':
      return renderText(value, hole)
    case 'plain-text':
      return escapeHtml(plainText(value, hole))
    case 'attribute':
      return escapeHtml(attributeText(value, hole))
    case 'url':
      return escapeHtml(urlText(value, hole))
    case 'boolean':
      return booleanText(value, hole)
    case 'spread':
      if (value instanceof Attributes) return value.text
      if (isNothing(value)) return ''
      return refuse(value, hole, 'Write ${attributes({ name: value })}')
    case 'json':
      return jsonText(value, hole)
  }
}

/** Joins what was rendered; adjacent text becomes one part. */
export class Joiner {
  #text = ''
  #parts: Part[] | null = null

  add(rendered: Rendered): void {
    if (typeof rendered === 'string') {
      this.#text += rendered
      return
    }
    this.#parts ??= []
    for (const part of rendered) {
      if (typeof part === 'string') this.#text += part
      else {
        this.#parts.push(this.#text, part)
        this.#text = ''
      }
    }
  }

  result(): Rendered {
    return this.#parts === null ? this.#text : [...this.#parts, this.#text]
  }
}

function renderText(value: HtmlValue, hole: Hole): Rendered {
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (isNothing(value)) return ''
  if (value instanceof Html) return value.text() ?? value.parts
  if (Array.isArray(value)) return renderList(value, hole)
  if (typeof value === 'object' && value !== null) {
    if (isMarkup(value)) return value.text() ?? [value]
    if (Symbol.asyncIterator in value) return [pendingIterable(value, hole)]
  }
  return refuse(value, hole, 'Give it text, a number, html, or an array of these')
}

function renderList(values: readonly HtmlValue[], hole: Hole): Rendered {
  const joiner = new Joiner()
  for (const value of values) joiner.add(render(value, hole))
  return joiner.result()
}

function pendingPromise(value: Promise<PresentValue>, hole: Hole): Part {
  // It may fail before its turn comes. chunks() reports that in order; until then it is not "unhandled".
  value.catch(() => {})
  return {
    async *chunks() {
      yield* new Html(render(await value, hole)).chunks()
    },
  }
}

function pendingIterable(value: AsyncIterable<HtmlValue>, hole: Hole): Part {
  return {
    async *chunks() {
      for await (const item of value) yield* new Html(render(item, hole)).chunks()
    },
  }
}

function attributeText(value: HtmlValue, hole: Hole): string {
  if (typeof value === 'boolean' && hole.attribute.startsWith('aria-')) return String(value)
  // Lists in attributes are separated by spaces: class, rel, headers, aria-describedby ...
  if (Array.isArray(value)) {
    const items = value.map((item: HtmlValue) => plainText(item, hole))
    return items.filter((item) => item !== '').join(' ')
  }
  return plainText(value, hole)
}

/** Checks the URL together with what the template wrote around it: "/" + "/evil.example" is a host. */
function urlText(value: HtmlValue, hole: Hole): string {
  const { prefix, suffix } = hole
  const url = safeUrl(prefix + plainText(value, hole))
  return prefix === '/' && /^\/[/\\]/.test(url + suffix) ? BLOCKED_URL : url
}

function booleanText(value: HtmlValue, hole: Hole): string {
  if (isNothing(value)) return ''
  if (value === true) return hole.attribute
  return refuse(value, hole, 'Give it true or false')
}

function jsonText(value: HtmlValue, hole: Hole): string {
  if (typeof value === 'object' && value !== null && isMarkup(value)) {
    return refuse(value, hole, 'Give it json(data)')
  }
  return escapeJson(value instanceof Json ? value.value : value)
}

function plainText(value: HtmlValue, hole: Hole): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (isNothing(value)) return ''
  return refuse(value, hole, 'Give it text')
}

function isNothing(value: HtmlValue): value is null | undefined | false {
  return value === null || value === undefined || value === false
}

function refuse(value: unknown, { context, attribute, place }: Hole, remedy: string): never {
  const where = attribute === '' ? `a hole in ${context}` : `the hole in ${attribute}`
  throw new TemplateError(
    'template-value',
    place,
    `${where} cannot show ${nameKind(value)}. ${remedy}.`,
  )
}

function nameKind(value: unknown): string {
  if (typeof value === 'boolean') return `${value} (a boolean attribute is ?name=\${flag})`
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}; call it`
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`
  if (isMarkup(value)) return 'html, which would show as tags there'
  if (value instanceof Json) return 'json(), which belongs in <script type="application/json">'
  if (value instanceof Attributes) return 'attributes(), which belong in a tag'
  const name: unknown = value.constructor?.name
  return `an object (${typeof name === 'string' ? name : 'without prototype'})`
}

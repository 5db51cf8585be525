/**
 * A visitor without a browser, for tests of pages: opens addresses as a person's browser asks for them,
 * reads pages as a browser's parser does, sends their forms, follows redirects.
 */
import { parse, type DefaultTreeAdapterMap } from 'parse5'
import type { App } from 'portico'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

export interface Page {
  /** Path and query, after redirects. */
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** What a person reads, in one line. */
  readonly text: string
  readonly title: string
  /** Of the page's only `h1`. */
  readonly heading: string
  readonly links: readonly { readonly text: string; readonly href: string }[]
  readonly forms: readonly Form[]
  readonly elements: readonly Element[]
}

export interface Form {
  readonly action: string
  readonly method: 'get' | 'post'
  /** As a browser would send them. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

const ORIGIN = 'http://localhost'
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const MAX_REDIRECTS = 5

export async function open(app: App, url: string): Promise<Page> {
  return follow(app, url, await app.fetch(new Request(ORIGIN + url, { headers: HTML })))
}

/** Sends the form of `page` whose action is or begins with `action`; `values` replace what it holds. */
export async function send(
  app: App,
  page: Page,
  action: string,
  values: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Page> {
  const form = page.forms.find((each) => each.action.startsWith(action))
  if (form === undefined) throw new Error(`${page.url} has no form ${action}: ${page.text}`)
  const body = new URLSearchParams()
  for (const [name, value] of form.fields) if (!(name in values)) body.append(name, value)
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) body.append(name, item)
  }
  return form.method === 'get' ? open(app, `${form.action}?${body}`) : post(app, form.action, body)
}

export async function post(app: App, url: string, body: URLSearchParams): Promise<Page> {
  const headers = { ...HTML, 'sec-fetch-site': 'same-origin' }
  const request = new Request(ORIGIN + url, { method: 'POST', headers, body })
  return follow(app, url, await app.fetch(request))
}

/** The address behind the link with this text. */
export function linkTo(page: Page, text: string): string {
  const link = page.links.find((each) => each.text === text)
  if (link !== undefined) return link.href
  throw new Error(
    `${page.url} has no link “${text}”: ${page.links.map((each) => each.text).join(', ')}`,
  )
}

export function attributeOf(element: Element, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null
}

async function follow(app: App, from: string, response: Response): Promise<Page> {
  let url = from
  for (let i = 0; i < MAX_REDIRECTS && response.headers.has('location'); i++) {
    if (response.status !== 303) throw new Error(`${url} redirects with ${response.status}`)
    url = response.headers.get('location') ?? ''
    response = await app.fetch(new Request(ORIGIN + url, { headers: HTML }))
  }
  return readPage(url, response, await response.text())
}

function readPage(url: string, { status, headers }: Response, html: string): Page {
  const elements = elementsOf(parse(html))
  const named = (name: string): Element[] => elements.filter((each) => each.tagName === name)
  const body = named('body')[0]
  return {
    url,
    status,
    headers,
    html,
    elements,
    text: body === undefined ? '' : textOf(body),
    title: named('title').map(textOf).join(),
    heading: named('h1').map(textOf).join(),
    links: named('a').map((each) => ({
      text: textOf(each),
      href: attributeOf(each, 'href') ?? '',
    })),
    forms: named('form').map(readForm),
  }
}

function readForm(form: Element): Form {
  const inputs = elementsOf(form).filter((each) => each.tagName === 'input')
  const sent = inputs.filter(
    (input) => attributeOf(input, 'type') !== 'checkbox' || attributeOf(input, 'checked') !== null,
  )
  return {
    action: attributeOf(form, 'action') ?? '',
    method: attributeOf(form, 'method') === 'post' ? 'post' : 'get',
    fields: sent.map((input) => [
      attributeOf(input, 'name') ?? '',
      attributeOf(input, 'value') ?? '',
    ]),
  }
}

function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) => ['tagName' in child ? [child] : [], elementsOf(child)].flat())
}

function textOf(node: Node): string {
  return gather(node).replaceAll(/\s+/g, ' ').trim()
}

function gather(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(gather).join('') : ''
}

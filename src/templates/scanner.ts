/**
 * Reads the static parts of a template as a browser's tokenizer does (HTML standard, section 13.2.5)
 * and stops at each hole, to tell in which state the browser would be there.
 *
 *   text ── <a ──> tag ── name ──> after-name ── = ──> before-value ── " ──> quoted ── " ──> tag
 *    ^  ^           └─ > ──> raw (script, style, title, textarea ...) ── </a ──> end-tag
 *    └──┴──────────────────────────── > ───────────────────────────────────────────┘
 *
 * It is stricter than a browser: what browsers repair in ways that are easy to get wrong is refused.
 */

export type ScanState =
  | 'text'
  | 'tag-name'
  | 'tag'
  | 'attribute-name'
  | 'before-value'
  | 'quoted'
  | 'unquoted'
  | 'end-tag'
  | 'raw'
  | 'comment'
  | 'declaration'

/** Where the scanner is; `hole` rules read it, `scanPart` moves it. */
export interface Cursor {
  state: ScanState
  /** The open tag, or the element of raw text, in lower case. */
  element: string
  /** The attribute whose name or value the cursor is in, in lower case. */
  attribute: string
  /** Index in the present part where the attribute's name, or its value, begins. */
  nameStart: number
  valueStart: number
  quote: string
  /** Static text of the present attribute's value, or of the present raw element, up to the cursor. */
  content: string
  /** Static values of this tag's attributes; null where a hole takes part. The first of a name counts. */
  attributes: Map<string, string | null>
  /** The last part ended with a start tag after which browsers drop one line end. */
  dropsNewline: boolean
}

/** Thrown text: `scanPart` knows neither file nor line, its caller does. */
export class Malformed extends Error {}

const RAW_TEXT: ReadonlySet<string> = new Set(
  'script style textarea title iframe noembed noframes xmp plaintext'.split(' '),
)
const DROPS_NEWLINE: ReadonlySet<string> = new Set(['pre', 'textarea', 'listing'])

const START_TAG = /<([a-z][^\t\n\f\r />]*)/iy
const END_TAG = /<\/([a-z][^\t\n\f\r />]*)/iy
const SPACES = /[\t\n\f\r /]*/y
const NAME = /[^\t\n\f\r />][^\t\n\f\r />=]*/y
const EQUALS = /[\t\n\f\r ]*=[\t\n\f\r ]*/y
const UNQUOTED = /[^\t\n\f\r >]*/y

export function createCursor(): Cursor {
  return {
    state: 'text',
    element: '',
    attribute: '',
    nameStart: 0,
    valueStart: 0,
    quote: '',
    content: '',
    attributes: new Map(),
    dropsNewline: false,
  }
}

/** Moves `cursor` over `part`, from after one hole to the next hole or the end. */
export function scanPart(cursor: Cursor, part: string): void {
  cursor.dropsNewline = false
  cursor.valueStart = 0
  let index = 0
  while (index < part.length) index = STEPS[cursor.state](cursor, part, index)
}

type Step = (cursor: Cursor, part: string, index: number) => number

/** Each step reads at least one character, or changes the state, and returns where it stopped. */
const STEPS: Readonly<Record<ScanState, Step>> = {
  text: scanText,
  'tag-name': scanTag, // the name ended exactly at a hole: refused before this is reached
  tag: scanTag,
  'attribute-name': scanTag,
  'before-value': scanValueStart,
  quoted: scanQuoted,
  unquoted: scanUnquoted,
  'end-tag': scanEndTag,
  raw: scanRaw,
  comment: scanComment,
  declaration: scanDeclaration,
}

function scanText(cursor: Cursor, part: string, index: number): number {
  const open = part.indexOf('<', index)
  if (open < 0) return part.length
  const start = matchAt(START_TAG, part, open)
  if (start !== null) {
    cursor.element = start[1].toLowerCase()
    cursor.attributes = new Map()
    const end = open + start[0].length
    cursor.state = end === part.length ? 'tag-name' : 'tag'
    return end
  }
  const end = matchAt(END_TAG, part, open)
  if (end !== null) {
    cursor.state = 'end-tag'
    return open + end[0].length
  }
  if (part.startsWith('<!--', open)) {
    cursor.state = 'comment'
    // "<!-->" and "<!--->" are whole comments (13.2.5.43 and 44).
    const short = /^-?>/.exec(part.slice(open + 4, open + 6))
    if (short !== null) cursor.state = 'text'
    return open + 4 + (short?.[0].length ?? 0)
  }
  if (part.startsWith('<![', open)) throw new Malformed('has a CDATA section. Escape its text')
  if (/[!?/]/.test(part.charAt(open + 1))) cursor.state = 'declaration'
  // A "<" that touches the hole would make the value a tag's name.
  else if (open + 1 === part.length) cursor.state = 'tag-name'
  return open + 1
}

function scanTag(cursor: Cursor, part: string, index: number): number {
  cursor.state = 'tag'
  const at = index + matchedLength(SPACES, part, index)
  if (at === part.length) return at
  if (part.charAt(at) === '>') return enterContent(cursor, part, at + 1)
  const length = matchedLength(NAME, part, at)
  cursor.attribute = part.slice(at, at + length).toLowerCase()
  cursor.nameStart = at
  cursor.content = ''
  const end = at + length
  if (end === part.length) {
    cursor.state = 'attribute-name'
    return end
  }
  const equals = matchedLength(EQUALS, part, end)
  if (equals === 0) {
    endAttribute(cursor)
    return end
  }
  cursor.state = 'before-value'
  return end + equals
}

function scanValueStart(cursor: Cursor, part: string, index: number): number {
  const first = part.charAt(index)
  if (first === '"' || first === "'") {
    cursor.state = 'quoted'
    cursor.quote = first
    cursor.valueStart = index + 1
    return index + 1
  }
  cursor.state = 'unquoted'
  return index
}

function scanQuoted(cursor: Cursor, part: string, index: number): number {
  const end = part.indexOf(cursor.quote, index)
  if (end < 0) {
    cursor.content += part.slice(index)
    return part.length
  }
  cursor.content += part.slice(index, end)
  endAttribute(cursor)
  if (/[^\t\n\f\r />]/.test(part.charAt(end + 1))) {
    throw new Malformed(`needs a space after the value of ${cursor.attribute}`)
  }
  return end + 1
}

function scanUnquoted(cursor: Cursor, part: string, index: number): number {
  const length = matchedLength(UNQUOTED, part, index)
  cursor.content += part.slice(index, index + length)
  if (index + length < part.length) endAttribute(cursor)
  return index + length
}

function endAttribute(cursor: Cursor): void {
  cursor.state = 'tag'
  if (!cursor.attributes.has(cursor.attribute)) {
    cursor.attributes.set(cursor.attribute, cursor.content)
  }
}

function enterContent(cursor: Cursor, part: string, index: number): number {
  cursor.state = RAW_TEXT.has(cursor.element) ? 'raw' : 'text'
  cursor.content = ''
  cursor.dropsNewline = index === part.length && DROPS_NEWLINE.has(cursor.element)
  checkTag(cursor)
  return index
}

/** Attributes that are dangerous together, in whatever order they stand. */
function checkTag({ element, attributes }: Cursor): void {
  const equiv = attributes.get('http-equiv')
  const refreshes = equiv === null || equiv?.trim().toLowerCase() === 'refresh'
  if (element === 'meta' && refreshes && attributes.get('content') === null) {
    throw new Malformed('lets a value choose where meta refresh leads. Redirect instead')
  }
  if (!/^(?:set|animate)/.test(element)) return
  const target = attributes.get('attributename')
  const moves = ['to', 'from', 'by', 'values'].some((name) => attributes.get(name) === null)
  if (target === null || (moves && /^$|href$/i.test(target?.trim() ?? ''))) {
    throw new Malformed('lets a value animate a link, which can run code. Name another attribute')
  }
}

function scanEndTag(cursor: Cursor, part: string, index: number): number {
  const end = part.indexOf('>', index)
  if (/[^\t\n\f\r ]/.test(part.slice(index, end < 0 ? part.length : end))) {
    throw new Malformed('has an end tag with more than a name')
  }
  if (end < 0) return part.length
  cursor.state = 'text'
  return end + 1
}

function scanRaw(cursor: Cursor, part: string, index: number): number {
  const end = new RegExp(`</${cursor.element}(?=[\\t\\n\\f\\r />])`, 'i').exec(part.slice(index))
  const text = part.slice(index, end === null ? undefined : index + end.index)
  cursor.content += text
  // After "<!--", "<script" in a script hides the next "</script>" (13.2.5.15 and on).
  if (cursor.element === 'script' && cursor.content.includes('<!--')) {
    throw new Malformed('has "<!--" in a script, where browsers read on past its end tag')
  }
  if (end === null) return part.length
  cursor.state = 'end-tag'
  return index + end.index + end[0].length
}

function scanComment(cursor: Cursor, part: string, index: number): number {
  const end = /--!?>/.exec(part.slice(index))
  if (end === null) return part.length
  cursor.state = 'text'
  return index + end.index + end[0].length
}

function scanDeclaration(cursor: Cursor, part: string, index: number): number {
  const end = part.indexOf('>', index)
  if (end < 0) return part.length
  cursor.state = 'text'
  return end + 1
}

function matchAt(pattern: RegExp, text: string, index: number): [string, string] | null {
  pattern.lastIndex = index
  const match = pattern.exec(text)
  return match === null ? null : [match[0], match[1] ?? '']
}

function matchedLength(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index
  return pattern.exec(text)?.[0].length ?? 0
}

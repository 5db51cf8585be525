/**
 * What may stand in a hole: decided from where the scanner stopped, once per call site.
 *
 * A hole in a place where no escape is safe is refused here, so the first rendering of a page shows
 * it, with file and line, whatever the value was.
 */
import { isAttributeName, isUrlAttribute, whyUnsafe } from './attribute-rules.ts'
import { fixesScheme, mayPrecedeHole } from './safe-url.ts'
import type { Cursor, ScanState } from './scanner.ts'
import { TemplateError } from './template-error.ts'

export type HoleContext =
  | 'text'
  | 'plain-text'
  | 'attribute'
  | 'url'
  | 'boolean'
  | 'spread'
  | 'json'

export interface Hole {
  readonly context: HoleContext
  /** "pages/home.ts:12", for messages. */
  readonly place: string
  /** The attribute's name in lower case; empty outside attributes. */
  readonly attribute: string
  /** The beginning of a URL that the template itself wrote; it is checked together with the value. */
  readonly prefix: string
  /** What the template writes after the URL's hole: one character, or empty. */
  readonly suffix: string
}

/** A hole, and the static text before it as it shall be sent. */
export interface PlacedHole {
  readonly hole: Hole
  readonly before: string
}

const JSON_TYPE = /^\s*(?:application\/json|[a-z0-9.-]+\/[a-z0-9.-]+\+json)\s*$/i
const SPACE_AT_END = /[\t\n\f\r ]$/
const TAG_GOES_ON = /^[\t\n\f\r />]/
const OPEN_REFERENCE = /&(#?[a-z0-9]*)$/i

const FORBIDDEN: Readonly<Partial<Record<ScanState, string>>> = {
  'tag-name': 'in a tag name. Choose between two templates instead',
  'attribute-name': 'in the name of an attribute. Write ${attributes({ name: value })} instead',
  'end-tag': 'in an end tag. Choose between two templates instead',
  comment: 'in a comment. Move it out, or leave the comment away',
  declaration: 'in a declaration (<!...> or <?...>)',
}

const BOOLEAN_FORM = 'which takes one hole and no quotes. Write ?name=${flag} and a space'

/** Tags whose attributes decide what their other attributes mean: nothing may be spread into them. */
const CLOSED_TAGS = /^(?:script|meta|set|animate.*)$/

/** A hole as the scanner met it: between the static texts `part` and `next`. */
interface Spot {
  readonly cursor: Cursor
  readonly part: string
  readonly next: string
  readonly place: string
}

/**
 * Decides what the hole after `part`, before `next`, may hold, and marks it in `cursor`.
 * Throws TemplateError `template-unsafe-hole` where no escape is safe.
 */
export function placeHole(cursor: Cursor, part: string, next: string, place: string): PlacedHole {
  const spot: Spot = { cursor, part, next, place }
  switch (cursor.state) {
    case 'text':
      cursor.attribute = ''
      return placeText(spot, 'text')
    case 'raw':
      cursor.attribute = ''
      return placeInRawText(spot)
    case 'quoted':
      return placeInValue(spot)
    case 'before-value':
      return placeBoolean(spot)
    case 'unquoted':
      return refuse(spot, `in an attribute without quotes. Write ${cursor.attribute}="\${...}"`)
    case 'tag':
      return placeSpread(spot)
    default:
      return refuse(spot, FORBIDDEN[cursor.state] ?? cursor.state)
  }
}

function placeText(spot: Spot, context: 'text' | 'plain-text'): PlacedHole {
  // The parser drops one line end after these tags; it shall be ours, not the value's.
  const before = spot.cursor.dropsNewline ? `${spot.part}\n` : closeReference(spot.part)
  return { hole: makeHole(spot, context), before }
}

function placeInRawText(spot: Spot): PlacedHole {
  const { element, content, attributes } = spot.cursor
  const isText = element === 'title' || element === 'textarea'
  if (!isText && element !== 'script') {
    return refuse(spot, `in <${element}>, whose text cannot be escaped`)
  }
  if (content.includes('<')) {
    return refuse(spot, `after a "<" in <${element}>. Write it as &lt; or \\u003c`)
  }
  if (isText) return placeText(spot, 'plain-text')
  if (!JSON_TYPE.test(attributes.get('type') ?? '')) {
    return refuse(
      spot,
      'in a script. Put the data in <script type="application/json"> or in a data- attribute, and read it from there',
    )
  }
  const quotes = content.replace(/\\./g, '').split('"').length - 1
  if (quotes % 2 === 1) {
    return refuse(spot, 'in a JSON string. Leave the quotes away: the value brings its own')
  }
  return { hole: makeHole(spot, 'json'), before: spot.part }
}

function placeInValue(spot: Spot): PlacedHole {
  const { cursor, part } = spot
  const { attribute, attributes } = cursor
  if (attribute.startsWith('?')) return refuse(spot, `in ${attribute}, ${BOOLEAN_FORM}`)
  checkAttribute(spot)
  const isFirst = attributes.get(attribute) !== null
  markAttribute(cursor)
  const start = cursor.content.trim()
  const choosesOrigin = isFirst && (!fixesScheme(start) || start === '/')
  if (!isUrlAttribute(attribute) || (mayPrecedeHole(start) && !choosesOrigin)) {
    return { hole: makeHole(spot, 'attribute'), before: closeReference(part) }
  }
  if (!mayPrecedeHole(start)) return refuse(spot, `in a ${start} URL, which runs as code`)
  const rest = spot.next.split(cursor.quote, 1)[0] ?? ''
  const ends = spot.next.includes(cursor.quote)
  const settled = /^[^:/?#]*[/?#]/.test(rest) || (ends && !rest.includes(':'))
  if (!settled || start.includes('&')) {
    return refuse(
      spot,
      `in ${attribute} where two holes or a hole and a colon decide whereto. Join them in one hole`,
    )
  }
  const hole = makeHole(spot, 'url', { prefix: start, suffix: rest.charAt(0) })
  return { hole, before: part.slice(0, cursor.valueStart) }
}

function placeBoolean(spot: Spot): PlacedHole {
  const { cursor, part, next } = spot
  const isBoolean = cursor.attribute.startsWith('?')
  if (isBoolean) cursor.attribute = cursor.attribute.slice(1)
  checkAttribute(spot)
  const { attribute } = cursor
  if (!isBoolean) {
    return refuse(spot, `in an attribute without quotes. Write ${attribute}="\${...}"`)
  }
  if (!isAttributeName(attribute) || !TAG_GOES_ON.test(next)) {
    return refuse(spot, `in ?${attribute}, ${BOOLEAN_FORM}`)
  }
  markAttribute(cursor)
  cursor.state = 'tag'
  return { hole: makeHole(spot, 'boolean'), before: part.slice(0, cursor.nameStart) }
}

function placeSpread(spot: Spot): PlacedHole {
  const { cursor, part, next } = spot
  if (!SPACE_AT_END.test(part) || !TAG_GOES_ON.test(next)) {
    return refuse(spot, 'in the name of an attribute. Put spaces around ${attributes({...})}')
  }
  if (CLOSED_TAGS.test(cursor.element)) {
    return refuse(spot, `among the attributes of <${cursor.element}>. Write them out`)
  }
  return { hole: makeHole(spot, 'spread'), before: part }
}

function makeHole({ cursor, place }: Spot, context: HoleContext, url?: Partial<Hole>): Hole {
  return { context, place, attribute: cursor.attribute, prefix: '', suffix: '', ...url }
}

function refuse({ place }: Spot, reason: string): never {
  throw new TemplateError('template-unsafe-hole', place, `A hole stands ${reason}.`)
}

function checkAttribute(spot: Spot): void {
  const { attribute, element } = spot.cursor
  const reason = whyUnsafe(attribute)
  if (reason !== null) refuse(spot, `in ${attribute}: ${reason}`)
  if (element === 'script' && attribute === 'type') {
    refuse(spot, 'in the type of a script, which decides how the rest is escaped. Write it out')
  }
}

function markAttribute({ attributes, attribute }: Cursor): void {
  if (!attributes.has(attribute)) attributes.set(attribute, null)
}

/** "&" at the end of `part` would make a character reference of a value such as "lt;". */
function closeReference(part: string): string {
  return part.replace(OPEN_REFERENCE, '&amp;$1')
}

/**
 * Proactive negotiation (RFC 9110 section 12.5): which of the things on offer the client likes best.
 *
 * The weight of an offer is that of the most specific range that covers it, so `*` cannot lift what
 * the client named and marked down. Between equal weights the more specific range wins (who sends
 * `text/markdown, text/*` wants Markdown), then the order of the offers.
 */
import { readParameters } from './header-parameters.ts'

interface Range {
  /** In lower case; for a media range with its slash. */
  readonly name: string
  readonly weight: number
  readonly parameters: ReadonlyMap<string, string>
}

const MAX_LENGTH = 2048 // characters; browsers send under 200
const RANGE = /[ \t,]*([^ \t,;]+)/y
const TO_COMMA = /[^,]*/y
const WEIGHT = /^(?:0?\.\d{1,3}|0\.?|1(?:\.0{0,3})?)$/ // RFC 9110 section 12.4.2, and Java's `.2`

/**
 * The media type of `offers` to answer with, null when the client accepts none of them. Offers are
 * lower-case types, best first, such as `text/html` or `text/html;level=1`. A header that is missing,
 * empty or longer than 2048 characters accepts everything.
 */
export function preferredType<Type extends string>(
  accept: string | null,
  offers: readonly Type[],
): Type | null {
  if (accept === null || accept === '*/*' || accept.length > MAX_LENGTH) return offers[0] ?? null
  const ranges = readRanges(accept)
  if (ranges.length === 0) return offers[0] ?? null
  return best(
    offers,
    (offer) => {
      const [type = '', ...parameters] = offer.split(/; */)
      return (range) => typeSpecificity(range, type, parameters)
    },
    ranges,
  )
}

/**
 * The content coding of `offers` (lower case, best first) to answer with, null for none: `identity`.
 * A client that sends no Accept-Encoding may be older than all of them, and gets identity too.
 */
export function preferredEncoding<Coding extends string>(
  acceptEncoding: string | null,
  offers: readonly Coding[],
): Coding | null {
  if (acceptEncoding === null || acceptEncoding.length > MAX_LENGTH) return null
  const ranges = readRanges(acceptEncoding)
  const specificity = (offer: string) => (range: Range) => codingSpecificity(range, offer)
  const chosen = best(offers, specificity, ranges)
  if (chosen === null) return null
  const identity = ranges.find((range) => range.name === 'identity')
  const weight = weigh(specificity(chosen), ranges).weight
  return identity !== undefined && identity.weight > weight ? null : chosen
}

/** Reads a list of ranges, quoted commas and all; one that is malformed is left out. */
function readRanges(header: string): Range[] {
  const ranges: Range[] = []
  for (let position = 0; position < header.length;) {
    RANGE.lastIndex = position
    const name = RANGE.exec(header)?.[1]
    if (name === undefined) break
    const tail = readParameters(header, RANGE.lastIndex)
    TO_COMMA.lastIndex = tail?.end ?? RANGE.lastIndex
    const rest = TO_COMMA.exec(header)?.[0] ?? ''
    position = TO_COMMA.lastIndex
    const weight = tail?.values.get('q') ?? '1'
    if (tail === null || rest.trim() !== '' || !WEIGHT.test(weight)) continue
    ranges.push({ name: name.toLowerCase(), weight: Number(weight), parameters: tail.values })
  }
  return ranges
}

function best<Offer extends string>(
  offers: readonly Offer[],
  specificityFor: (offer: Offer) => (range: Range) => number,
  ranges: readonly Range[],
): Offer | null {
  let chosen: Offer | null = null
  let most = { weight: 0, specificity: 0 }
  for (const offer of offers) {
    const found = weigh(specificityFor(offer), ranges)
    const more = found.weight - most.weight || found.specificity - most.specificity
    if (found.weight === 0 || more <= 0) continue
    chosen = offer
    most = found
  }
  return chosen
}

/** The weight of the most specific range; specificity 0 is "does not cover it". */
function weigh(
  specificityOf: (range: Range) => number,
  ranges: readonly Range[],
): { weight: number; specificity: number } {
  let found = { weight: 0, specificity: 0 }
  for (const range of ranges) {
    const specificity = specificityOf(range)
    if (specificity > found.specificity) found = { weight: range.weight, specificity }
  }
  return found
}

function typeSpecificity(range: Range, type: string, parameters: readonly string[]): number {
  if (range.name === '*/*') return 1
  if (range.name.endsWith('/*')) return type.startsWith(range.name.slice(0, -1)) ? 2 : 0
  if (range.name !== type) return 0
  let specificity = 3
  for (const [name, value] of range.parameters) {
    if (name === 'q') continue
    if (!parameters.includes(`${name}=${value.toLowerCase()}`)) return 0
    specificity++
  }
  return specificity
}

function codingSpecificity(range: Range, coding: string): number {
  if (range.name === '*') return 1
  return range.name === coding || range.name === `x-${coding}` ? 2 : 0 // x-gzip, RFC 9110 section 8.4.1.3
}

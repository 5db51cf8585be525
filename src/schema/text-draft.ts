/**
 * A draft from text: what a query string, a form or a path gives, read by the same fields.
 *
 * Names come with a text or a list of texts. Members of a nested object are named `guest.name`, those
 * of objects in a list `guests.0.name`. The empty text means "not given" (an HTML form sends it for
 * every input left blank) unless the field is a required text that may be empty.
 */
import { addUnknown, type Drafter, drafterOf, isRecord } from './draft.ts'
import { type Field, type Fields, valueWhenAbsent } from './field.ts'

type Source = Record<string, unknown>

interface Member {
  readonly name: string
  readonly field: Field
  readonly drafter: Drafter
  /** Whether it is made of `name.…` as well. */
  readonly isNested: boolean
}

/** How text is read for the field. The result undefined means that nothing was given. */
export function textDrafterOf(field: Field): Drafter {
  const readOne = textReader(field)
  if (field.item !== undefined) return listDrafter(field, field.item, readOne)
  if (field.fields === undefined) return readOne
  const readObject = objectDrafter(field.fields)
  return (given) => (isRecord(given) ? readObject(given) : readOne(given))
}

function objectDrafter(fields: Fields): (source: Source) => unknown {
  const members = Object.entries(fields).map(([name, field]): Member => {
    const isNested = (field.item?.fields ?? field.fields) !== undefined
    return { name, field, drafter: textDrafterOf(field), isNested }
  })
  return (source) => {
    const draft: Source = {}
    const known = new Set(Object.keys(fields))
    for (const member of members) {
      let given = Object.hasOwn(source, member.name) ? source[member.name] : undefined
      if (given === undefined && member.isNested) given = takeNested(source, member, known)
      draft[member.name] = valueOf(member, given)
    }
    addUnknown(draft, source, (name) => known.has(name))
    return draft
  }
}

function valueOf({ field, drafter }: Member, given: unknown): unknown {
  const value = given === undefined ? undefined : drafter(given)
  if (value !== undefined) return value
  // A form sends nothing for a list of which nothing is chosen.
  return field.item !== undefined && !field.optional ? [] : valueWhenAbsent(field)
}

/** The texts named `<member>.<rest>`, by rest; undefined when there are none, or only empty ones. */
function takeNested(source: Source, member: Member, known: Set<string>): unknown {
  const prefix = `${member.name}.`
  const nested: Source = {}
  let isGiven = false
  for (const name of Object.keys(source)) {
    if (!name.startsWith(prefix) || known.has(name)) continue
    const rest = name.slice(prefix.length)
    Object.defineProperty(nested, rest, { value: source[name], enumerable: true })
    known.add(name)
    isGiven ||= source[name] !== '' || !member.field.optional
  }
  if (!isGiven) return undefined
  return member.field.item === undefined ? nested : rowsOf(nested)
}

/** `{ '0.name': 'A', '2.name': 'B' }` as a list of two; other names as an object, to be refused. */
function rowsOf(nested: Source): unknown {
  const rows = new Map<number, Source>()
  for (const [name, given] of Object.entries(nested)) {
    const match = /^(0|[1-9]\d{0,3})\.(.+)$/s.exec(name)
    if (match === null) return nested
    const index = Number(match[1])
    const row = rows.get(index) ?? {}
    Object.defineProperty(row, `${match[2]}`, { value: given, enumerable: true })
    rows.set(index, row)
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, row]) => row)
}

function listDrafter(field: Field, item: Field, readOne: Drafter): Drafter {
  const drafter = textDrafterOf(item)
  const max = field.jsonSchema.maxItems ?? Infinity
  const { separator, kind } = field
  return (given) => {
    if (given === '') return undefined
    if (kind === 'json' && typeof given === 'string') return readOne(given)
    let texts: unknown = given
    if (typeof given === 'string')
      texts = separator === undefined ? [given] : given.split(separator)
    if (!Array.isArray(texts) || texts.length > max) return texts
    return texts.map((text) => drafter(text))
  }
}

function textReader(field: Field): Drafter {
  const { kind, normalize, readText, jsonSchema } = field
  const isEmptyValue =
    kind === 'text' && !field.optional && !jsonSchema.minLength && !jsonSchema.pattern
  const nested = kind === 'json' ? drafterOf(field) : null
  return (given) => {
    const isOne = Array.isArray(given) && (given.length === 1 || kind === 'boolean')
    const one: unknown = isOne ? given.at(-1) : given
    const text = normalize === undefined ? one : normalize(one)
    if (text === '' && !isEmptyValue) return undefined
    if (typeof text !== 'string' || readText === undefined) return text
    const value = readText(text)
    return nested === null ? value : nested(value)
  }
}

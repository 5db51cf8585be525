/**
 * `expand=city,room_types(id,name)`: related rows in place of their keys.
 *
 *   expand   = relation *( "," relation )
 *   relation = name [ "(" item *( "," item ) ")" ]
 *   item     = name / relation
 *
 * Inside parentheses a bare name is a field, or where there is no such field, a relation; where no
 * field is named, all of them are meant. The reader descends only into relations that are declared, so the
 * declaration bounds the depth.
 */
import { listNames } from '../internal/index.ts'
import { type Field, text } from '../schema/index.ts'
import { ParameterError } from './parameter-error.ts'
import type { Readable, Relation } from './readable.ts'
import { defaultSelection, type Expansion, type Selection } from './selection.ts'

const MAX_LENGTH = 500 // characters
const MAX_ECHO = 32

/** The parameter; null when it is not given. */
export function expandField(): Field<string | null, true, false> {
  return text({ max: MAX_LENGTH, nullable: true })
}

/** Throws ParameterError for what does not follow the grammar or names no relation or field. */
export function parseExpand(given: string | null, readable: Readable): readonly Expansion[] {
  return given === null ? [] : new ExpandReader(given).expansions(readable)
}

class ExpandReader {
  readonly #tokens: readonly string[]
  #position = 0

  constructor(given: string) {
    this.#tokens = given.match(/[(),]|[^(),]+/g) ?? []
  }

  expansions(readable: Readable): readonly Expansion[] {
    const expansions = new Map<string, Expansion>()
    do {
      const name = this.#name()
      const relation = readable.relations.get(name)
      if (relation === undefined) throw unknownName('relation', name, readable.relations.keys())
      this.#add(expansions, name, relation)
    } while (this.#take(','))
    const rest = this.#tokens[this.#position]
    if (rest !== undefined) throw unreadable(`has ${JSON.stringify(rest)} where a comma belongs`)
    return [...expansions.values()]
  }

  #add(expansions: Map<string, Expansion>, name: string, relation: Relation): void {
    if (expansions.has(name)) throw unreadable(`names ${name} twice`)
    const selection = this.#take('(') ? this.#items(relation.rows) : defaultSelection(relation.rows)
    expansions.set(name, { relation, selection })
  }

  /** What stands between parentheses, the closing one included. */
  #items(readable: Readable): Selection {
    const fields = new Set<string>()
    const expansions = new Map<string, Expansion>()
    do {
      const name = this.#name()
      const property = readable.fields.get(name)
      const relation = readable.relations.get(name)
      if (property !== undefined && this.#tokens[this.#position] !== '(') fields.add(property)
      else if (relation !== undefined) this.#add(expansions, name, relation)
      else
        throw unknownName('field', name, [...readable.fields.keys(), ...readable.relations.keys()])
    } while (this.#take(','))
    if (!this.#take(')')) throw unreadable('has a "(" without its ")"')
    const all = [...readable.fields.values()]
    const inOrder = fields.size === 0 ? all : all.filter((property) => fields.has(property))
    return { fields: inOrder, expansions: [...expansions.values()] }
  }

  #name(): string {
    const token = this.#tokens[this.#position]
    if (token === undefined || '(),'.includes(token)) throw unreadable('lacks a name')
    this.#position++
    return token
  }

  #take(token: string): boolean {
    const isNext = this.#tokens[this.#position] === token
    if (isNext) this.#position++
    return isNext
  }
}

function unknownName(kind: string, name: string, known: Iterable<string>): ParameterError {
  const echo = JSON.stringify(name.slice(0, MAX_ECHO))
  return new ParameterError('expand', `has no ${kind} ${echo}; known are ${listNames(known)}`)
}

function unreadable(problem: string): ParameterError {
  return new ParameterError('expand', `${problem}; write it as in city,rooms(id,name)`)
}

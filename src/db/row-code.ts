/**
 * Compiles a row layout to two functions: one that makes objects, one that makes JSON text.
 *
 * The code is generated, because an object literal with fixed keys and a fixed chain of concatenations
 * are what the engine optimises best (1.3x JSON.stringify of a nested page). Only places in arrays
 * and quoted names that the models checked become code, never a value.
 */
import type { RowValues } from './drivers/driver.ts'
import { snakeCase } from './identifier.ts'
import { quoteJson } from './json-text.ts'
import type { RowProperty, ValuePlace } from './row-layout.ts'

/** For each related statement, its rows by the key of the parent they point at. */
export type RelatedRows = readonly ReadonlyMap<unknown, readonly unknown[]>[]
/** The same as JSON texts joined by commas. */
export type RelatedTexts = readonly ReadonlyMap<unknown, string>[]

export type Decode = (row: RowValues, related: RelatedRows) => unknown
export type Serialize = (row: RowValues, related: RelatedTexts) => string
export type ReadSortKey = (row: RowValues) => readonly unknown[]

/** How the properties of rows are spelled in JSON text. */
export type JsonNames = 'camelCase' | 'snake_case'

export function compileDecode(properties: readonly RowProperty[]): Decode {
  return compile<Decode>(`(r, m) => (${objectCode(properties)})`)
}

export function compileSortKey(places: readonly ValuePlace[]): ReadSortKey {
  const values = places.map(({ kind, index }) => scalarCode(kind, `r[${index}]`))
  return compile<ReadSortKey>(`(r) => [${values.join(',')}]`)
}

export function compileSerialize(properties: readonly RowProperty[], names: JsonNames): Serialize {
  const spell = names === 'snake_case' ? snakeCase : (name: string) => name
  return compile<Serialize>(`(r, m) => ${textCode(properties, spell)}`)
}

/** `Compiled` is the type of the function that `code` writes down; it calls quoteJson by the name `q`. */
function compile<Compiled>(code: string): Compiled {
  // oxlint-disable-next-line typescript/no-implied-eval -- code of places and checked names alone
  return new Function('q', `return ${code}`)(quoteJson) as Compiled
}

function objectCode(properties: readonly RowProperty[]): string {
  return `{${properties.map((one) => `${JSON.stringify(one.name)}:${valueCode(one)}`).join(',')}}`
}

function valueCode(property: RowProperty): string {
  switch (property.type) {
    case 'money': {
      const { index } = property
      return `r[${index}]===null?null:{amount:r[${index}],currency:r[${index + 1}]}`
    }
    case 'many':
      return `m[${property.related}].get(r[${property.keyIndex}])??[]`
    case 'one':
      return unlessMissing(property.keyIndex, 'null', objectCode(property.properties))
    case 'value':
      return scalarCode(property.kind, `r[${property.index}]`)
  }
}

function scalarCode(kind: string, value: string): string {
  // Drivers give booleans as they are or as 0 and 1; JSON is text in every database.
  if (kind === 'boolean') return `${value}===null?null:!!${value}`
  if (kind === 'json') return `${value}===null?null:JSON.parse(${value})`
  return value
}

/** Pieces of text and of code in turn, joined by `+`. */
function textCode(properties: readonly RowProperty[], spell: (name: string) => string): string {
  const parts = properties.map((property, i) => {
    const lead = `${i === 0 ? '{' : ','}${JSON.stringify(spell(property.name))}:`
    return `${JSON.stringify(lead)}+${valueTextCode(property, spell)}`
  })
  return parts.length === 0 ? '"{}"' : `${parts.join('+')}+"}"`
}

function valueTextCode(property: RowProperty, spell: (name: string) => string): string {
  switch (property.type) {
    case 'money': {
      const { index } = property
      const text = `'{"amount":'+r[${index}]+',"currency":'+q(r[${index + 1}])+'}'`
      return unlessMissing(index, '"null"', text)
    }
    case 'many':
      return `"["+(m[${property.related}].get(r[${property.keyIndex}])??"")+"]"`
    case 'one':
      return unlessMissing(property.keyIndex, '"null"', textCode(property.properties, spell))
    case 'value':
      return scalarTextCode(property.kind, `r[${property.index}]`)
  }
}

/** Concatenation already writes null as `null`, and an integer as JSON does. */
function scalarTextCode(kind: string, value: string): string {
  if (kind === 'integer' || kind === 'json') return value
  if (kind === 'boolean') return `(${value}===null?"null":${value}?"true":"false")`
  // SQLite can make an infinite number, for which JSON has no text.
  if (kind === 'number') return `(${value}===null||Number.isFinite(${value})?${value}:"null")`
  return `q(${value})`
}

function unlessMissing(keyIndex: number, otherwise: string, code: string): string {
  return keyIndex === -1 ? `(${code})` : `(r[${keyIndex}]===null?${otherwise}:${code})`
}

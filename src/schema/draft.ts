/**
 * A draft: the fresh copy of a JSON value that is validated and, when it is valid, handed out.
 *
 * It has every spelling normalised and every absent field filled in. Since the validator sees the
 * draft and not the input, what was checked is what the caller gets: getters, prototypes and later
 * changes of the input cannot come between, and the input is never touched.
 */
import { type Field, type Fields, valueWhenAbsent } from './field.ts'

export type Drafter = (value: unknown) => unknown

/** How values of the field are copied; null: as they are. Bounded by the field, not by the value. */
export function drafterOf(field: Field): Drafter | null {
  if (field.fields !== undefined) return objectDrafter(field.fields)
  if (field.item !== undefined) return listDrafter(field.item, field.jsonSchema.maxItems)
  return field.normalize ?? null
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Copies what no field names, so that the validator refuses it by name. */
export function addUnknown(
  draft: Record<string, unknown>,
  value: Record<string, unknown>,
  isKnown: (name: string) => boolean,
): void {
  for (const name of Object.keys(value)) {
    // An assignment to `__proto__` would set the prototype in place of a property.
    if (!isKnown(name)) Object.defineProperty(draft, name, { value: value[name], enumerable: true })
  }
}

function objectDrafter(fields: Fields): Drafter {
  const members = Object.entries(fields).map(([name, field]) => ({
    name,
    field,
    drafter: drafterOf(field),
  }))
  return (value) => {
    if (!isRecord(value)) return value
    const draft: Record<string, unknown> = {}
    let found = 0
    for (const { name, field, drafter } of members) {
      // Fields may be called `constructor`: only the value's own properties count, and each name is
      // set, if need be to undefined, so that the validator does not see an inherited one either.
      let member = Object.hasOwn(value, name) ? (found++, value[name]) : undefined
      if (member === undefined) member = valueWhenAbsent(field)
      else if (drafter !== null) member = drafter(member)
      draft[name] = member
    }
    if (found < countKeys(value)) addUnknown(draft, value, (name) => Object.hasOwn(fields, name))
    return draft
  }
}

function listDrafter(item: Field, max = Infinity): Drafter {
  const drafter = drafterOf(item)
  return (value) => {
    // A list that is too long is refused for that before its items are looked at.
    if (!Array.isArray(value) || value.length > max) return value
    return drafter === null ? value.slice() : value.map((member) => drafter(member))
  }
}

function countKeys(value: object): number {
  let count = 0
  for (const _ in value) count++ // several times faster than Object.keys(value).length
  return count
}

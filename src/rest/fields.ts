/** `fields=id,name`: the fields that a client wants, of those that it may read. */
import { choice, type Field, list } from '../schema/index.ts'
import type { Readable } from './readable.ts'

/** The parameter; null when it is not given. */
export function fieldsField({ fields }: Readable): Field<string[] | null, true, false> {
  const names = [...fields.keys()]
  return list(choice(names), { max: names.length, separator: ',', nullable: true })
}

/** The properties behind `names`, in the order of the declaration: one plan for all orders of asking. */
export function selectedFields({ fields }: Readable, names: readonly string[] | null): string[] {
  if (names === null) return [...fields.values()]
  return [...fields].filter(([name]) => names.includes(name)).map(([, property]) => property)
}

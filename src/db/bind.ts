/**
 * From the values of a query to the parameters of its statement.
 *
 * The values are in the order in which the query was walked, the parameters in the order of the text,
 * which for most statements is the same: then nothing is copied.
 */
import { KEYS, Slot } from './compile/kysely.ts'

/** `keys` are the keys of parent rows, for a statement about related rows. */
export type Bind = (values: readonly unknown[], keys: readonly unknown[]) => readonly unknown[]

export function binder(parameters: readonly unknown[]): Bind {
  if (parameters.every(isPassedOn)) {
    const { length } = parameters
    return (values) => (values.length === length ? values : values.slice(0, length))
  }
  const readers = parameters.map(reader)
  return (values, keys) => readers.map((read) => read(values, keys))
}

function isPassedOn(parameter: unknown, position: number): boolean {
  return (
    parameter instanceof Slot &&
    parameter.index === position &&
    !parameter.list &&
    parameter.kind !== 'json'
  )
}

type Reader = (values: readonly unknown[], keys: readonly unknown[]) => unknown

function reader(parameter: unknown): Reader {
  if (!(parameter instanceof Slot)) return () => parameter
  const { index, list, kind } = parameter
  if (index === KEYS) return (_, keys) => JSON.stringify(keys)
  if (list) return (values) => JSON.stringify(values[index])
  if (kind === 'json') {
    return (values) => (values[index] === null ? null : JSON.stringify(values[index]))
  }
  return (values) => values[index]
}

/**
 * Runs the plan of a query against a connection.
 *
 * A connection that answers at once is answered at once: no promise is made for SQLite. Related rows
 * are read after their parents, one statement for all of them, and put in place by key.
 */
import type { MaybePromise, RowValues } from './drivers/driver.ts'
import type { Plan, RelatedPlan, RowSource } from './plan.ts'
import type { RelatedRows, RelatedTexts } from './row-code.ts'
import type { Described } from './shape.ts'

const NO_KEYS: readonly unknown[] = []
const NO_ROWS: RelatedRows = []
const NO_TEXTS: RelatedTexts = []

/** The rows of a query as objects. */
export function readRows(
  plan: Plan,
  described: Described,
  source: RowSource,
): MaybePromise<readonly unknown[]> {
  const rows = source.all(plan.sql, plan.bind(described.values, NO_KEYS))
  return rows instanceof Promise
    ? rows.then((late) => decodeAll(plan, described, late, source))
    : decodeAll(plan, described, rows, source)
}

/** The rows of a query as the text of one JSON array, without making objects of them. */
export function readJson(
  plan: Plan,
  described: Described,
  source: RowSource,
): MaybePromise<string> {
  const rows = source.all(plan.sql, plan.bind(described.values, NO_KEYS))
  return rows instanceof Promise
    ? rows.then((late) => serializeAll(plan, described, late, source))
    : serializeAll(plan, described, rows, source)
}

function decodeAll(
  plan: Plan,
  described: Described,
  rows: readonly RowValues[],
  source: RowSource,
): MaybePromise<readonly unknown[]> {
  if (plan.related.length === 0) return rows.map((row) => plan.decode(row, NO_ROWS))
  const related = readRelated(plan, described, rows, source, groupRows)
  const decode = (maps: RelatedRows): unknown[] => rows.map((row) => plan.decode(row, maps))
  return related instanceof Promise ? related.then(decode) : decode(related)
}

function serializeAll(
  plan: Plan,
  described: Described,
  rows: readonly RowValues[],
  source: RowSource,
): MaybePromise<string> {
  if (plan.related.length === 0) return listText(plan, rows, NO_TEXTS)
  const related = readRelated(plan, described, rows, source, groupTexts)
  return related instanceof Promise
    ? related.then((texts) => listText(plan, rows, texts))
    : listText(plan, rows, related)
}

function listText(plan: Plan, rows: readonly RowValues[], related: RelatedTexts): string {
  let text = '['
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (row !== undefined) text += (i === 0 ? '' : ',') + plan.serialize(row, related)
  }
  return `${text}]`
}

/** Reads one kind of related rows and gives them by the key of the parent. */
type Group<Related> = (
  plan: Plan,
  described: Described,
  rows: readonly RowValues[],
  source: RowSource,
) => MaybePromise<ReadonlyMap<unknown, Related>>

function readRelated<Related>(
  plan: Plan,
  described: Described,
  rows: readonly RowValues[],
  source: RowSource,
  group: Group<Related>,
): MaybePromise<ReadonlyMap<unknown, Related>[]> {
  const maps = plan.related.map((related, i) =>
    readGroup(related, described.related[i], rows, source, group),
  )
  return maps.some((map) => map instanceof Promise)
    ? Promise.all(maps)
    : // None of them is a promise.
      (maps as ReadonlyMap<unknown, Related>[])
}

function readGroup<Related>(
  { keyIndex, plan }: RelatedPlan,
  described: Described | undefined,
  parents: readonly RowValues[],
  source: RowSource,
  group: Group<Related>,
): MaybePromise<ReadonlyMap<unknown, Related>> {
  const keys = new Set(parents.map((row) => row[keyIndex]))
  keys.delete(null)
  if (keys.size === 0 || described === undefined) return new Map()
  const rows = source.all(plan.sql, plan.bind(described.values, [...keys]))
  return rows instanceof Promise
    ? rows.then((late) => group(plan, described, late, source))
    : group(plan, described, rows, source)
}

function groupRows(
  plan: Plan,
  described: Described,
  rows: readonly RowValues[],
  source: RowSource,
): MaybePromise<ReadonlyMap<unknown, readonly unknown[]>> {
  const related =
    plan.related.length === 0 ? NO_ROWS : readRelated(plan, described, rows, source, groupRows)
  const collect = (maps: RelatedRows): Map<unknown, unknown[]> => {
    const groups = new Map<unknown, unknown[]>()
    for (const row of rows) {
      const key = row[row.length - 1]
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [plan.decode(row, maps)])
      else group.push(plan.decode(row, maps))
    }
    return groups
  }
  return related instanceof Promise ? related.then(collect) : collect(related)
}

function groupTexts(
  plan: Plan,
  described: Described,
  rows: readonly RowValues[],
  source: RowSource,
): MaybePromise<ReadonlyMap<unknown, string>> {
  const related =
    plan.related.length === 0 ? NO_TEXTS : readRelated(plan, described, rows, source, groupTexts)
  const collect = (maps: RelatedTexts): Map<unknown, string> => {
    const groups = new Map<unknown, string>()
    for (const row of rows) {
      const key = row[row.length - 1]
      const before = groups.get(key)
      const text = plan.serialize(row, maps)
      groups.set(key, before === undefined ? text : `${before},${text}`)
    }
    return groups
  }
  return related instanceof Promise ? related.then(collect) : collect(related)
}

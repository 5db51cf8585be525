/**
 * Runs the plan of a query against a connection.
 *
 * A connection that answers at once is answered at once: no promise is made for SQLite. Related rows
 * are read after their parents, one statement for all of them, and put in place by key.
 */
import { countOf, existenceOf, firstOf, keyValues } from './derived-query.ts'
import type { DialectName } from './dialects/dialect.ts'
import type { MaybePromise, RowValues } from './drivers/driver.ts'
import type { ModelMetadata } from './model.ts'
import type { Plan, RelatedPlan, RowSource } from './plan.ts'
import { planOf, planOfKey } from './plan-of.ts'
import type { Selection } from './query.ts'
import type { KeyOf, Row } from './row.ts'
import type { RelatedRows, RelatedTexts } from './row-code.ts'
import type { Described } from './shape.ts'

const NO_KEYS: readonly unknown[] = []
const NO_ROWS: RelatedRows = []
const NO_TEXTS: RelatedTexts = []

/** The rows of a query as objects. */
export function readRows<Result>(
  query: Selection<Result>,
  dialect: DialectName,
  source: RowSource,
): MaybePromise<readonly Result[]> {
  const { plan, described } = planOf(query, dialect)
  const rows = source.all(plan.sql, plan.bind(described.values, NO_KEYS))
  const decode = (all: readonly RowValues[]): MaybePromise<readonly unknown[]> =>
    decodeAll(plan, described, all, source)
  // The decoder of a plan makes the rows that the type of its query says.
  return (rows instanceof Promise ? rows.then(decode) : decode(rows)) as MaybePromise<
    readonly Result[]
  >
}

/** The first row of a query, null when it has none. */
export function readFirst<Result>(
  query: Selection<Result>,
  dialect: DialectName,
  source: RowSource,
): MaybePromise<Result | null> {
  const { plan, described } = planOf(firstOf(query), dialect)
  return readOne<Result>(plan, described, described.values, source)
}

/** The row with this key, null when there is none. */
export function readByKey<Described extends ModelMetadata>(
  model: Described,
  key: KeyOf<Described>,
  dialect: DialectName,
  source: RowSource,
): MaybePromise<Row<Described> | null> {
  const { plan, described } = planOfKey(model, dialect)
  return readOne<Row<Described>>(plan, described, keyValues(model, key), source)
}

function readOne<Result>(
  plan: Plan,
  described: Described,
  values: readonly unknown[],
  source: RowSource,
): MaybePromise<Result | null> {
  const row = source.first(plan.sql, plan.bind(values, NO_KEYS))
  if (row instanceof Promise) {
    return row.then((late) => (late === null ? null : decodeOne(plan, described, late, source)))
  }
  return row === null ? null : decodeOne(plan, described, row, source)
}

function decodeOne<Result>(
  plan: Plan,
  described: Described,
  row: RowValues,
  source: RowSource,
): MaybePromise<Result> {
  // The decoder of a plan makes the row that the type of its query says.
  if (plan.related.length === 0) return plan.decode(row, NO_ROWS) as Result
  const rows = decodeAll(plan, described, [row], source)
  return rows instanceof Promise ? rows.then(([one]) => one as Result) : (rows[0] as Result)
}

/** How many rows a query has. */
export function readCount(
  query: Selection<unknown>,
  dialect: DialectName,
  source: RowSource,
): MaybePromise<number> {
  const rows = readRows<{ count: number }>(countOf(query), dialect, source)
  const count = ([row]: readonly { count: number }[]): number => row?.count ?? 0
  return rows instanceof Promise ? rows.then(count) : count(rows)
}

/** Whether a query has any row; reads one at most. */
export function readExists(
  query: Selection<unknown>,
  dialect: DialectName,
  source: RowSource,
): MaybePromise<boolean> {
  const rows = readRows(existenceOf(query), dialect, source)
  return rows instanceof Promise ? rows.then((some) => some.length > 0) : rows.length > 0
}

/** The rows of a query as the text of one JSON array, without making objects of them. */
export function readJson(
  query: Selection<unknown>,
  dialect: DialectName,
  source: RowSource,
): MaybePromise<string> {
  const { plan, described } = planOf(query, dialect)
  const rows = source.all(plan.sql, plan.bind(described.values, NO_KEYS))
  return rows instanceof Promise
    ? rows.then((late) => serializeAll(plan, described, late, source))
    : serializeAll(plan, described, rows, source)
}

/** The first row of a query as JSON text, null when it has none. */
export function readFirstJson(
  query: Selection<unknown>,
  dialect: DialectName,
  source: RowSource,
): MaybePromise<string | null> {
  const text = readJson(firstOf(query), dialect, source)
  const first = (list: string): string | null => (list === '[]' ? null : list.slice(1, -1))
  return text instanceof Promise ? text.then(first) : first(text)
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

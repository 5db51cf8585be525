/**
 * Runs the plan of a query against a connection.
 *
 * A connection that answers at once is answered at once: no promise is made for SQLite. Related rows
 * are read after their parents, one statement for all of them, and put in place by key.
 */
import type { MaybePromise, RowValues } from './drivers/driver.ts'
import type { Plan, RelatedPlan, RowSource } from './plan.ts'
import type { JsonNames, RelatedRows, RelatedTexts, Serialize } from './row-code.ts'
import type { Described } from './shape.ts'

const NO_KEYS: readonly unknown[] = []
const NO_ROWS: RelatedRows = []
const NO_TEXTS: RelatedTexts = []

export interface JsonPage {
  /** The text of a JSON array. */
  readonly json: string
  /** What `after` takes for the page that follows; null on the last page. */
  readonly next: readonly unknown[] | null
}

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
  names: JsonNames,
): MaybePromise<string> {
  const rows = source.all(plan.sql, plan.bind(described.values, NO_KEYS))
  return rows instanceof Promise
    ? rows.then((late) => serializeAll(plan, described, late, source, names))
    : serializeAll(plan, described, rows, source, names)
}

/**
 * The rows but the last, which a page query reads beyond its limit, as the text of one JSON array; and
 * the sort key to continue after, null when that row was not there.
 */
export function readJsonPage(
  plan: Plan,
  described: Described,
  source: RowSource,
  limit: number,
  names: JsonNames,
): MaybePromise<JsonPage> {
  const page = (rows: readonly RowValues[]): MaybePromise<JsonPage> => {
    const last = rows.length > limit ? rows[limit - 1] : undefined
    const next = last === undefined ? null : (plan.sortKey?.(last) ?? null)
    const shown = rows.length > limit ? rows.slice(0, limit) : rows
    const json = serializeAll(plan, described, shown, source, names)
    return json instanceof Promise ? json.then((late) => ({ json: late, next })) : { json, next }
  }
  const rows = source.all(plan.sql, plan.bind(described.values, NO_KEYS))
  return rows instanceof Promise ? rows.then(page) : page(rows)
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
  names: JsonNames,
): MaybePromise<string> {
  const serialize = plan.serializer(names)
  if (plan.related.length === 0) return listText(serialize, rows, NO_TEXTS)
  const related = readRelated(plan, described, rows, source, textGroup(names))
  return related instanceof Promise
    ? related.then((texts) => listText(serialize, rows, texts))
    : listText(serialize, rows, related)
}

function listText(serialize: Serialize, rows: readonly RowValues[], related: RelatedTexts): string {
  let text = '['
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (row !== undefined) text += (i === 0 ? '' : ',') + serialize(row, related)
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
  if (maps.some((map) => map instanceof Promise)) {
    return Promise.all(maps.map(async (map) => map))
  }
  // None of them is a promise.
  return maps as ReadonlyMap<unknown, Related>[]
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

function textGroup(names: JsonNames): Group<string> {
  const group: Group<string> = (plan, described, rows, source) => {
    const serialize = plan.serializer(names)
    const collect = (maps: RelatedTexts): Map<unknown, string> => {
      const groups = new Map<unknown, string>()
      for (const row of rows) {
        const key = row[row.length - 1]
        const before = groups.get(key)
        const text = serialize(row, maps)
        groups.set(key, before === undefined ? text : `${before},${text}`)
      }
      return groups
    }
    if (plan.related.length === 0) return collect(NO_TEXTS)
    const related = readRelated(plan, described, rows, source, group)
    return related instanceof Promise ? related.then(collect) : collect(related)
  }
  return group
}

/**
 * From the state of a query to its plan: what to select, how to say it in SQL, how to read the rows.
 */
import { binder } from './bind.ts'
import type { Column } from './column.ts'
import { rootScope } from './columns.ts'
import { Frame } from './compile/frame.ts'
import { builderFor, compile } from './compile/kysely.ts'
import { selectSql } from './compile/select-sql.ts'
import type { DialectName } from './dialects/dialect.ts'
import type { Plan, RelatedPlan } from './plan.ts'
import type { IncludeState, Output, QueryState } from './query-state.ts'
import {
  compileDecode,
  compileSerialize,
  compileSortKey,
  type JsonNames,
  type Serialize,
} from './row-code.ts'
import { type RowLayout, rowLayout, type RowProperty } from './row-layout.ts'
import type { Described } from './shape.ts'

/** Costs up to a tenth of a millisecond: for the plan cache, never for a request. */
export function selectPlan(state: QueryState, described: Described, dialect: DialectName): Plan {
  return planRows(state, described, dialect, null)
}

/** `link`: for related rows, their column that holds the key of the parent. */
function planRows(
  state: QueryState,
  described: Described,
  dialect: DialectName,
  link: Column | null,
): Plan {
  const includes = described.related.map((one) => one.include)
  const layout = layoutOf(state, includes, link)
  const { properties } = layout
  const literals = new Map(described.literals.map((literal, i) => [literal, i]))
  const frame = new Frame(rootScope(state.model), { builder: builderFor(dialect), literals })
  const rows = selectSql(state, layout.columns, frame, link)
  const { sql, parameters } = compile(rows)
  return {
    sql,
    tables: frame.tables(),
    bind: binder(parameters),
    decode: compileDecode(properties),
    serializer: serializers(properties),
    sortKey: state.keyed ? compileSortKey(layout.sortKey) : null,
    related: described.related.map((one, i) =>
      planRelated(one.include, one, dialect, keyOfRelated(properties, i)),
    ),
  }
}

function planRelated(
  include: IncludeState,
  described: Described,
  dialect: DialectName,
  keyIndex: number,
): RelatedPlan {
  const { field, state } = include
  const link = state.model.columns.find(
    (column) => field.kind === 'many' && column.property === field.by,
  )
  if (link === undefined) throw new TypeError(`${include.property} is not a relation to many`)
  return { keyIndex, plan: planRows(state, described, dialect, link) }
}

function layoutOf(
  state: QueryState,
  includes: readonly IncludeState[],
  link: Column | null,
): RowLayout {
  if (state.outputs !== null) return outputLayout(state.outputs)
  return rowLayout(state, includes, link === null ? [] : [link])
}

function outputLayout(outputs: readonly Output[]): RowLayout {
  const properties = outputs.map(({ name, kind }, index): RowProperty => ({
    type: 'value',
    name,
    index,
    kind,
  }))
  return { columns: [], properties, sortKey: [] }
}

/** Compiles each spelling when it is first asked for; most plans need one or none. */
function serializers(properties: readonly RowProperty[]): (names: JsonNames) => Serialize {
  const compiled: Partial<Record<JsonNames, Serialize>> = {}
  return (names) => (compiled[names] ??= compileSerialize(properties, names))
}

/** Where a row has the key that the rows of related statement `number` point at. */
function keyOfRelated(properties: readonly RowProperty[], number: number): number {
  for (const property of properties) {
    if (property.type === 'many' && property.related === number) return property.keyIndex
    if (property.type !== 'one') continue
    const keyIndex = keyOfRelated(property.properties, number)
    if (keyIndex !== -1) return keyIndex
  }
  return -1
}

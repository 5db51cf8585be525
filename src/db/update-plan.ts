/**
 * Plans of UPDATE and DELETE: the rows of a query, changed where they are, by one statement.
 *
 * What a change says is decided by the database at the moment of the change, so
 * `{ held: row.held.plus(1) }` with a guard in `where` neither loses updates nor oversells.
 */
import { type Compilable, type RawBuilder, sql } from 'kysely'
import { binder } from './bind.ts'
import { rootScope } from './columns.ts'
import { expressionSql } from './compile/expression-sql.ts'
import { Frame } from './compile/frame.ts'
import { builderFor, compile } from './compile/kysely.ts'
import { conditionSql, selectSql } from './compile/select-sql.ts'
import type { DialectName } from './dialects/dialect.ts'
import type { WritePlan } from './plan.ts'
import { QueryError } from './query-error.ts'
import type { QueryState } from './query-state.ts'
import type { Assignment, Described } from './shape.ts'

/** Statements that change the rows of a query. */
export function updatePlan(
  state: QueryState,
  assignments: readonly Assignment[],
  described: Described,
  dialect: DialectName,
): WritePlan {
  refuseComputed(state, 'update')
  const frame = frameOf(state, described, dialect)
  const { builder } = frame
  const set = Object.fromEntries(
    assignments.map(({ column, node }) => [column.name, expressionSql(node, frame)]),
  )
  if (frame.tables().length > 1) {
    throw new QueryError(
      'query-invalid',
      `An update of "${state.model.name}" sets a field to a value of another row. ` +
        'Read that row first, or set it with an expression over the row itself.',
    )
  }
  const update = builder.updateTable(state.model.table).set(set)
  const which = whichRows(state, frame, described, dialect)
  return planned(which === null ? update : update.where(which))
}

export function deletePlan(
  state: QueryState,
  described: Described,
  dialect: DialectName,
): WritePlan {
  refuseComputed(state, 'delete')
  const frame = frameOf(state, described, dialect)
  const deletion = frame.builder.deleteFrom(state.model.table)
  const which = whichRows(state, frame, described, dialect)
  return planned(which === null ? deletion : deletion.where(which))
}

function planned(statement: Compilable): WritePlan {
  const { sql: text, parameters } = compile(statement)
  return { sql: text, bind: binder(parameters) }
}

function frameOf(state: QueryState, described: Described, dialect: DialectName): Frame {
  const literals = new Map(described.literals.map((literal, i) => [literal, i]))
  return new Frame(rootScope(state.model), { builder: builderFor(dialect), literals })
}

/** The condition on the rows; through their keys where it reaches other tables or counts rows. */
function whichRows(
  state: QueryState,
  frame: Frame,
  described: Described,
  dialect: DialectName,
): RawBuilder<boolean> | null {
  const conditions = state.where.map((node) => conditionSql(node, frame))
  const isDirect = state.limit === null && state.offset === null && frame.tables().length === 1
  if (isDirect) {
    return conditions.length === 0 ? null : sql<boolean>`${sql.join(conditions, sql` and `)}`
  }
  const inner = frameOf(state, described, dialect)
  const scope = rootScope(state.model)
  const keys = state.model.key.map((column) => ({ scope, column }))
  const rows = selectSql({ ...state, include: [], select: null }, keys, inner, null)
  const own = keys.map(({ column }) => sql.ref(`${frame.alias}.${column.name}`))
  const key = own.length === 1 ? own[0] : sql`(${sql.join(own)})`
  return sql<boolean>`${key} in ${rows}`
}

function refuseComputed(state: QueryState, what: string): void {
  if (state.outputs === null && !state.distinct && state.include.length === 0) return
  throw new QueryError(
    'query-invalid',
    `A query with groupBy, aggregate, distinct or include cannot say which rows to ${what}. ` +
      'Use where, orderBy and limit alone.',
  )
}

/**
 * Runs what changes rows against a connection, one statement each. Answers at once where the
 * connection does.
 */
import { assignmentsOf, type Changes } from './changes.ts'
import type { DialectName } from './dialects/dialect.ts'
import type { MaybePromise, RowValues } from './drivers/driver.ts'
import { insertPlan, type InsertPlan } from './insert-plan.ts'
import type { ModelMetadata } from './model.ts'
import type { RowSource, WritePlan } from './plan.ts'
import { PlanCache } from './plan-cache.ts'
import type { Changeable } from './query.ts'
import { queryValue } from './query-value.ts'
import type { Insert, Row } from './row.ts'
import { describe } from './shape.ts'
import { deletePlan, updatePlan } from './update-plan.ts'
import { type UpsertOptions, upsertPlan } from './upsert-plan.ts'

export type { Changeable } from './query.ts'

/** What writing needs of a connection. */
export interface RowTarget extends RowSource {
  run(sql: string, values: readonly unknown[]): MaybePromise<number>
}

const updates: PlanCache<WritePlan> = new PlanCache(500)
const deletes: PlanCache<WritePlan> = new PlanCache(500)
const NO_KEYS: readonly unknown[] = []

/** Inserts a row and answers it with its key and defaults. */
export function insertRow<Described extends ModelMetadata>(
  model: Described,
  values: Insert<Described>,
  dialect: DialectName,
  target: RowTarget,
): MaybePromise<Row<Described>> {
  const plan = insertPlan(model, values, dialect)
  const parameters = plan.parameters(values)
  const key = insertOne(plan, parameters, target)
  // The plan's decoder makes a row of this model.
  const row = (made: unknown): Row<Described> => plan.row(parameters, made) as Row<Described>
  return key instanceof Promise ? key.then(row) : row(key)
}

/** Inserts a row, or changes the one that is the same by `on`; answers it as it is now. */
export function upsertRow<Described extends ModelMetadata>(
  model: Described,
  values: Insert<Described>,
  options: UpsertOptions<keyof Insert<Described> & string>,
  dialect: DialectName,
  target: RowTarget,
): MaybePromise<Row<Described>> {
  const { sql, insert, decode } = upsertPlan(model, values, options, dialect)
  const answer = target.first(sql, insert.parameters(values))
  const row = (columns: RowValues | null): Row<Described> => {
    if (columns === null) throw new TypeError(`The upsert of "${model.name}" answered no row`)
    // The statement returns the columns of the model, which its decoder makes a row of.
    return decode(columns, []) as Row<Described>
  }
  return answer instanceof Promise ? answer.then(row) : row(answer)
}

/** Changes every row of the query and answers how many there were. */
export function updateRows<Described extends ModelMetadata>(
  query: Changeable<Described>,
  changes: Changes<Described>,
  dialect: DialectName,
  target: RowTarget,
): MaybePromise<number> {
  const { state } = queryValue(query)
  const assignments = assignmentsOf(state.model, changes)
  const described = describe(state, assignments)
  const { sql, bind } = updates.get(`${dialect};${described.key}`, () =>
    updatePlan(state, assignments, described, dialect),
  )
  return target.run(sql, bind(described.values, NO_KEYS))
}

/** Deletes every row of the query and answers how many there were. */
export function deleteRows(
  query: Changeable<ModelMetadata>,
  dialect: DialectName,
  target: RowTarget,
): MaybePromise<number> {
  const { state } = queryValue(query)
  const described = describe(state)
  const { sql, bind } = deletes.get(`${dialect};${described.key}`, () =>
    deletePlan(state, described, dialect),
  )
  return target.run(sql, bind(described.values, NO_KEYS))
}

/** Runs the statement; answers the key that the database gave, null when it was given. */
function insertOne(
  plan: InsertPlan,
  parameters: readonly unknown[],
  target: RowTarget,
): MaybePromise<unknown> {
  if (!plan.generates) {
    const done = target.run(plan.sql, parameters)
    return done instanceof Promise ? done.then(() => null) : null
  }
  const made = target.first(plan.sql, parameters)
  return made instanceof Promise ? made.then((row) => row?.[0]) : made?.[0]
}

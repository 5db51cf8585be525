/**
 * Reading one row by its key, without building a query: the plan stays with the model.
 */
import { rootScope } from './columns.ts'
import type { DialectName } from './dialects/dialect.ts'
import type { Connection, MaybePromise, RowValues } from './drivers/driver.ts'
import type { ExpressionNode } from './expression-node.ts'
import type { ModelMetadata } from './model.ts'
import type { Plan } from './plan.ts'
import { planOf } from './plan-of.ts'
import { initialState } from './query-state.ts'
import { QueryValue } from './query-value.ts'
import { checkValue } from './value.ts'
import { ValueError } from './value-error.ts'

const plans: Map<DialectName, WeakMap<ModelMetadata, Plan>> = new Map()

/** Throws ValueError for a key that cannot be one of `model`. */
export function readByKey(
  model: ModelMetadata,
  key: unknown,
  connection: Connection,
  dialect: DialectName,
): MaybePromise<unknown> {
  const plan = keyPlan(model, dialect)
  const row = connection.first(plan.sql, keyValues(model, key))
  return row instanceof Promise ? row.then((late) => decoded(plan, late)) : decoded(plan, row)
}

/** The values of a key in the order of its columns; a single one is given as it is. */
function keyValues(model: ModelMetadata, key: unknown): readonly unknown[] {
  const [column, ...more] = model.key
  if (column !== undefined && more.length === 0) {
    checkValue(column.kind, key, `the key of model "${model.name}"`)
    return [key]
  }
  const names = model.key.map((one) => one.property).join(', ')
  if (typeof key !== 'object' || key === null) {
    throw new ValueError(`the key of model "${model.name}"`, `an object of ${names}`, key)
  }
  return model.key.map(({ kind, property }) => {
    const value: unknown = Reflect.get(key, property)
    checkValue(kind, value, `key field "${property}" of model "${model.name}"`)
    return value
  })
}

function decoded(plan: Plan, row: RowValues | null): unknown {
  return row === null ? null : plan.decode(row, [])
}

function keyPlan(model: ModelMetadata, dialect: DialectName): Plan {
  let known = plans.get(dialect)
  if (known === undefined) plans.set(dialect, (known = new WeakMap()))
  let plan = known.get(model)
  if (plan === undefined) {
    const where = model.key.map((column): ExpressionNode => {
      // Null stands for the value; only the shape of the query becomes the plan.
      const value = { type: 'literal', kind: column.kind, list: false, value: null } as const
      const left = { type: 'column', scope: rootScope(model), column } as const
      return { type: 'operation', operator: 'eq', operands: [left, value] }
    })
    plan = planOf(new QueryValue({ ...initialState(model), where }), dialect).plan
    known.set(model, plan)
  }
  return plan
}

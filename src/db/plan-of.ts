/**
 * Finds the plan of a query: by the query itself when it was used before, by its shape otherwise.
 */
import type { DialectName } from './dialects/dialect.ts'
import type { Plan } from './plan.ts'
import { PlanCache } from './plan-cache.ts'
import type { Selection } from './query.ts'
import { queryValue } from './query-value.ts'
import { selectPlan } from './select-plan.ts'
import { type Described, describe } from './shape.ts'

/** Shapes kept per dialect: at least this many, at most twice. */
const PLAN_GENERATION = 1000

const caches: Map<DialectName, PlanCache<Plan>> = new Map()

/** The plan of a query and the values to run it with. */
export interface Planned {
  readonly plan: Plan
  readonly described: Described
}

/** Throws QueryError for what is not a query, and for one that no statement can express. */
export function planOf(query: Selection<unknown>, dialect: DialectName): Planned {
  const value = queryValue(query)
  const known = value.planned
  if (known !== undefined && value.plannedFor === dialect) return known
  const described = describe(value.state)
  const plan = cacheFor(dialect).get(described.key, () =>
    selectPlan(value.state, described, dialect),
  )
  const planned = { plan, described }
  value.planned = planned
  value.plannedFor = dialect
  return planned
}

function cacheFor(dialect: DialectName): PlanCache<Plan> {
  let cache = caches.get(dialect)
  if (cache === undefined) {
    cache = new PlanCache(PLAN_GENERATION)
    caches.set(dialect, cache)
  }
  return cache
}

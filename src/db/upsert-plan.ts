/**
 * Plans of INSERT ... ON CONFLICT DO UPDATE: insert the row, or change the one that is there already.
 *
 * One statement decides, so two requests that do it at once cannot both insert. `on` names a key or a
 * unique constraint; on a conflict the other given fields are overwritten and a version counts up.
 */
import { sql } from 'kysely'
import { listNames } from '../internal/index.ts'
import type { Column } from './column.ts'
import { builderFor, compile } from './compile/kysely.ts'
import type { DialectName } from './dialects/dialect.ts'
import { decoderOf, insertPlan, type InsertPlan } from './insert-plan.ts'
import type { ModelMetadata } from './model.ts'
import { PlanCache } from './plan-cache.ts'
import type { Decode } from './row-code.ts'
import { QueryError } from './query-error.ts'
import type { GivenValues } from './row-values.ts'
import { modelNumber } from './shape.ts'

export interface UpsertOptions<Name extends PropertyKey = string> {
  /** The fields that a row is recognised by: a key, a unique field or a unique constraint. */
  readonly on: readonly Name[]
  /** The fields that are overwritten on a conflict. Default: those given, but for `on` and the key. */
  readonly update?: readonly Name[]
}

export interface UpsertPlan {
  /** Answers every column of the row as it is now. */
  readonly sql: string
  readonly insert: InsertPlan
  readonly decode: Decode
}

const plans: PlanCache<UpsertPlan> = new PlanCache(500)

/** Throws QueryError when `on` is not unique in the model. */
export function upsertPlan(
  model: ModelMetadata,
  given: GivenValues,
  options: UpsertOptions,
  dialect: DialectName,
): UpsertPlan {
  const insert = insertPlan(model, given, dialect)
  const { on } = options
  const update =
    options.update ?? Object.keys(given).filter((name) => !on.includes(name) && !isKey(model, name))
  const shape = `${dialect};${modelNumber(model)};${insert.generates};${on.join(',')};${update.join(',')}`
  return plans.get(shape, () => planUpsert(model, insert, on, update, dialect))
}

function planUpsert(
  model: ModelMetadata,
  insert: InsertPlan,
  on: readonly string[],
  update: readonly string[],
  dialect: DialectName,
): UpsertPlan {
  refuseNotUnique(model, on)
  const columns = model.columns.filter((column) => !(insert.generates && column.generated))
  const values = Object.fromEntries(columns.map(({ name }) => [name, sql`${null}`]))
  const conflict = columnsNamed(model, on).map(({ name }) => name)
  const changed = columnsNamed(model, update).filter((column) => !isVersion(column))
  const statement = builderFor(dialect)
    .insertInto(model.table)
    .values(values)
    .onConflict((target) =>
      target.columns(conflict).doUpdateSet(overwrite(model, changed, conflict)),
    )
    .returning(model.columns.map(({ name }) => name))
  return { sql: compile(statement).sql, insert, decode: decoderOf(model) }
}

/** With nothing to change a column of the conflict is set to itself: RETURNING needs a changed row. */
function overwrite(
  model: ModelMetadata,
  changed: readonly Column[],
  conflict: readonly string[],
): Record<string, unknown> {
  const names = changed.length === 0 ? conflict : changed.map(({ name }) => name)
  const set = names.map((name) => [name, sql`${sql.ref(`excluded.${name}`)}`])
  const versions = changed.length === 0 ? [] : model.columns.filter(isVersion)
  const counted = versions.map(({ name }) => [name, sql`${sql.ref(`${model.table}.${name}`)} + 1`])
  return Object.fromEntries([...set, ...counted])
}

function isKey(model: ModelMetadata, property: string): boolean {
  return model.key.some((column) => column.property === property)
}

function isVersion(column: Column): boolean {
  return column.field.kind === 'version'
}

function columnsNamed(model: ModelMetadata, properties: readonly string[]): Column[] {
  const columns = model.columns.filter((column) => properties.includes(column.property))
  const unknown = properties.find((name) => !columns.some((column) => column.property === name))
  if (unknown === undefined) return columns
  throw new QueryError(
    'query-field-unknown',
    `Model "${model.name}" has no field "${unknown.slice(0, 32)}" to upsert by. ` +
      `Its fields are ${listNames(Object.keys(model.fields))}.`,
  )
}

function refuseNotUnique(model: ModelMetadata, on: readonly string[]): void {
  const uniques = [
    model.key.map(({ property }) => property),
    ...model.columns.filter(({ unique }) => unique).map(({ property }) => [property]),
    ...model.constraints
      .filter((one) => one.kind === 'unique')
      .map((one) => one.columns.map(({ property }) => property)),
  ]
  const wanted = on.toSorted().join(', ')
  if (uniques.some((names) => names.toSorted().join(', ') === wanted)) return
  throw new QueryError(
    'query-invalid',
    `upsert() on (${on.join(', ')}) of "${model.name}" needs these fields to be unique together. Unique are ` +
      `${listNames(uniques.map((names) => `(${names.join(', ')})`))}. Use one of them, or add unique(...).`,
  )
}

/**
 * Plans of INSERT. Every column gets a value, since defaults are applied here and not in the database;
 * so a model has two shapes, with its automatic key or without.
 */
import { sql } from 'kysely'
import { builderFor, compile } from './compile/kysely.ts'
import type { DialectName } from './dialects/dialect.ts'
import type { RowValues } from './drivers/driver.ts'
import type { ModelMetadata } from './model.ts'
import { compileDecode, type Decode } from './row-code.ts'
import { rowLayout } from './row-layout.ts'
import {
  type GivenValues,
  type PropertyWriter,
  refuseUnknown,
  writeNew,
  writersOf,
} from './row-values.ts'
import { initialState } from './query-state.ts'

export interface InsertPlan {
  readonly sql: string
  /** The same statement where nobody asks for the key. */
  readonly silentSql: string
  /** True when the statement answers the key that the database gave. */
  readonly generates: boolean
  /** Throws ValueError and QueryError for values that are not those of a row. */
  parameters(given: GivenValues): unknown[]
  /** The row that reading back would give. `key` is null unless the statement generates one. */
  readonly row: (parameters: RowValues, key: unknown) => unknown
}

interface InsertPlans {
  readonly withKey: InsertPlan
  readonly generating: InsertPlan
}

const plans: Map<DialectName, WeakMap<ModelMetadata, InsertPlans>> = new Map()

/** The plan for inserting `given`; found by whether it names the automatic key. */
export function insertPlan(
  model: ModelMetadata,
  given: GivenValues,
  dialect: DialectName,
): InsertPlan {
  refuseUnknown(model, given)
  const { withKey, generating } = insertPlans(model, dialect)
  const [key] = model.key
  const isGiven = key?.generated !== true || Object.hasOwn(given, key.property)
  return isGiven ? withKey : generating
}

function insertPlans(model: ModelMetadata, dialect: DialectName): InsertPlans {
  let ofDialect = plans.get(dialect)
  if (ofDialect === undefined) {
    ofDialect = new WeakMap()
    plans.set(dialect, ofDialect)
  }
  let known = ofDialect.get(model)
  if (known === undefined) {
    known = {
      withKey: planInsert(model, dialect, false),
      generating: planInsert(model, dialect, true),
    }
    ofDialect.set(model, known)
  }
  return known
}

function planInsert(model: ModelMetadata, dialect: DialectName, generates: boolean): InsertPlan {
  const writers = [...writersOf(model).values()].filter((one) => !(generates && one.generated))
  const columns = writers.flatMap((writer) => writer.columns)
  const values = Object.fromEntries(columns.map((column) => [column.name, sql`${null}`]))
  const query = builderFor(dialect).insertInto(model.table).values(values)
  const key = generates ? model.key[0]?.name : undefined
  const statement = key === undefined ? query : query.returning(key)
  const decode = decoderOf(model)
  return {
    sql: compile(statement).sql,
    silentSql: compile(query).sql,
    generates: key !== undefined,
    parameters: (given) => parametersOf(writers, given),
    // The automatic id is the first column when there is one.
    row: (parameters, made) => decode(key === undefined ? parameters : [made, ...parameters], []),
  }
}

function parametersOf(writers: readonly PropertyWriter[], given: GivenValues): unknown[] {
  const parameters: unknown[] = []
  for (const writer of writers) writeNew(writer, given, parameters)
  return parameters
}

/** Makes rows of a model's columns, in their order. */
export function decoderOf(model: ModelMetadata): Decode {
  return compileDecode(rowLayout(initialState(model), [], []).properties)
}

/**
 * Kysely as a compiler: it builds SQL text for a plan and never runs any.
 *
 * Values are not given to it. In their place stand slots that say which value of the query is bound
 * there; Kysely hands them back as the parameters, in the order of the text.
 */
import {
  type Compilable,
  type Dialect as KyselyDialect,
  DummyDriver,
  Kysely,
  type RawBuilder,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { DialectName } from '../dialects/dialect.ts'
import type { ValueKind } from '../expression-node.ts'
import { QueryError } from '../query-error.ts'

/** Tables and columns were checked against the models; to Kysely they are any names. */
export type Tables = Record<string, Record<string, unknown>>

/** A piece of SQL. */
export type Fragment = RawBuilder<unknown>

/** Stands for the value at `index` of a query's values; {@link KEYS} for the keys of parent rows. */
export class Slot {
  readonly index: number
  readonly kind: ValueKind
  readonly list: boolean

  constructor(index: number, kind: ValueKind, list: boolean) {
    this.index = index
    this.kind = kind
    this.list = list
  }
}

export const KEYS = -1

export interface Compiled {
  readonly sql: string
  /** What is bound where: slots, and constants that belong to the shape. */
  readonly parameters: readonly unknown[]
}

const builders: Map<DialectName, Kysely<Tables>> = new Map()

/** The builder for a dialect. Throws QueryError for one that has no compiler yet. */
export function builderFor(dialect: DialectName): Kysely<Tables> {
  let builder = builders.get(dialect)
  if (builder === undefined) {
    builder = new Kysely<Tables>({ dialect: kyselyDialect(dialect) })
    builders.set(dialect, builder)
  }
  return builder
}

export function compile(query: Compilable): Compiled {
  const { sql: text, parameters } = query.compile()
  return { sql: text, parameters }
}

export function compileFragment(fragment: Fragment, dialect: DialectName): Compiled {
  const { sql: text, parameters } = fragment.compile(builderFor(dialect))
  return { sql: text, parameters }
}

export function slot(index: number, kind: ValueKind, list: boolean): Fragment {
  return sql.val(new Slot(index, kind, list))
}

function kyselyDialect(dialect: DialectName): KyselyDialect {
  if (dialect === 'sqlite') {
    return {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    }
  }
  throw new QueryError(
    'query-invalid',
    `There is no compiler for the dialect "${dialect}" yet. Connect to sqlite:.`,
  )
}

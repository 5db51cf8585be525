/**
 * Inserting many rows with few statements.
 *
 * Rows go in chunks whose sizes are powers of two: a statement of a hundred rows costs SQLite about
 * half of a hundred statements, more rows gain nothing, and any number of rows needs at most eight
 * different texts, which stay prepared.
 */
import type { Dialect } from './dialects/dialect.ts'
import type { Connection, MaybePromise } from './drivers/driver.ts'
import { insertPlan, type InsertPlan } from './insert-plan.ts'
import type { ModelMetadata } from './model.ts'
import type { GivenValues } from './row-values.ts'

const MAX_CHUNK = 128

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * Inserts `rows` in their order and answers how many. A row that is refused leaves those before it
 * inserted, so the caller holds a transaction.
 */
export function insertAll(
  model: ModelMetadata,
  rows: readonly GivenValues[],
  dialect: Dialect,
  connection: Connection,
): MaybePromise<number> {
  const done = runAll(statementsOf(model, rows, dialect), connection)
  return done instanceof Promise ? done.then(() => rows.length) : rows.length
}

function runAll(statements: Iterator<Statement>, connection: Connection): MaybePromise<void> {
  for (;;) {
    const next = statements.next()
    if (next.done === true) return
    const done = connection.run(next.value.text, next.value.values)
    if (done instanceof Promise) return done.then(() => runAll(statements, connection))
  }
}

/** Made one after the other, so that the values of one chunk only are in memory. */
function* statementsOf(
  model: ModelMetadata,
  rows: readonly GivenValues[],
  dialect: Dialect,
): Generator<Statement> {
  for (let start = 0; start < rows.length;) {
    const plan = insertPlan(model, rows[start] ?? {}, dialect.name)
    const size = chunkSize(rows.length - start, model, dialect)
    const values: unknown[] = []
    let end = start
    // A row with its own id among rows without goes into another statement.
    while (end < start + size && planOfRow(model, rows[end], dialect) === plan) {
      values.push(...plan.parameters(rows[end] ?? {}))
      end++
    }
    yield* split(plan, values, end - start, dialect)
    start = end
  }
}

function planOfRow(
  model: ModelMetadata,
  row: GivenValues | undefined,
  dialect: Dialect,
): InsertPlan {
  return insertPlan(model, row ?? {}, dialect.name)
}

/** The rows as statements of falling powers of two. */
function* split(
  plan: InsertPlan,
  values: readonly unknown[],
  rows: number,
  dialect: Dialect,
): Generator<Statement> {
  const width = values.length / rows
  let done = 0
  while (done < rows) {
    // A table with nothing but an automatic key has no values to repeat.
    const size = width === 0 ? 1 : powerOfTwo(rows - done)
    const part = size === rows ? values : values.slice(done * width, (done + size) * width)
    yield { text: textFor(plan, size, width, dialect), values: part }
    done += size
  }
}

function chunkSize(rows: number, model: ModelMetadata, dialect: Dialect): number {
  const fitting = Math.max(1, Math.floor(dialect.maxParameters / model.columns.length))
  return powerOfTwo(Math.min(rows, fitting, MAX_CHUNK))
}

/** The greatest power of two that is not greater than `count`, which is at least 1. */
function powerOfTwo(count: number): number {
  return 2 ** (31 - Math.clz32(count))
}

const texts: WeakMap<InsertPlan, Map<number, string>> = new WeakMap()

function textFor(plan: InsertPlan, rows: number, width: number, dialect: Dialect): string {
  if (rows === 1) return plan.silentSql
  let known = texts.get(plan)
  if (known === undefined) texts.set(plan, (known = new Map()))
  let text = known.get(rows)
  if (text === undefined) {
    text = multiRowText(plan.silentSql, rows, width, dialect)
    known.set(rows, text)
  }
  return text
}

/** Repeats the parenthesised values of the statement for one row. */
function multiRowText(one: string, rows: number, width: number, dialect: Dialect): string {
  const values = ' values '
  const head = one.slice(0, one.lastIndexOf(values) + values.length)
  const tuples = Array.from({ length: rows }, (_, row) => {
    const places = Array.from({ length: width }, (_, i) => dialect.placeholder(row * width + i))
    return `(${places.join(', ')})`
  })
  return head + tuples.join(', ')
}

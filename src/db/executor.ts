/**
 * What runs queries: a Database, or a Transaction of one. A business rule takes an Executor and does
 * not care which.
 *
 * Methods are `async`, yet nothing in them waits for a database that answers at once: SQLite's rows
 * are there when the promise is made.
 */
import { atomically } from './atomically.ts'
import type { Changes } from './changes.ts'
import type { WriteTarget } from './constraint-error.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { MaybePromise } from './drivers/driver.ts'
import { insertAll } from './insert-many.ts'
import { readByKey } from './key-plan.ts'
import type { ModelMetadata } from './model.ts'
import { planOf } from './plan-of.ts'
import type { Selection } from './query.ts'
import { countQuery, existsQuery, firstQuery, pageQuery } from './query-question.ts'
import { type JsonPage, readJson, readJsonPage, readRows } from './read.ts'
import type { JsonNames } from './row-code.ts'
import type { Insert, KeyOf, Row } from './row.ts'
import { type Sql, type SqlHole, sql } from './sql-tag.ts'
import { StatementRunner } from './statement-runner.ts'
import type { TransactionWork } from './transaction.ts'
import type { UpsertOptions } from './upsert-plan.ts'
import { type Changeable, deleteRows, insertRow, updateRows, upsertRow } from './write.ts'

export interface JsonOptions {
  /** How properties are spelled in the text. Default `camelCase`: as in the models. */
  readonly names?: JsonNames
}

export abstract class Executor extends StatementRunner {
  /** How this database says things; for whoever renders SQL by hand. */
  get dialect(): Dialect {
    return this.context.dialect
  }

  /**
   * Runs `work` in a transaction and answers what it answers; when it throws, everything it did is
   * undone and the error is thrown on. Within a transaction: a savepoint.
   */
  abstract transaction<Result>(work: TransactionWork<Result>): Promise<Result>

  /** The rows of a query. */
  async all<Result>(query: Selection<Result>): Promise<Result[]> {
    const { plan, described } = planOf(query, this.dialect.name)
    const rows = this.use('read', (connection) => readRows(plan, described, connection))
    // The plan makes rows of the type that the query says.
    return rows as MaybePromise<Result[]>
  }

  /** The first row, null when there is none. */
  async first<Result>(query: Selection<Result>): Promise<Result | null> {
    const [row] = await this.all(firstQuery(query))
    return row ?? null
  }

  /** The row with this key, null when there is none: the shortest way to one row. */
  async get<Described extends ModelMetadata>(
    model: Described,
    key: KeyOf<Described>,
  ): Promise<Row<Described> | null> {
    const row = this.use('read', (connection) =>
      readByKey(model, key, connection, this.dialect.name),
    )
    // The plan of `model` makes its rows.
    return row as MaybePromise<Row<Described> | null>
  }

  /** How many rows the query has, without reading them. */
  async count(query: Selection<unknown>): Promise<number> {
    const row = await this.first(countQuery(query))
    return row?.n ?? 0
  }

  /** Whether the query has a row. */
  async exists(query: Selection<unknown>): Promise<boolean> {
    return (await this.first(existsQuery(query))) !== null
  }

  /** The rows as the text of a JSON array: the bytes of JSON.stringify, sooner. */
  async json(query: Selection<unknown>, options: JsonOptions = {}): Promise<string> {
    const { plan, described } = planOf(query, this.dialect.name)
    const names = options.names ?? 'camelCase'
    return this.use('read', (connection) => readJson(plan, described, connection, names))
  }

  /** The first row as JSON text, null when there is none. */
  async jsonFirst(query: Selection<unknown>, options?: JsonOptions): Promise<string | null> {
    const list = await this.json(firstQuery(query), options)
    return list === '[]' ? null : list.slice(1, -1)
  }

  /**
   * A page of a query with an order by columns and a limit: its rows as the text of a JSON array, and
   * what `after` takes for the page that follows. Reads one row more than the limit in place of a count.
   */
  async jsonPage(query: Selection<unknown>, options: JsonOptions = {}): Promise<JsonPage> {
    const { page, limit } = pageQuery(query)
    const { plan, described } = planOf(page, this.dialect.name)
    const names = options.names ?? 'camelCase'
    return this.use('read', (connection) => readJsonPage(plan, described, connection, limit, names))
  }

  /**
   * Inserts a row and answers it with its key and defaults. Throws ConstraintError for what the
   * database refuses, ValueError for what its columns cannot hold.
   */
  async insert<Described extends ModelMetadata>(
    model: Described,
    values: Insert<Described>,
  ): Promise<Row<Described>> {
    const target: WriteTarget = { model, operation: 'insert', rows: [values] }
    return this.use(
      'write',
      (connection) => insertRow(model, values, this.dialect.name, connection),
      target,
    )
  }

  /** Inserts all rows or none, many with each statement. Answers how many. */
  async insertMany<Described extends ModelMetadata>(
    model: Described,
    rows: readonly Insert<Described>[],
  ): Promise<number> {
    const { dialect } = this
    return this.use(
      'write',
      (connection) =>
        atomically(connection, this.depth, () => insertAll(model, rows, dialect, connection)),
      { model, operation: 'insert', rows },
    )
  }

  /**
   * Changes the rows of a query, by values or by what a function makes of the row:
   * `(room) => ({ held: room.held.plus(1) })`. Answers how many rows there were, so a `where` may
   * guard the change: 0 means that it did not hold.
   */
  async update<Described extends ModelMetadata>(
    query: Changeable<Described>,
    changes: Changes<Described>,
  ): Promise<number> {
    const { model } = query.state
    const rows = typeof changes === 'function' ? [] : [changes]
    return this.use(
      'write',
      (connection) => updateRows(query, changes, this.dialect.name, connection),
      { model, operation: 'update', rows },
    )
  }

  /** Deletes the rows of a query and answers how many there were. */
  async delete(query: Changeable<ModelMetadata>): Promise<number> {
    const { model } = query.state
    return this.use('write', (connection) => deleteRows(query, this.dialect.name, connection), {
      model,
      operation: 'delete',
      rows: [],
    })
  }

  /**
   * Inserts a row, or changes the one that is the same by `options.on`, in one statement. Answers the
   * row as it is then.
   */
  async upsert<Described extends ModelMetadata>(
    model: Described,
    values: Insert<Described>,
    options: UpsertOptions<keyof Insert<Described> & string>,
  ): Promise<Row<Described>> {
    const target: WriteTarget = { model, operation: 'insert', rows: [values] }
    return this.use(
      'write',
      (connection) => upsertRow(model, values, options, this.dialect.name, connection),
      target,
    )
  }

  /**
   * Rows of a statement written by hand: db.sql<{ n: number }>`select count(*) as n from hotel`.
   * Values are as the database keeps them: SQLite's booleans are 0 and 1, JSON is text.
   */
  async sql<Row = Record<string, unknown>>(
    texts: TemplateStringsArray,
    ...holes: SqlHole[]
  ): Promise<Row[]> {
    const { text, values } = sql(texts, ...holes).render(this.context.dialect)
    const intent = READS.test(text) ? 'read' : 'write'
    const rows = await this.use(intent, (connection) => connection.objects(text, values))
    // The caller names the type of rows that only the database knows; `sql` says it is unchecked.
    return rows as Row[]
  }

  /** Runs a statement written by hand and answers how many rows it changed. */
  async execute(statement: Sql<unknown>): Promise<number> {
    const { text, values } = statement.render(this.context.dialect)
    return this.use('write', (connection) => connection.run(text, values))
  }

  /**
   * Runs a text of several statements, as a migration or a file of test data has it. Nothing in it is
   * bound or checked: it must be text of your own.
   */
  async script(text: string): Promise<void> {
    return this.use('write', (connection) => connection.script(text))
  }
}

/** Statements that a connection without the right to write can run; anything else gets the writer. */
const READS = /^\s*(?:select|values|explain)\b/i

/**
 * SQL written by hand: sql`select name from hotel where stars > ${stars}`.
 *
 * A hole is always a bound value, never text, so there is nothing to inject into. Names go through
 * `sql.identifier`, which quotes them; another sql`…` may stand in a hole and keeps its own values.
 * The brand is a private field: no JSON of a request can pass for SQL (CVE-2026-34220 was that).
 */
import { PorticoError } from '../internal/index.ts'
import type { Dialect } from './dialects/dialect.ts'
import { isBindable, unbindable } from './drivers/bound-value.ts'
import type { BoundValue } from './drivers/driver.ts'

/** What may stand in a hole of the tag. */
export type SqlHole = BoundValue | Sql<unknown>

/** A tag that makes a {@link Sql}; `Row` is what you say its rows are, unchecked. */
export interface SqlTag {
  <Row = Record<string, unknown>>(texts: TemplateStringsArray, ...holes: SqlHole[]): Sql<Row>
  /** The name of a table or column, or of a column in a table: `sql.identifier('hotel', 'name')`. */
  identifier(...path: [string, ...string[]]): Sql<never>
  /** Values for an IN: sql`… where id in (${sql.list(ids)})`. At least one, or no row could match. */
  list(values: readonly BoundValue[]): Sql<never>
  /** Text that goes into the statement as it is. Whatever a stranger can influence must not be in it. */
  unsafeRaw(text: string): Sql<never>
}

type Part =
  | { readonly text: string }
  | { readonly value: BoundValue }
  | { readonly path: readonly string[] }

/** SQL with its values, not yet in a database's dialect. Immutable; a Database or Transaction runs it. */
export class Sql<out Row> {
  /** Never set: carries the type. */
  declare readonly '~row'?: Row
  readonly #parts: readonly Part[]

  constructor(parts: readonly Part[]) {
    this.#parts = parts
  }

  /** The statement for `dialect` and its values in order. */
  render(dialect: Dialect): { text: string; values: BoundValue[] } {
    const values: BoundValue[] = []
    let text = ''
    for (const part of this.#parts) {
      if ('text' in part) text += part.text
      else if ('path' in part) text += part.path.map((name) => dialect.quote(name)).join('.')
      else text += dialect.placeholder(values.push(exact(part.value)) - 1)
    }
    return { text, values }
  }

  static isSql(value: unknown): value is Sql<unknown> {
    return typeof value === 'object' && value !== null && #parts in value
  }

  static partsOf(value: Sql<unknown>): readonly Part[] {
    return value.#parts
  }
}

export const sql: SqlTag = Object.assign(tag, { identifier, list, unsafeRaw })

/** Templates that were looked at; a call site always passes the same array. */
const checked: WeakSet<TemplateStringsArray> = new WeakSet()

function tag<Row>(texts: TemplateStringsArray, ...holes: SqlHole[]): Sql<Row> {
  if (!checked.has(texts)) refuseSeveral(texts)
  const parts: Part[] = []
  texts.forEach((text, i) => {
    if (text !== '') parts.push({ text })
    if (i === holes.length) return
    const hole = holes[i]
    if (Sql.isSql(hole)) parts.push(...Sql.partsOf(hole))
    else if (hole !== undefined && isBindable(hole)) parts.push({ value: hole })
    else throw unbindable(holes, i)
  })
  return new Sql(parts)
}

/** Databases run the first statement of a text and drop the others without a word. */
function refuseSeveral(texts: TemplateStringsArray): void {
  const code = texts.join('?').replace(QUOTED_OR_COMMENT, '')
  if (/;\s*\S/.test(code) && !/^\s*create\s+(?:\w+\s+)?trigger\b/i.test(code)) {
    throw new PorticoError(
      'sql-several-statements',
      'A sql`…` holds several statements, of which the database would run only the first. Run each by ' +
        'itself, together in a transaction; text of your own without values can go to db.script().',
    )
  }
  checked.add(texts)
}

const QUOTED_OR_COMMENT = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\//g

function identifier(...path: [string, ...string[]]): Sql<never> {
  for (const name of path) {
    if (!/^[A-Za-z_][A-Za-z0-9_$]{0,62}$/.test(name)) {
      throw new PorticoError(
        'sql-identifier',
        `${JSON.stringify(name.slice(0, 32))} is no name of a table or column: those have letters, ` +
          'digits and _ only, at most 63. Choose the name from a list of your own, never from a request.',
      )
    }
  }
  return new Sql([{ path }])
}

function list(values: readonly BoundValue[]): Sql<never> {
  if (values.length === 0) {
    throw new PorticoError(
      'sql-list-empty',
      'sql.list() got no values, and "in ()" is no SQL. Answer without a query when the list is empty.',
    )
  }
  return new Sql(
    values.flatMap((value, i): Part[] => {
      if (!isBindable(value)) throw unbindable(values, i)
      return i === 0 ? [{ value }] : [{ text: ', ' }, { value }]
    }),
  )
}

function unsafeRaw(text: string): Sql<never> {
  return new Sql([{ text }])
}

/** Integers as bigint: node:sqlite binds numbers as REAL, and `5 / 2.0` is not what `5 / 2` means. */
function exact(value: BoundValue): BoundValue {
  return Number.isInteger(value) ? BigInt(value as number) : value
}

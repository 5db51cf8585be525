/**
 * How a database says what all databases can do; one value in this folder for each.
 *
 * A dialect is pure: text in, text out. Acting is the driver's part. What differs between databases
 * is asked of the dialect and nowhere decided by its name.
 */
export type DialectName = 'sqlite' | 'postgres' | 'mariadb' | 'oracle'

/** What a refused statement says about the constraint, in the database's own names. */
export interface Violation {
  readonly kind: ViolationKind
  /** Null where the database does not tell (SQLite and foreign keys). */
  readonly table: string | null
  readonly columns: readonly string[]
  /** The constraint's name in the database, null where it does not tell. */
  readonly constraint: string | null
}

export type ViolationKind = 'unique' | 'check' | 'reference' | 'not-null'

export interface Dialect {
  readonly name: DialectName
  /** Placeholders that one statement may have; a multi-row insert is cut into chunks by it. */
  readonly maxParameters: number
  /** Quotes a name, so that it may be any text but one with a NUL. */
  quote(identifier: string): string
  /** The placeholder of the value at `index` (from 0): `?` or `$1`. */
  placeholder(index: number): string
  /** What the driver's error tells about a violated constraint; null for any other error. */
  violation(error: unknown): Violation | null
}

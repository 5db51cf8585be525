/**
 * Which reference of a refused write points at nothing. SQLite says only that one does, so the rows
 * referred to are looked up one by one; this runs after a failure and never before.
 */
import type { WriteTarget } from './constraint-error.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Connection } from './drivers/driver.ts'

/** The columns of `target`'s model whose values have no row, of the first row that has such. */
export async function missingReferences(
  connection: Connection,
  dialect: Dialect,
  target: WriteTarget,
): Promise<string[]> {
  for (const row of target.rows) {
    const missing: string[] = []
    for (const { name, property, references } of target.model.columns) {
      const value = row[property]
      if (references === null || value === null || value === undefined) continue
      const { table, column } = references
      const text = `select 1 from ${dialect.quote(table)} where ${dialect.quote(column)} = ${dialect.placeholder(0)}`
      if ((await connection.first(text, [value])) === null) missing.push(name)
    }
    if (missing.length > 0) return missing
  }
  return []
}

/**
 * The condition of a check constraint as SQL text with its values in it: definitions bind nothing.
 */
import { sql } from 'kysely'
import type { Dialect } from '../dialects/dialect.ts'
import type { ExpressionNode } from '../expression-node.ts'
import { type Fragment, compileFragment } from './kysely.ts'
import { expressionSql } from './expression-sql.ts'

/** Columns without their table, so that the text also holds while a table is being rebuilt. */
export function checkSql(condition: ExpressionNode, dialect: Dialect): string {
  const fragment = expressionSql(condition, {
    column: (node) => sql.id(node.column.name),
    literal: (node) => (node.list ? listText(node.value, dialect) : raw(node.value, dialect)),
    related: () => {
      throw new TypeError('A check cannot ask about other rows; resolveConstraint refuses it.')
    },
  })
  return compileFragment(fragment, dialect.name).sql
}

function raw(value: unknown, dialect: Dialect): Fragment {
  return sql.raw(dialect.literal(value))
}

/** Written out: a check allows no subquery. */
function listText(values: unknown, dialect: Dialect): Fragment {
  const list: readonly unknown[] = Array.isArray(values) ? values : []
  return sql`(${sql.join(list.map((value) => raw(value, dialect)))})`
}

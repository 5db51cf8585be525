/**
 * Expressions to SQL. Operators and functions are of a closed list; names come from the models.
 *
 * Every operation is put in parentheses where another one holds it, so precedence never matters.
 */
import { sql } from 'kysely'
import type { ColumnNode, ExpressionNode, LiteralNode, RelatedNode } from '../expression-node.ts'
import type { AggregateNode, OperationNode, Operator } from '../expression-node.ts'
import type { Fragment } from './kysely.ts'

/** How the surroundings say what an expression alone does not know. */
export interface Surroundings {
  column(node: ColumnNode): Fragment
  /** A value; for a list, the parenthesised set of its values. */
  literal(node: LiteralNode): Fragment
  related(node: RelatedNode): Fragment
}

export function expressionSql(node: ExpressionNode, around: Surroundings): Fragment {
  switch (node.type) {
    case 'column':
      return around.column(node)
    case 'literal':
      return around.literal(node)
    case 'related':
      return around.related(node)
    case 'aggregate':
      return aggregateSql(node, around)
    case 'operation':
      return operationSql(node, around)
  }
}

type Template = (operands: readonly Fragment[]) => Fragment

const infix =
  (symbol: string): Template =>
  (operands) =>
    sql.join([...operands], sql.raw(` ${symbol} `))

const call =
  (name: string): Template =>
  (operands) =>
    sql`${sql.raw(name)}(${sql.join([...operands])})`

const TEMPLATES: Readonly<Record<Operator, Template>> = {
  eq: infix('='),
  ne: infix('<>'),
  gt: infix('>'),
  gte: infix('>='),
  lt: infix('<'),
  lte: infix('<='),
  in: ([left, list]) => sql`${left} in ${list}`,
  notIn: ([left, list]) => sql`${left} not in ${list}`,
  between: ([value, low, high]) => sql`${value} between ${low} and ${high}`,
  // A bare parameter would be part of SQLite's plan: see `rows` in select-sql.ts.
  like: ([text, pattern]) => sql`${text} like cast(${pattern} as text) escape '!'`,
  isNull: ([operand]) => sql`${operand} is null`,
  isNotNull: ([operand]) => sql`${operand} is not null`,
  and: (operands) => (operands.length === 0 ? sql`1 = 1` : infix('and')(operands)),
  or: (operands) => (operands.length === 0 ? sql`1 = 0` : infix('or')(operands)),
  not: ([operand]) => sql`not ${operand}`,
  plus: infix('+'),
  minus: infix('-'),
  times: infix('*'),
  lower: call('lower'),
  upper: call('upper'),
  length: call('length'),
  coalesce: call('coalesce'),
  case: caseSql,
}

/** Their operands are arguments or stand between words, so they need no parentheses of their own. */
const DELIMITED: ReadonlySet<Operator> = new Set(['lower', 'upper', 'length', 'coalesce', 'case'])

function operationSql(node: OperationNode, around: Surroundings): Fragment {
  const operands = flattened(node).map((operand) => {
    const fragment = expressionSql(operand, around)
    const delimited = DELIMITED.has(node.operator) || operand.type !== 'operation'
    return delimited || DELIMITED.has(operand.operator) ? fragment : sql`(${fragment})`
  })
  const compared = isComparison(node.operator) && node.operands.some(isDecimal)
  return TEMPLATES[node.operator](compared ? operands.map(asNumber) : operands)
}

/** `a and (b and c)` says the same as `a and b and c`. */
function flattened(node: OperationNode): readonly ExpressionNode[] {
  if (node.operator !== 'and' && node.operator !== 'or') return node.operands
  return node.operands.flatMap((operand) =>
    operand.type === 'operation' &&
    operand.operator === node.operator &&
    operand.operands.length > 0
      ? flattened(operand)
      : [operand],
  )
}

function aggregateSql(node: AggregateNode, around: Surroundings): Fragment {
  if (node.operand === null) return sql`count(*)`
  const operand = expressionSql(node.operand, around)
  return sql`${sql.raw(node.function)}(${sql.raw(node.distinct ? 'distinct ' : '')}${operand})`
}

function caseSql(operands: readonly Fragment[]): Fragment {
  const branches: Fragment[] = []
  for (let i = 0; i + 1 < operands.length; i += 2) {
    branches.push(sql`when ${operands[i]} then ${operands[i + 1]}`)
  }
  return sql`case ${sql.join(branches, sql` `)} else ${operands.at(-1)} end`
}

function isComparison(operator: Operator): boolean {
  return ['gt', 'gte', 'lt', 'lte', 'between'].includes(operator)
}

function isDecimal(node: ExpressionNode): boolean {
  return node.type === 'column' && node.column.kind === 'decimal'
}

/** Decimals are kept as text, which would compare '10' before '9'. Exact to 15 digits. */
export function asNumber(operand: Fragment): Fragment {
  return sql`cast(${operand} as real)`
}

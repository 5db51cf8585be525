/**
 * Values that depend on the row: `coalesce` and `when ... otherwise` (CASE in SQL).
 */
import type { Expression, ExpressionOf } from './expression.ts'
import type { ExpressionNode, ValueKind } from './expression-node.ts'
import { conditionNode, ExpressionValue, operandNode, operation } from './expression-value.ts'
import { QueryError } from './query-error.ts'

type Scalar = string | number | boolean | null

/** A literal stands for its widened type: 3 for number, so that the results of branches compare. */
type Widened<Value> = Value extends number
  ? number
  : Value extends boolean
    ? boolean
    : Value extends string
      ? string
      : null

type ValueOfOperand<Given> =
  Given extends Expression<infer Value> ? Value : Widened<Exclude<Given, Expression>>

/** The first value that is not NULL: `coalesce(hotel.stars, 0)`. */
export function coalesce<First, Fallback extends Scalar | Expression>(
  first: Expression<First>,
  fallback: Fallback,
): ExpressionOf<NonNullable<First> | ValueOfOperand<Fallback>> {
  const operands = [nodeOf(first['~kind'], first), nodeOf(first['~kind'], fallback)]
  return typed(operation('coalesce', operands, first['~kind']))
}

/** Branches of a CASE; `otherwise` ends it. */
export interface Branches<Value> {
  when<Then extends Scalar | Expression>(
    condition: Expression<boolean | null>,
    value: Then,
  ): Branches<Value | ValueOfOperand<Then>>
  otherwise<Else extends Scalar | Expression>(
    value: Else,
  ): ExpressionOf<Value | ValueOfOperand<Else>>
}

/** The value of the first branch whose condition is true: `when(a, 1).when(b, 2).otherwise(0)`. */
export function when<Then extends Scalar | Expression>(
  condition: Expression<boolean | null>,
  value: Then,
): Branches<ValueOfOperand<Then>> {
  const kind = kindOf(value)
  return branches([conditionNode(condition), nodeOf(kind, value)], kind)
}

function branches<Value>(operands: readonly ExpressionNode[], kind: ValueKind): Branches<Value> {
  return {
    when: (condition, value) =>
      branches([...operands, conditionNode(condition), nodeOf(kind, value)], kind),
    otherwise: (value) => typed(operation('case', [...operands, nodeOf(kind, value)], kind)),
  }
}

function nodeOf(kind: ValueKind, value: unknown): ExpressionNode {
  return operandNode(kind, value, 'a value chosen by the row')
}

function kindOf(value: unknown): ValueKind {
  if (value instanceof ExpressionValue) return value['~kind']
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'text'
  throw new QueryError(
    'query-invalid',
    'The first branch of when() must have a value that is not null: it decides the type of the others.',
  )
}

/** An ExpressionValue has the methods of every kind of expression; the type offers those that fit. */
function typed<Value>(expression: ExpressionValue): ExpressionOf<Value> {
  return expression as unknown as ExpressionOf<Value>
}

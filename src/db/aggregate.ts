/**
 * Aggregates: one value about many rows, for `aggregate`, `having` and `orderBy` of groups.
 *
 * Over no rows at all, count is 0 and the others are NULL. A group always has rows, so there a `sum` of a
 * column without NULLs is a number; `aggregate` without `groupBy` types it as `number | null`.
 */
import type { Expression, ExpressionOf, NumberExpression } from './expression.ts'
import type { AggregateNode, ValueKind } from './expression-node.ts'
import { ExpressionValue } from './expression-value.ts'
import { QueryError } from './query-error.ts'

/** An aggregate that is NULL over no rows; `Value` is what it is over some. */
export type Aggregate<Value> = ExpressionOf<Value | null> & { readonly '~grouped'?: Value }

/** What an output is worth in a query with `groupBy`. */
export type GroupedValue<Output> = Output extends { readonly '~grouped'?: infer Value }
  ? '~grouped' extends keyof Output
    ? Exclude<Value, undefined>
    : ValueOfExpression<Output>
  : ValueOfExpression<Output>

type ValueOfExpression<Output> = Output extends Expression<infer Value> ? Value : never

export interface AggregateOptions {
  /** Counts or adds equal values once. Default false. */
  readonly distinct?: boolean
}

/** How many rows there are, or in how many of them `operand` is not NULL. */
export function count(operand?: Expression, options: AggregateOptions = {}): NumberExpression {
  return aggregate('count', operand ?? null, options, 'integer')
}

export function sum<Value extends number | null>(
  operand: Expression<Value>,
  options: AggregateOptions = {},
): Aggregate<Value> {
  return aggregate('sum', operand, options, 'number') as unknown as Aggregate<Value>
}

/** The mean; a fraction. */
export function avg<Value extends number | null>(
  operand: Expression<Value>,
  options: AggregateOptions = {},
): Aggregate<Value> {
  return aggregate('avg', operand, options, 'number') as unknown as Aggregate<Value>
}

export function min<Value>(operand: Expression<Value>): Aggregate<Value> {
  return aggregate('min', operand, {}, operand['~kind']) as unknown as Aggregate<Value>
}

export function max<Value>(operand: Expression<Value>): Aggregate<Value> {
  return aggregate('max', operand, {}, operand['~kind']) as unknown as Aggregate<Value>
}

// The casts above are sound: an ExpressionValue has the methods of every kind of expression, and the
// types offer only those that fit the value.
function aggregate(
  name: AggregateNode['function'],
  operand: Expression | null,
  options: AggregateOptions,
  kind: ValueKind,
): ExpressionValue {
  if (operand !== null && !(operand instanceof ExpressionValue)) {
    throw new QueryError(
      'query-invalid',
      `${name}() takes an expression, such as room.price.amount.`,
    )
  }
  if (operand?.['~kind'] === 'decimal' && name !== 'count') {
    throw new QueryError(
      'query-invalid',
      `${name}() of a decimal would round it. Store minor units as integers, or compute with sql\`\`.`,
    )
  }
  const node: AggregateNode = {
    type: 'aggregate',
    function: name,
    distinct: options.distinct === true,
    operand: operand?.['~node'] ?? null,
  }
  return new ExpressionValue(node, kind)
}

/**
 * The one class behind every expression. Its interfaces in expression.ts decide which methods a
 * column of a type has.
 *
 * Only an instance counts as an expression: whatever JSON a request carries, it is a plain object, and
 * an object where a scalar belongs is refused (the fault behind CVE-2026-34220 and CVE-2025-60542).
 */
import type { Expression, Order, OrderOptions } from './expression.ts'
import type { ExpressionNode, Operator, OrderTerm, ValueKind } from './expression-node.ts'
import { QueryError } from './query-error.ts'
import { checkValue } from './value.ts'

export class ExpressionValue implements Expression {
  // Named as no field can be: a reference has the properties of the other model's columns beside these.
  readonly '~node': ExpressionNode
  readonly '~kind': ValueKind

  constructor(node: ExpressionNode, kind: ValueKind) {
    this['~node'] = node
    this['~kind'] = kind
  }

  eq(other: unknown): ExpressionValue {
    return this.#compare('eq', other)
  }
  ne(other: unknown): ExpressionValue {
    return this.#compare('ne', other)
  }
  gt(other: unknown): ExpressionValue {
    return this.#compare('gt', other)
  }
  gte(other: unknown): ExpressionValue {
    return this.#compare('gte', other)
  }
  lt(other: unknown): ExpressionValue {
    return this.#compare('lt', other)
  }
  lte(other: unknown): ExpressionValue {
    return this.#compare('lte', other)
  }
  between(low: unknown, high: unknown): ExpressionValue {
    return operation('between', [this['~node'], this.#operand(low), this.#operand(high)], 'boolean')
  }
  in(values: readonly unknown[]): ExpressionValue {
    return operation('in', [this['~node'], this.#list(values)], 'boolean')
  }
  notIn(values: readonly unknown[]): ExpressionValue {
    return operation('notIn', [this['~node'], this.#list(values)], 'boolean')
  }
  isNull(): ExpressionValue {
    return operation('isNull', [this['~node']], 'boolean')
  }
  isNotNull(): ExpressionValue {
    return operation('isNotNull', [this['~node']], 'boolean')
  }

  like(pattern: string): ExpressionValue {
    return operation('like', [this['~node'], this.#operand(pattern)], 'boolean')
  }
  startsWith(text: string): ExpressionValue {
    return this.like(`${escapePattern(text)}%`)
  }
  endsWith(text: string): ExpressionValue {
    return this.like(`%${escapePattern(text)}`)
  }
  contains(text: string): ExpressionValue {
    return this.like(`%${escapePattern(text)}%`)
  }
  lower(): ExpressionValue {
    return operation('lower', [this['~node']], 'text')
  }
  upper(): ExpressionValue {
    return operation('upper', [this['~node']], 'text')
  }
  length(): ExpressionValue {
    return operation('length', [this['~node']], 'integer')
  }

  plus(other: unknown): ExpressionValue {
    return operation('plus', [this['~node'], operandNode('number', other, 'plus()')], 'number')
  }
  minus(other: unknown): ExpressionValue {
    return operation('minus', [this['~node'], operandNode('number', other, 'minus()')], 'number')
  }
  times(other: unknown): ExpressionValue {
    return operation('times', [this['~node'], operandNode('number', other, 'times()')], 'number')
  }

  and(other: unknown): ExpressionValue {
    return operation('and', [this['~node'], conditionNode(other)], 'boolean')
  }
  or(other: unknown): ExpressionValue {
    return operation('or', [this['~node'], conditionNode(other)], 'boolean')
  }
  not(): ExpressionValue {
    return operation('not', [this['~node']], 'boolean')
  }

  asc(options: OrderOptions = {}): OrderValue {
    return new OrderValue({ ...this.#ordered(), direction: 'asc', nulls: options.nulls ?? 'first' })
  }
  desc(options: OrderOptions = {}): OrderValue {
    return new OrderValue({ ...this.#ordered(), direction: 'desc', nulls: options.nulls ?? 'last' })
  }

  #ordered(): { node: ExpressionNode; kind: ValueKind } {
    return { node: this['~node'], kind: this['~kind'] }
  }

  #compare(operator: Operator, other: unknown): ExpressionValue {
    return operation(operator, [this['~node'], this.#operand(other)], 'boolean')
  }

  #operand(other: unknown): ExpressionNode {
    if (other === null) {
      throw new QueryError(
        'query-invalid',
        `A comparison of ${subjectOf(this['~node'])} with null is never true in SQL. Use isNull() or isNotNull().`,
      )
    }
    return operandNode(this['~kind'], other, subjectOf(this['~node']))
  }

  #list(values: readonly unknown[]): ExpressionNode {
    const subject = subjectOf(this['~node'])
    if (!Array.isArray(values)) {
      throw new QueryError('query-invalid', `in() of ${subject} takes an array of values.`)
    }
    for (const value of values) checkValue(this['~kind'], value, subject)
    return { type: 'literal', kind: this['~kind'], list: true, value: values }
  }
}

/** The order by one expression; it has no other use. */
export class OrderValue implements Order {
  readonly order: OrderTerm

  constructor(order: OrderTerm) {
    this.order = order
  }
}

export function operation(
  operator: Operator,
  operands: readonly ExpressionNode[],
  kind: ValueKind,
): ExpressionValue {
  return new ExpressionValue({ type: 'operation', operator, operands }, kind)
}

/** The node of an expression, or of a literal that is a value of `kind` (null allowed). */
export function operandNode(kind: ValueKind, other: unknown, subject: string): ExpressionNode {
  if (other instanceof ExpressionValue) return other['~node']
  if (other !== null) checkValue(kind, other, subject)
  return { type: 'literal', kind, list: false, value: other }
}

/** The node of what `where` or a connective was given. Throws QueryError for anything else. */
export function conditionNode(condition: unknown): ExpressionNode {
  if (condition instanceof ExpressionValue && condition['~kind'] === 'boolean')
    return condition['~node']
  throw new QueryError(
    'query-invalid',
    'A condition must be an expression that is true or false, such as hotel.stars.gte(4). ' +
      'Plain objects are not conditions, so that request data cannot become one.',
  )
}

/** How messages name the left side of a comparison. */
export function subjectOf(node: ExpressionNode): string {
  if (node.type !== 'column') return 'an expression'
  return `field "${node.column.property}" of model "${node.scope.model.name}"`
}

const ESCAPED = /[!%_]/g

/** The compiler writes `escape '!'`: a backslash would mean something else in MariaDB's literals. */
function escapePattern(text: string): string {
  if (typeof text !== 'string') {
    throw new QueryError('query-invalid', 'startsWith(), endsWith() and contains() take text.')
  }
  return text.replace(ESCAPED, '!$&')
}

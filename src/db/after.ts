/**
 * Keyset pagination: the condition "strictly after the row with these sort values".
 *
 * For `order by a, b desc` it is `a >= :a and (a > :a or (a = :a and b < :b))`. The first comparison
 * adds nothing logically; it lets the database seek in an index on `a` instead of reading from the start.
 */
import { type ExpressionNode, mayBeNull, type Operator, type OrderTerm } from './expression-node.ts'
import { subjectOf } from './expression-value.ts'
import { QueryError } from './query-error.ts'
import { checkValue } from './value.ts'

/** Throws QueryError when there is not one value for each term of the order. */
export function afterNode(
  order: readonly OrderTerm[],
  sortKey: readonly unknown[],
): ExpressionNode {
  if (order.length === 0 || sortKey.length !== order.length) {
    throw new QueryError(
      'query-invalid',
      `after() was given ${sortKey.length} values for an order by ${order.length} expressions. ` +
        'Call orderBy() first and give one value for each of its terms.',
    )
  }
  const terms = order.map((term, i) => termNodes(term, sortKey[i]))
  const chain = terms.reduceRight(
    (rest: ExpressionNode | null, { beyond, tie }) =>
      rest === null ? beyond : node('or', [beyond, node('and', [tie, rest])]),
    null,
  )
  const [first] = terms
  // Both exist: the order has at least one term.
  if (chain === null || first === undefined) return node('and', [])
  return terms.length === 1 ? chain : node('and', [first.from, chain])
}

interface TermNodes {
  /** Strictly after the value, by this term alone. */
  readonly beyond: ExpressionNode
  readonly tie: ExpressionNode
  readonly from: ExpressionNode
}

function termNodes(term: OrderTerm, value: unknown): TermNodes {
  return value === null ? afterNull(term) : afterValue(term, value)
}

function afterNull(term: OrderTerm): TermNodes {
  const tie = node('isNull', [term.node])
  if (term.nulls === 'last') return { beyond: node('or', []), tie, from: tie }
  return { beyond: node('isNotNull', [term.node]), tie, from: node('and', []) }
}

function afterValue(term: OrderTerm, value: unknown): TermNodes {
  checkValue(term.kind, value, subjectOf(term.node))
  // One literal for all three, so that it is bound as one value.
  const literal: ExpressionNode = { type: 'literal', kind: term.kind, list: false, value }
  const [greater, from]: [Operator, Operator] =
    term.direction === 'asc' ? ['gt', 'gte'] : ['lt', 'lte']
  const withNulls = (comparison: ExpressionNode): ExpressionNode =>
    term.nulls === 'last' && mayBeNull(term.node)
      ? node('or', [comparison, node('isNull', [term.node])])
      : comparison
  return {
    beyond: withNulls(node(greater, [term.node, literal])),
    tie: node('eq', [term.node, literal]),
    from: withNulls(node(from, [term.node, literal])),
  }
}

function node(operator: Operator, operands: readonly ExpressionNode[]): ExpressionNode {
  return { type: 'operation', operator, operands }
}

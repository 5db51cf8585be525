/**
 * Conditions put together from lists, as filters that a program collects one by one.
 */
import type { Condition, Expression } from './expression.ts'
import { conditionNode, operation } from './expression-value.ts'

/** True where all of them are; of an empty list, everywhere. */
export function and(...conditions: readonly Expression<boolean | null>[]): Condition {
  return connective('and', conditions)
}

/** True where any of them is; of an empty list, nowhere. */
export function or(...conditions: readonly Expression<boolean | null>[]): Condition {
  return connective('or', conditions)
}

/** True where the condition is false; where it is unknown (NULL), so is this. */
export function not(condition: Expression<boolean | null>): Condition {
  return operation('not', [conditionNode(condition)], 'boolean')
}

function connective(
  operator: 'and' | 'or',
  conditions: readonly Expression<boolean | null>[],
): Condition {
  return operation(operator, conditions.map(conditionNode), 'boolean')
}

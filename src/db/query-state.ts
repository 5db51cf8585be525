/**
 * What a query says, as plain readonly data: the input of shapes and plans.
 */
import type { ExpressionNode, LiteralNode, OrderTerm, ValueKind } from './expression-node.ts'
import type { Many } from './many.ts'
import type { ModelMetadata } from './model.ts'
import type { Reference } from './reference.ts'

export interface QueryState {
  readonly model: ModelMetadata
  /** All of them hold. */
  readonly where: readonly ExpressionNode[]
  readonly order: readonly OrderTerm[]
  readonly limit: LiteralNode | null
  readonly offset: LiteralNode | null
  readonly distinct: boolean
  /** Properties of the row; null: all of them. */
  readonly select: readonly string[] | null
  readonly include: readonly IncludeState[]
  /** The columns of an aggregate query; null: rows of the model. */
  readonly outputs: readonly Output[] | null
  readonly groups: readonly ExpressionNode[]
  readonly having: readonly ExpressionNode[]
  /** Whether the rows come with the values that they are ordered by, to continue after the last. */
  readonly keyed: boolean
}

export interface IncludeState {
  readonly property: string
  readonly field: Reference | Many
  readonly state: QueryState
}

export interface Output {
  readonly name: string
  readonly node: ExpressionNode
  readonly kind: ValueKind
}

/** All rows of `model`. */
export function initialState(model: ModelMetadata): QueryState {
  return {
    model,
    where: [],
    order: [],
    limit: null,
    offset: null,
    distinct: false,
    select: null,
    include: [],
    outputs: null,
    groups: [],
    having: [],
    keyed: false,
  }
}

/**
 * The tree that expressions build: plain data, made once and never changed.
 *
 * Names in it are columns of a model's metadata, operators are of a closed list, and everything that a
 * program or a request supplies is a literal, which is always bound and never becomes SQL text.
 */
import type { Column, ColumnKind } from './column.ts'
import type { ModelMetadata } from './model.ts'
import { QueryError } from './query-error.ts'

/** `number` is the result of arithmetic and aggregates: an integer or a fraction. */
export type ValueKind = ColumnKind | 'number'

export type ExpressionNode = ColumnNode | LiteralNode | OperationNode | RelatedNode | AggregateNode

/** A column of the row that `scope` stands for. */
export interface ColumnNode {
  readonly type: 'column'
  readonly scope: Scope
  readonly column: Column
}

export interface LiteralNode {
  readonly type: 'literal'
  readonly kind: ValueKind
  /** True when `value` is a list of values of `kind`, bound as one. */
  readonly list: boolean
  readonly value: unknown
}

export interface OperationNode {
  readonly type: 'operation'
  readonly operator: Operator
  readonly operands: readonly ExpressionNode[]
}

/** What is said about the rows that point back at one: whether there are any, or how many. */
export interface RelatedNode {
  readonly type: 'related'
  readonly ask: 'exists' | 'count'
  readonly scope: Scope
  readonly condition: ExpressionNode | null
}

export interface AggregateNode {
  readonly type: 'aggregate'
  readonly function: 'count' | 'sum' | 'min' | 'max' | 'avg'
  readonly distinct: boolean
  /** Null: count of the rows themselves. */
  readonly operand: ExpressionNode | null
}

export type Operator =
  | ('eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'notIn' | 'between' | 'like')
  | ('isNull' | 'isNotNull' | 'and' | 'or' | 'not')
  | ('plus' | 'minus' | 'times' | 'lower' | 'upper' | 'length' | 'coalesce')
  /** Operands: condition, value, condition, value, ..., otherwise. */
  | 'case'

/**
 * Whose columns are meant: the rows a query is about, a row that one of them refers to (joined), or
 * a row that points back (in a subquery). Compared by identity.
 */
export interface Scope {
  readonly model: ModelMetadata
  readonly via: 'root' | 'reference' | 'many'
  readonly parent: Scope | null
  /** The property of the parent's model that leads here; empty for a root. */
  readonly property: string
  /** The column that refers: of the parent's table for a reference, of this one's for `many`. */
  readonly link: Column | null
}

export interface OrderTerm {
  readonly node: ExpressionNode
  readonly direction: 'asc' | 'desc'
  readonly nulls: 'first' | 'last'
  readonly kind: ValueKind
}

/** Whether a row may have NULL here: a nullable column, or any column behind a nullable reference. */
export function mayBeNull(node: ExpressionNode): boolean {
  if (node.type !== 'column') return node.type !== 'literal' || node.value === null
  return node.column.nullable || isOptional(node.scope)
}

/** Whether the row that `scope` stands for may be missing. */
export function isOptional(scope: Scope): boolean {
  if (scope.via !== 'reference' || scope.parent === null) return false
  return scope.link?.nullable === true || isOptional(scope.parent)
}

/** The error for a column of rows that the query is not about. */
export function foreignScope(scope: Scope): QueryError {
  return new QueryError(
    'query-invalid',
    `A query uses a column of "${scope.model.name}", whose rows it is not about. ` +
      'Use only the row that the callback is given.',
  )
}

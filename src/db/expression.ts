/**
 * Expressions over columns: what `where`, `orderBy`, `aggregate` and `update` are given.
 *
 * `hotel.stars.gte(4).and(hotel.city.name.eq(name))` builds a tree; nothing is computed in JavaScript
 * and values are always bound. A value may be a literal of the column's type or another expression.
 */
import type { Decimal, Instant, LocalDate } from '../schema/index.ts'
import type { ExpressionNode, OrderTerm, ValueKind } from './expression-node.ts'

/** An expression whose value in SQL is a `Value`; null in it means that it may be NULL. */
export interface Expression<Value = unknown> {
  /** Never set: carries the type. */
  readonly '~value'?: Value
  readonly '~node': ExpressionNode
  readonly '~kind': ValueKind
}

export type Operand<Value> = NonNullable<Value> | Expression<Value | null>

/** What can be asked of any column. A comparison with NULL is never true; ask `isNull()`. */
export interface AnyExpression<Value> extends Expression<Value> {
  eq(other: Operand<Value>): Condition
  ne(other: Operand<Value>): Condition
  /** True for no row when the list is empty. One bound value, however long the list is. */
  in(values: readonly NonNullable<Value>[]): Condition
  notIn(values: readonly NonNullable<Value>[]): Condition
  isNull(): Condition
  isNotNull(): Condition
  /** NULL sorts first in ascending and last in descending order, on every database. */
  asc(options?: OrderOptions): Order
  desc(options?: OrderOptions): Order
}

export interface OrderedExpression<Value> extends AnyExpression<Value> {
  gt(other: Operand<Value>): Condition
  gte(other: Operand<Value>): Condition
  lt(other: Operand<Value>): Condition
  lte(other: Operand<Value>): Condition
  /** Both ends included. */
  between(low: Operand<Value>, high: Operand<Value>): Condition
}

export interface NumberExpression<
  Value extends number | null = number,
> extends OrderedExpression<Value> {
  plus<Other extends number | null>(
    other: Other | Expression<Other>,
  ): NumberExpression<number | Extract<Value | Other, null>>
  minus<Other extends number | null>(
    other: Other | Expression<Other>,
  ): NumberExpression<number | Extract<Value | Other, null>>
  times<Other extends number | null>(
    other: Other | Expression<Other>,
  ): NumberExpression<number | Extract<Value | Other, null>>
}

export interface TextExpression<
  Value extends string | null = string,
> extends OrderedExpression<Value> {
  /**
   * `%` stands for any text, `_` for one character, and `!` in front of them or of itself takes them
   * literally. Ignores case (on SQLite, of a-z only).
   */
  like(pattern: string): Condition
  /** The text is taken literally: `%` and `_` in it mean themselves. Ignores case as `like` does. */
  startsWith(text: string): Condition
  endsWith(text: string): Condition
  contains(text: string): Condition
  lower(): TextExpression<Value>
  upper(): TextExpression<Value>
  /** In characters. */
  length(): NumberExpression<number | Extract<Value, null>>
}

/** An expression that is true, false or unknown (NULL); `where` keeps the rows where it is true. */
export interface Condition<
  Value extends boolean | null = boolean | null,
> extends AnyExpression<Value> {
  and(other: Expression<boolean | null>): Condition
  or(other: Expression<boolean | null>): Condition
  not(): Condition
}

/** JSON and other values that are stored as one text: only their presence can be asked. */
export interface OpaqueExpression<Value> extends Expression<Value> {
  isNull(): Condition
  isNotNull(): Condition
}

export interface MoneyExpression<Null extends null = never> {
  /** In minor units of the currency. */
  readonly amount: NumberExpression<number | Null>
  /** ISO 4217. */
  readonly currency: TextExpression<string | Null>
  isNull(): Condition
  isNotNull(): Condition
}

/** The expression that fits a value. */
export type ExpressionOf<Value> = [NonNullable<Value>] extends [boolean]
  ? Condition<Extract<Value, boolean | null>>
  : [NonNullable<Value>] extends [number]
    ? NumberExpression<Extract<Value, number | null>>
    : [NonNullable<Value>] extends [Decimal | Instant | LocalDate]
      ? OrderedExpression<Value>
      : [NonNullable<Value>] extends [string]
        ? TextExpression<Extract<Value, string | null>>
        : [NonNullable<Value>] extends [{ readonly amount: number; readonly currency: string }]
          ? MoneyExpression<Extract<Value, null>>
          : OpaqueExpression<Value>

export interface OrderOptions {
  readonly nulls?: 'first' | 'last'
}

export interface Order {
  readonly order: OrderTerm
}

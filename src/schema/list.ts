/**
 * A list of values of one field, in order.
 *
 * In a query or a form a name that repeats is a list, and with a `separator` also one text such as
 * `5,9`. Nothing given means the empty list, since a form sends nothing when nothing is chosen.
 */
import { checkBounds } from './bounds.ts'
import {
  type DefaultOf,
  defineField,
  type Field,
  type FieldWith,
  type ValueOf,
  type ValueOptions,
} from './field.ts'
import { describeField } from './json-schema.ts'
import { type Schema, validatorsOf } from './validator.ts'

export interface ListOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
> extends ValueOptions<Nullable, Default> {
  /** Items at least. Default 0. */
  readonly min?: number
  /** Items at most. Default 1000: no list of a request is without bound. */
  readonly max?: number
  /** What one text is split at. Default: one text is one item. */
  readonly separator?: string
}

/** Throws PorticoError `field-option-invalid`. */
export function list<
  Item extends Field,
  Nullable extends boolean = false,
  Default extends DefaultOf<ValueOf<NoInfer<Item>>[]> = undefined,
>(
  item: Item,
  options: ListOptions<Nullable, Default> = {},
): ListField<ValueOf<Item>[], Nullable, Default> {
  const { min = 0, max = 1000, separator, ...common } = options
  checkBounds('list', 0, min, max)
  const jsonSchema = {
    type: 'array',
    items: describeField(item),
    ...(min > 0 && { minItems: min }),
    maxItems: max,
  } as const
  const rules = {
    kind: 'list',
    jsonSchema,
    item,
    ...(separator !== undefined && { separator }),
  } as const
  const field = defineField<ValueOf<Item>[], Nullable, Default>(rules, common)
  return { ...field, ...validatorsOf(field) }
}

export type ListField<Items, Nullable extends boolean, Default> = FieldWith<
  Items,
  Nullable,
  Default,
  false
> &
  Schema<true extends Nullable ? Items | null : Items>

/**
 * A reference: the property whose value is the key of a row of another model, or of its own.
 *
 * The column is named after the property, `city` -> `city_id`. The other model is given by a function
 * because it may be declared later in the file, or in a file that imports this one.
 */
import type { ModelMetadata } from './model.ts'

export type OnDelete = 'restrict' | 'cascade' | 'set-null'

export interface ReferenceOptions<
  Nullable extends boolean = boolean,
  Key extends boolean = boolean,
> {
  /**
   * What happens to this row when the other one is deleted. Default `restrict`: deleting it is refused.
   * `set-null` needs `nullable: true`.
   */
  readonly onDelete?: OnDelete
  /** Whether the row may point at nothing. Default false. */
  readonly nullable?: Nullable
  /** Whether it is (part of) the primary key. Default false. */
  readonly key?: Key
  /** Whether at most one row may point at each other row (one to one). Default false. */
  readonly unique?: boolean
  /**
   * Whether the rows that point at one row are found by an index. Default true, unless something else
   * of the model begins with the column; false saves space where nobody looks from that side and rows
   * referred to are hardly ever deleted.
   */
  readonly index?: boolean
  readonly label?: string
  readonly help?: string
}

export interface Reference<
  Target extends ModelMetadata = ModelMetadata,
  Nullable extends boolean = boolean,
  Key extends boolean = boolean,
> {
  readonly kind: 'reference'
  readonly target: () => Target
  readonly onDelete: OnDelete
  readonly nullable: Nullable
  readonly optional: Nullable
  readonly key: Key
  readonly unique: boolean
  readonly index: boolean
  readonly readOnly: false
  readonly default: undefined
  readonly label: string | undefined
  readonly help: string | undefined
}

/**
 * Points at one row of `target`: `city: reference(() => City)`. When two models point at each other, or
 * one at itself, TypeScript asks for one more step, a function around it:
 * `parent: () => reference(Category, { nullable: true })`.
 */
export function reference<
  Target extends ModelMetadata,
  Nullable extends boolean = false,
  Key extends boolean = false,
>(
  target: Target | (() => Target),
  options: ReferenceOptions<Nullable, Key> = {},
): Reference<Target, Nullable, Key> {
  const nullable = options.nullable === true
  const reference: Reference = {
    kind: 'reference',
    target: typeof target === 'function' ? target : () => target,
    onDelete: options.onDelete ?? 'restrict',
    nullable,
    optional: nullable,
    key: options.key === true,
    unique: options.unique === true,
    index: options.index !== false,
    readOnly: false,
    default: undefined,
    label: options.label,
    help: options.help,
  }
  // Nullable and Key are the types of the options that were just copied, or false without them.
  return reference as Reference<Target, Nullable, Key>
}

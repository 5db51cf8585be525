/**
 * The other direction of a reference: the rows that point at this one. It has no column.
 *
 * Declared as a function, `rooms: () => many(RoomType, 'hotel')`, so that two models may name each
 * other and TypeScript still infers both.
 */
import type { ModelMetadata } from './model.ts'
import type { ReferenceName } from './row.ts'

export interface Many<Target extends ModelMetadata = ModelMetadata> {
  readonly kind: 'many'
  readonly target: () => Target
  /** The property of the other model that points back. */
  readonly by: string
  readonly label: string | undefined
}

export interface ManyOptions {
  readonly label?: string
}

/** The rows of `target` whose reference `by` is this row. */
export function many<Target extends ModelMetadata>(
  target: Target | (() => Target),
  by: ReferenceName<Target>,
  options: ManyOptions = {},
): Many<Target> {
  return {
    kind: 'many',
    target: typeof target === 'function' ? target : () => target,
    by,
    label: options.label,
  }
}

/**
 * A typed name for what a battery adds to an app or to one request.
 *
 * The battery exports a function such as `database(ctx)` that reads its own key, so contexts need
 * neither global declaration merging nor types that grow with every `app.use`.
 */
export interface ContextKey<Value> {
  readonly name: string
  /** Never set: carries the type. */
  readonly '~value'?: Value
}

export function contextKey<Value>(name: string): ContextKey<Value> {
  return { name }
}

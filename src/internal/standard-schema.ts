/**
 * Standard Schema v1 (standardschema.dev): the interface that zod, valibot, arktype and Portico's
 * own schemas share, so that any of them may validate a query, a body or a form.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/**
 * A schema that can also read values which arrive as text (query strings, forms, path parameters):
 * `fromText` accepts `"3"` where the schema itself wants `3`, and a list where a name repeats.
 */
export interface TextSchema<Output = unknown> {
  readonly fromText: StandardSchema<unknown, Output>
}

/**
 * The types of `include`: which relations a model has, and the rows that asking for them gives.
 */
import type { Many } from './many.ts'
import type { ModelMetadata } from './model.ts'
import type { Query, Selection } from './query.ts'
import type { Reference } from './reference.ts'
import type { FieldsOf, Member, Row } from './row.ts'

/** `true` for all of it, or a function that says which rows and what of them. */
export type IncludeMap<Described extends ModelMetadata> = {
  readonly [Name in RelationName<Described>]?: IncludeOf<TargetOf<Described, Name>>
}

export type IncludeOf<Target extends ModelMetadata> =
  | true
  | ((rows: Query<Target>) => Selection<unknown>)

/** What the included properties become. */
export type IncludedRows<Described extends ModelMetadata, Asked> = {
  readonly [Name in keyof Asked & RelationName<Described>]: Included<
    Member<FieldsOf<Described>[Name]>,
    RowAsked<TargetOf<Described, Name>, Asked[Name]>
  >
}

type Included<Described, Result> =
  Described extends Reference<ModelMetadata, infer Nullable, boolean>
    ? Result | (Nullable extends true ? null : never)
    : readonly Result[]

type RowAsked<Target extends ModelMetadata, Asked> = Asked extends (
  ...rows: never
) => Selection<infer Result>
  ? Result
  : Row<Target>

/** The relations of a model: its references, and the rows that point back. */
export type RelationName<Described extends ModelMetadata> = RelationNameOf<FieldsOf<Described>>

type RelationNameOf<Fields> = {
  [Name in keyof Fields]: Member<Fields[Name]> extends Reference | Many ? Name : never
}[keyof Fields]

/** The model that a relation leads to. */
export type TargetOf<Described extends ModelMetadata, Name extends keyof FieldsOf<Described>> =
  Member<FieldsOf<Described>[Name]> extends {
    readonly target: () => infer Target extends ModelMetadata
  }
    ? Target
    : never

/**
 * What a resource is declared with, and the types that compare its names with those of the model.
 *
 * A name that the model does not have, an order by JSON, a search in numbers: none of them compiles.
 */
import type { JsonNames, ModelMetadata, RelationName, Row, TargetOf } from '../db/index.ts'

export interface ResourceOptions<
  Described extends ModelMetadata,
  Field extends FieldName<Described> = FieldName<Described>,
> {
  /** How names are spelled in JSON and in queries. Default `camelCase`: as in the model. */
  readonly names?: JsonNames
  /** What may be read, in the order of the JSON; the key is among them. All else stays private. */
  readonly fields: readonly Field[]
  /** Fields that rows may be filtered by, each with the operators of its kind. Default: none. */
  readonly filter?: readonly (NoInfer<Field> & ComparableName<Described>)[]
  /** Texts that `search=` looks into. Default: none, and no such parameter. */
  readonly search?: readonly (NoInfer<Field> & TextName<Described>)[]
  /** Fields that rows may be ordered by. Default: none; rows then come in the order of the key. */
  readonly order?: readonly (NoInfer<Field> & ComparableName<Described>)[]
  /** Relations that `expand=` may ask for, each with what may be read of its rows. Default: none. */
  readonly expand?: ExpandOptions<Described>
  /** Rows of a page. Default 20, and 100 at most. */
  readonly limit?: LimitOptions
  /** Names the routes `<name>-list` and `<name>-item`, for `app.url()`. Default: no names. */
  readonly name?: string
}

export interface LimitOptions {
  readonly default?: number
  readonly max?: number
}

export type ExpandOptions<Described extends ModelMetadata> = {
  readonly [Name in RelationName<Described>]?:
    | readonly FieldName<TargetOf<Described, Name>>[]
    | RelationOptions<TargetOf<Described, Name>>
}

export interface RelationOptions<Target extends ModelMetadata> {
  readonly fields: readonly FieldName<Target>[]
  /** Relations of the related rows in turn. */
  readonly expand?: ExpandOptions<Target>
  /**
   * Rows for each parent, where there may be many: those with the lowest keys. Default 100. `all` is for
   * relations that are few by nature: it spares the database to count the rows of each parent.
   */
  readonly limit?: number | 'all'
}

/** Properties of a row, references by their key. */
export type FieldName<Described extends ModelMetadata> = keyof Row<Described> & string

/** Properties whose values have an order: neither money, which is two values, nor JSON. */
export type ComparableName<Described extends ModelMetadata> = NameOf<
  Row<Described>,
  string | number | boolean
>

/** Properties that hold free text: no choice, no date, no number. */
export type TextName<Described extends ModelMetadata> = {
  [Name in ComparableName<Described>]: string extends NonNullable<Row<Described>[Name]>
    ? Name
    : never
}[ComparableName<Described>]

type NameOf<Shape, Value> = {
  [Name in keyof Shape & string]: [NonNullable<Shape[Name]>] extends [Value] ? Name : never
}[keyof Shape & string]

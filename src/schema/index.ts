export {
  defineField,
  type Field,
  type FieldKind,
  type FieldOptions,
  type FieldRules,
  type Fields,
  type FieldWith,
  type InputOf,
  type RowOf,
  type ValueOf,
} from './field.ts'
export type { JsonSchema, JsonType } from './json-schema.ts'

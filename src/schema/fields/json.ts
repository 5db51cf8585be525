/**
 * Any JSON value in one column, described by another field or only by a type.
 *
 * `json({ schema })` checks and types what is inside. `json<Shape>()` only types it: a promise of the
 * program that nothing checks.
 */
import { parseJson } from '../../internal/index.ts'
import {
  type DefaultOf,
  defineField,
  type Field,
  type FieldWith,
  type ValueOf,
  type ValueOptions,
} from '../field.ts'
import type { JsonSchema } from '../json-schema.ts'

/** What JSON can hold, but for null, which a nullable field adds. */
export type Json = string | number | boolean | JsonArray | JsonObject
export type JsonArray = readonly (Json | null)[]
export interface JsonObject {
  readonly [name: string]: Json | null
}

interface Described<Inner extends Field, Nullable extends boolean, Default> extends ValueOptions<
  Nullable,
  Default
> {
  /** What is inside: `list(text())`, `object({...})`, ... */
  readonly schema: Inner
}

const ANY: JsonSchema = { type: ['object', 'array', 'string', 'number', 'boolean'] }
const NOT_JSON: unique symbol = Symbol('text that is not JSON') // refused by every type above

export function json<
  Inner extends Field,
  Nullable extends boolean = false,
  Default extends DefaultOf<ValueOf<NoInfer<Inner>>> = undefined,
>(options: Described<Inner, Nullable, Default>): FieldWith<ValueOf<Inner>, Nullable, Default, false>
export function json<Value = Json>(
  options: ValueOptions<true, DefaultOf<NoInfer<Value>>> & { readonly nullable: true },
): Field<Value | null, true, false>
export function json<Value = Json>(
  options: ValueOptions<false> & { readonly default: NoInfer<Value> | (() => NoInfer<Value>) },
): Field<Value, true, false>
export function json<Value = Json>(
  options?: ValueOptions<false, undefined>,
): Field<Value, false, false>
export function json(options: ValueOptions & { readonly schema?: Field } = {}): Field {
  const { schema, ...common } = options
  const { fields, item, normalize } = schema ?? {}
  return defineField<unknown, boolean, unknown>(
    {
      kind: 'json',
      jsonSchema: schema?.jsonSchema ?? ANY,
      ...(fields !== undefined && { fields }),
      ...(item !== undefined && { item }),
      ...(normalize !== undefined && { normalize }),
      readText,
    },
    common,
  )
}

function readText(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return NOT_JSON // parseJson throws nothing but SyntaxError
  }
}

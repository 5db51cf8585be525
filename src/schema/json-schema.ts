/**
 * The JSON Schema 2020-12 that fields are described in: only the keywords that Portico writes.
 *
 * Validator, OpenAPI document, form attributes and admin widgets all read this one description.
 */
import type { Field, Fields } from './field.ts'

export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[]
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly readOnly?: boolean
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  /** Unicode code points, not UTF-16 units. */
  readonly minLength?: number
  readonly maxLength?: number
  /** ECMA-262 with the flag `u`; not anchored unless it says so. */
  readonly pattern?: string
  readonly format?: string
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'

/** A field as a property of an object: its value's schema, with null, default, title and help. */
export function describeField(field: Field): JsonSchema {
  const { jsonSchema } = field
  return {
    ...jsonSchema,
    ...(field.nullable && orNull(jsonSchema)),
    ...(field.label !== undefined && { title: field.label }),
    ...(field.help !== undefined && { description: field.help }),
    ...(field.default !== undefined &&
      typeof field.default !== 'function' && { default: field.default }),
    ...(field.readOnly && { readOnly: true }),
  }
}

export function describeObject(fields: Fields): JsonSchema {
  const names = Object.keys(fields)
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, describeField(field)]),
    ),
    required: names.filter((name) => fields[name]?.optional !== true),
    additionalProperties: false,
  }
}

function orNull(schema: JsonSchema): JsonSchema {
  const types = schema.type === undefined ? [] : [schema.type].flat()
  return {
    type: [...types, 'null'],
    ...(schema.enum !== undefined && { enum: [...schema.enum, null] }),
  }
}

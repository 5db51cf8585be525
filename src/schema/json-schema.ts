/**
 * The JSON Schema 2020-12 that fields are described in: only the keywords that Portico writes.
 *
 * Validator, OpenAPI document, form attributes and admin widgets all read this one description.
 */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[]
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
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

/**
 * The validator of a field: draft the value, let Ajv judge the draft, explain what it refuses.
 *
 * Ajv compiles the field's JSON Schema to a function at first use (milliseconds, once). That function
 * stops at the first error; a second one, which finds all, is compiled when something is refused
 * for the first time and is kept from values so large that their errors would cost more than they
 * did to send.
 */
import { createRequire } from 'node:module'
import type { Ajv, ErrorObject, Options, ValidateFunction } from 'ajv'
import {
  PorticoError,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
  type TextSchema,
} from '../internal/index.ts'
import { type Drafter, drafterOf } from './draft.ts'
import type { Field } from './field.ts'
import { isEmail } from './fields/email.ts'
import { isUrl } from './fields/url.ts'
import { isUuid } from './fields/uuid.ts'
import { describeField, type JsonSchema } from './json-schema.ts'
import { cut, sentenceFor } from './messages.ts'
import { textDrafterOf } from './text-draft.ts'
import { isCurrency } from './values/currency.ts'
import { isInstant } from './values/instant.ts'
import { isLocalDate } from './values/local-date.ts'

/** A Standard Schema (v1) whose answer needs no `await`. */
export interface Validator<Output, Input = unknown> extends StandardSchema<Input, Output> {
  readonly '~standard': Omit<StandardSchema<Input, Output>['~standard'], 'validate'> & {
    readonly validate: (value: unknown) => StandardResult<Output>
  }
}

/** A validator of JSON values that also reads text and is described in JSON Schema 2020-12. */
export interface Schema<Output, Input = Output>
  extends Validator<Output, Input>, TextSchema<Output> {
  readonly fromText: Validator<Output>
  readonly jsonSchema: JsonSchema
}

const MAX_ISSUES = 20
const MAX_EXPLAINED = 10_000 // values, nested ones counted
const MAX_PATTERN_INPUT = 10_000 // UTF-16 units; no text with a pattern is honestly longer

const FORMATS: NonNullable<Options['formats']> = {
  currency: isCurrency,
  date: isLocalDate,
  'date-time': isInstant,
  email: isEmail,
  uri: isUrl,
  uuid: isUuid,
  // These two come with a pattern, which says all.
  decimal: true,
  slug: true,
}

let firstError: Ajv | undefined
let allErrors: Ajv | undefined

/** The two readers of a field: `~standard` for JSON values, `fromText` for texts. Both synchronous. */
export function validatorsOf<Output, Input>(
  field: Field,
): Omit<Schema<Output, Input>, 'jsonSchema'> {
  let compiled: ((draft: unknown) => readonly StandardIssue[] | null) | undefined
  const reader = (makeDrafter: (field: Field) => Drafter | null) => {
    let drafter: Drafter | null | undefined
    return {
      version: 1,
      vendor: 'portico',
      validate: (value: unknown): StandardResult<Output> => {
        drafter ??= makeDrafter(field) ?? ((given) => given)
        compiled ??= compile(field)
        const draft = drafter(value)
        const issues = compiled(draft)
        // The JSON Schema of a field refuses all but its values: the promise of defineField.
        return issues === null ? { value: draft as Output } : { issues }
      },
    } as const
  }
  return { '~standard': reader(drafterOf), fromText: { '~standard': reader(textDrafterOf) } }
}

function compile(field: Field): (draft: unknown) => readonly StandardIssue[] | null {
  firstError ??= createAjv({ allErrors: false })
  checkDefaults(field, firstError)
  const schema = describeField(field)
  const check = firstError.compile(schema)
  let explain: ValidateFunction | undefined
  return (draft) => {
    if (check(draft)) return null
    if (countValues(draft, 0) > MAX_EXPLAINED) return issuesOf(check.errors ?? [], draft)
    allErrors ??= createAjv({ allErrors: true })
    explain ??= allErrors.compile(schema)
    explain(draft)
    return issuesOf(explain.errors ?? [], draft)
  }
}

/** Loads Ajv when it is needed: a program may use models for long before it validates anything. */
function createAjv(options: Options): Ajv {
  // Ajv is CommonJS; this is its own type for what the module exports.
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv')
  return new Ajv({
    ...options,
    strict: true,
    allowUnionTypes: true,
    verbose: true,
    messages: false,
    // The schemas are our own, and the tests hold them against the metaschema of 2020-12.
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    formats: FORMATS,
    code: { regExp: Object.assign(boundedPattern, { code: 'new RegExp' }) },
  })
}

/** The pattern, but deaf to text of a length at which even a quadratic one would take seconds. */
function boundedPattern(
  source: string,
  flags: string,
): {
  test(text: string): boolean
  toString(): string
} {
  const pattern = new RegExp(source, flags)
  return {
    test: (text) => text.length <= MAX_PATTERN_INPUT && pattern.test(text),
    toString: () => String(pattern), // by which Ajv tells patterns apart
  }
}

/** Throws PorticoError `field-default-invalid`, lest clients be blamed for it. */
function checkDefaults(field: Field, ajv: Ajv, name = 'of the schema'): void {
  const { default: value, item, fields = {} } = field
  const isFixed = value !== undefined && value !== null && typeof value !== 'function'
  if (isFixed && !ajv.validate(field.jsonSchema, value)) {
    const [error] = ajv.errors ?? []
    throw new PorticoError(
      'field-default-invalid',
      `The ${field.kind} field ${name} has the default ${cut(JSON.stringify(value))}, which ` +
        `${error === undefined ? 'is not valid' : sentenceFor(error)}. Correct the default, or the rule.`,
    )
  }
  if (item !== undefined) checkDefaults(item, ajv, `in ${name}`)
  for (const [member, nested] of Object.entries(fields)) checkDefaults(nested, ajv, `"${member}"`)
}

/** One issue for each place, the first that Ajv found, and no more than people would read. */
function issuesOf(errors: readonly ErrorObject[], draft: unknown): readonly StandardIssue[] {
  const issues = new Map<string, StandardIssue>()
  for (const error of errors) {
    const member = error.params['missingProperty'] ?? error.params['additionalProperty']
    const place = member === undefined ? error.instancePath : `${error.instancePath}/${member}`
    if (issues.has(place)) continue
    const path = pathOf(error.instancePath, draft)
    if (member !== undefined) path.push(cut(String(member)))
    issues.set(place, { message: sentenceFor(error), path })
    if (issues.size === MAX_ISSUES) break
  }
  return [...issues.values()]
}

/** A JSON Pointer (RFC 6901) as names and, for lists, numbers. */
function pathOf(pointer: string, draft: unknown): (string | number)[] {
  let value = draft
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(value) ? Number(name) : name
      // The pointer was made by walking this very value.
      value = (value as Record<string | number, unknown>)[step]
      return step
    })
}

/** Values in all, lists and objects included; gives up soon after the limit. */
function countValues(value: unknown, before: number): number {
  let count = before + 1
  if (typeof value !== 'object' || value === null) return count
  for (const name in value) {
    if (count > MAX_EXPLAINED) return count
    count = countValues((value as Record<string, unknown>)[name], count) // for-in is the proof
  }
  return count
}

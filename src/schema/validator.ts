/**
 * The validator of a field: draft the value, let Ajv judge the draft, explain what it refuses.
 *
 * Ajv compiles the field's JSON Schema to a function at first use (milliseconds, once). That function
 * stops at the first error; a second one, which finds all, is compiled when something is refused
 * for the first time and is kept from values so large that their errors would cost more than they
 * did to send.
 */
import type { ValidateFunction } from 'ajv'
import {
  PorticoError,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
  type TextSchema,
} from '../internal/index.ts'
import { compileCheck, compileExplain } from './ajv.ts'
import { type Drafter, drafterOf } from './draft.ts'
import type { Field } from './field.ts'
import { describeField, type JsonSchema } from './json-schema.ts'
import { issuesOf } from './issues.ts'
import { cut, sentenceFor } from './messages.ts'
import { textDrafterOf } from './text-draft.ts'

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

const MAX_EXPLAINED = 10_000 // values, nested ones counted

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
  checkDefaults(field)
  const schema = describeField(field)
  const check = compileCheck(schema)
  let explain: ValidateFunction | undefined
  return (draft) => {
    if (check(draft)) return null
    if (countValues(draft, 0) > MAX_EXPLAINED) return issuesOf(check.errors ?? [], draft)
    explain ??= compileExplain(schema)
    explain(draft)
    return issuesOf(explain.errors ?? [], draft)
  }
}

/** Throws PorticoError `field-default-invalid`, lest clients be blamed for it. */
function checkDefaults(field: Field, name = 'of the schema'): void {
  const { default: value, jsonSchema, item, fields = {} } = field
  if (value !== undefined && value !== null && typeof value !== 'function') {
    const check = compileCheck(jsonSchema)
    if (!check(value)) {
      const sentence = check.errors?.map(sentenceFor)[0] ?? 'is not valid'
      throw new PorticoError(
        'field-default-invalid',
        `The ${field.kind} field ${name} has the default ${cut(JSON.stringify(value))}, which ` +
          `${sentence}. Correct the default, or the rule.`,
      )
    }
  }
  if (item !== undefined) checkDefaults(item, `in ${name}`)
  for (const [member, nested] of Object.entries(fields)) checkDefaults(nested, `"${member}"`)
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

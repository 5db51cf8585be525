/**
 * `minLength` and `maxLength` for Ajv: the rules and errors of its own, mostly without counting.
 *
 * JSON Schema counts code points, for which Ajv walks through every text. There are never more of
 * them than UTF-16 units, and never fewer than half, so `length` alone nearly always decides.
 */
import type { _ as Template, CodeKeywordDefinition } from 'ajv'

type NamedKeyword = CodeKeywordDefinition & { readonly keyword: string }

/** To be put in the place of Ajv's own; the template tag is Ajv's, which is loaded when needed. */
export function lengthKeywords(_: typeof Template): readonly NamedKeyword[] {
  const keyword = (
    name: string,
    isRefused: (text: string, limit: number) => boolean,
  ): NamedKeyword => ({
    keyword: name,
    type: 'string',
    schemaType: 'number',
    before: 'pattern', // which may take long for long text
    error: { message: name, params: ({ schemaCode }) => _`{limit: ${schemaCode}}` },
    code(context) {
      const refused = context.gen.scopeValue('func', { ref: isRefused })
      context.fail(_`${refused}(${context.data}, ${context.schemaCode})`)
    },
  })
  return [keyword('maxLength', isLonger), keyword('minLength', isShorter)]
}

function isLonger(text: string, max: number): boolean {
  return text.length > max && (text.length > 2 * max || countCodePoints(text) > max)
}

function isShorter(text: string, min: number): boolean {
  return text.length < min || (text.length < 2 * min && countCodePoints(text) < min)
}

function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

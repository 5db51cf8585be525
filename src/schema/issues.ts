/** What Ajv found, as the issues of a Standard Schema: a path and a sentence for people. */
import type { ErrorObject } from 'ajv'
import type { StandardIssue } from '../internal/index.ts'
import { cut, sentenceFor } from './messages.ts'

const MAX_ISSUES = 20 // more than people would read

/** One issue for each place, the first that Ajv found; the errors were made with `verbose`. */
export function issuesOf(errors: readonly ErrorObject[], draft: unknown): readonly StandardIssue[] {
  const issues = new Map<string, StandardIssue>()
  const tooLong: string[] = []
  for (const error of errors) {
    // The items of a list that is too long were not drafted: what Ajv says of them may be wrong.
    if (tooLong.some((list) => error.instancePath.startsWith(list))) continue
    if (error.keyword === 'maxItems') tooLong.push(`${error.instancePath}/`)
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

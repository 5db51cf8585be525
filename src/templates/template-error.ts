/**
 * A template that is wrong, or a value that does not fit its hole: always the programmer's mistake.
 *
 * Most of them show when the template is first used, so a test that renders the page once finds
 * them. `place` is where the template stands, read from the stack once per call site.
 */
import { fileURLToPath } from 'node:url'
import { relative } from 'node:path'
import { PorticoError } from '../internal/index.ts'

export type TemplateErrorCode =
  | 'template-unsafe-hole'
  | 'template-malformed'
  | 'template-value'
  | 'template-streams'
  | 'attribute-refused'

export class TemplateError extends PorticoError {
  declare readonly code: TemplateErrorCode

  /** `place` ("pages/home.ts:12", or empty when unknown) is put in front of the message. */
  constructor(code: TemplateErrorCode, place: string, message: string) {
    super(code, place === '' ? message : `${place}: ${message}`)
  }
}

/** Where a template literal begins; `line` counts from 1. */
export interface CallSite {
  readonly file: string
  readonly line: number
}

/** Finds who called `callee`, or null where stacks are off (`Error.stackTraceLimit = 0`). */
export function findCallSite(callee: (...args: never[]) => unknown): CallSite | null {
  const limit = Error.stackTraceLimit
  if (limit === 0) return null
  const trace: { stack?: string } = {}
  Error.stackTraceLimit = 1
  Error.captureStackTrace(trace, callee)
  Error.stackTraceLimit = limit
  const match = /\(?([^()\s]+):(\d+):\d+\)?$/.exec(trace.stack ?? '')
  if (match?.[1] === undefined) return null
  return { file: shortPath(match[1]), line: Number(match[2]) }
}

/** Relative to the working directory where that is shorter to read: "pages/home.ts". */
function shortPath(file: string): string {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file
  const short = relative(process.cwd(), path)
  return short.startsWith('..') ? path : short
}

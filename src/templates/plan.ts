/**
 * A template's static parts, read once per call site: JavaScript passes the same array of strings
 * each time a tagged template is evaluated, so that array is the key.
 */
import { type Hole, placeHole } from './hole.ts'
import { createCursor, type Cursor, Malformed, scanPart } from './scanner.ts'
import { type CallSite, TemplateError } from './template-error.ts'

/** `statics` has one text more than there are holes, as it shall be sent. */
export interface Plan {
  readonly statics: readonly string[]
  readonly holes: readonly Hole[]
}

/**
 * Compiles the parts of a template. Throws TemplateError `template-unsafe-hole` for a hole where no
 * escape is safe, `template-malformed` for HTML that ends or breaks where a browser would repair it.
 */
export function compileTemplate(strings: TemplateStringsArray, site: CallSite | null): Plan {
  const statics: string[] = []
  const holes: Hole[] = []
  const cursor = createCursor()
  let breaks = 0
  for (let i = 0; i < strings.length; i++) {
    const part = readPart(strings, i, placeOf(site, breaks))
    scan(cursor, part, placeOf(site, breaks))
    // Of the source, not of the text: an escaped "\n" moves no line.
    breaks += (strings.raw[i] ?? '').split('\n').length - 1
    const next = strings[i + 1]
    if (next === undefined) statics.push(part)
    else {
      const { hole, before } = placeHole(cursor, part, next, placeOf(site, breaks))
      statics.push(before)
      holes.push(hole)
    }
  }
  checkEnd(cursor, placeOf(site, breaks))
  return { statics, holes }
}

function placeOf(site: CallSite | null, breaks: number): string {
  return site === null ? '' : `${site.file}:${site.line + breaks}`
}

function readPart(strings: TemplateStringsArray, index: number, place: string): string {
  const part: string | undefined = strings[index]
  if (part !== undefined && Array.isArray(strings.raw)) return part
  throw new TemplateError(
    'template-malformed',
    place,
    Array.isArray(strings.raw)
      ? 'The template has an escape sequence that JavaScript does not know. Write "\\\\" for a backslash.'
      : 'html is a template tag. Write html`...`, and raw(text) for text that is HTML already.',
  )
}

function scan(cursor: Cursor, part: string, place: string): void {
  try {
    scanPart(cursor, part)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const start = JSON.stringify(part.trim().slice(0, 32))
    const message = `The template ${error.message}. It is in or after ${start}.`
    throw new TemplateError('template-malformed', place, message)
  }
}

function checkEnd({ state, element }: Cursor, place: string): void {
  if (state === 'text') return
  const open = state === 'raw' ? `<${element}>` : `a ${state.replace('-', ' ')}`
  throw new TemplateError(
    'template-malformed',
    place,
    `The template ends inside ${open}, so it would swallow whatever follows it. Close it.`,
  )
}

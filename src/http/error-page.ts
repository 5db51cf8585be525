/**
 * An error as a page: a sentence and a request id; in development also the line that threw.
 *
 * It stands alone, because whatever renders pages may be what failed: no template, no script, no file.
 */
import { createHash } from 'node:crypto'
import type { Problem } from './problem.ts'
import type { Failure, SourceLine } from './source-excerpt.ts'

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 12vh auto; padding: 0 1.5rem }
h1 { font-size: 1.5rem; line-height: 1.25 }
code, pre { font: 0.875rem/1.6 ui-monospace, monospace }
pre { overflow-x: auto; padding: 1rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.5rem }
mark { background: #b42318; color: #fff }
footer { margin-top: 2rem; opacity: 0.75 }
`

/** Allows the page its own style and nothing else. */
export const ERROR_PAGE_POLICY: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The whole page; `failure` is null in production. */
export function renderErrorPage(
  problem: Problem,
  requestId: string,
  failure: Failure | null,
): string {
  return (
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<title>${problem.status} ${escape(problem.title)}</title>\n<style>${STYLE}</style>\n` +
    `<h1>${problem.status} ${escape(problem.title)}</h1>\n<p>${escape(problem.detail)}</p>\n` +
    renderMistakes(Reflect.get(problem, 'errors')) +
    (failure === null ? '' : renderFailure(failure)) +
    `<footer>Request <code>${escape(requestId)}</code></footer>\n</html>\n`
  )
}

/** The `errors` of a problem: which value is wrong, and what it must be. Whatever else it is stays out. */
function renderMistakes(errors: unknown): string {
  if (!Array.isArray(errors)) return ''
  const items = errors.flatMap((error: unknown) => {
    if (typeof error !== 'object' || error === null) return []
    const { parameter, pointer = parameter, detail } = error as Record<string, unknown>
    return [`<li><code>${escape(String(pointer))}</code> ${escape(String(detail))}</li>\n`]
  })
  return items.length === 0 ? '' : `<ul>\n${items.join('')}</ul>\n`
}

function renderFailure(failure: Failure): string {
  const place =
    failure.file === null ? '' : `<p><code>${escape(failure.file)}:${failure.line}</code></p>\n`
  const lines = failure.excerpt.map((line) => renderLine(line, failure.line)).join('')
  return (
    `<h2>${escape(failure.name)}: ${escape(failure.message)}</h2>\n${place}` +
    (lines === '' ? '' : `<pre>${lines}</pre>\n`) +
    `<details><summary>Stack</summary><pre>${escape(failure.stack)}</pre></details>\n` +
    `<p>This page is shown in development only. In production the client sees the request id.</p>\n`
  )
}

function renderLine(line: SourceLine, failing: number): string {
  const text = `${String(line.number).padStart(5)}  ${escape(line.text)}`
  return line.number === failing ? `<mark>${text}</mark>\n` : `${text}\n`
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

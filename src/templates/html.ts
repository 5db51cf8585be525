/**
 * The `html` tag: HTML in TypeScript, in which each value is escaped for the place where it stands.
 *
 * The static text is read once per call site as a browser would read it, so text, attributes, URLs
 * and JSON each get their own escape, and a hole that no escape makes safe fails on first use.
 */
import { escapeHtml } from './escape.ts'
import { Html } from './markup.ts'
import { compileTemplate, type Plan } from './plan.ts'
import { type HtmlValue, Joiner, render, type Rendered } from './render.ts'
import { findCallSite } from './template-error.ts'

const plans = new WeakMap<TemplateStringsArray, Plan>()

/**
 * Makes HTML. Text and numbers are escaped; null, undefined and false are nothing; arrays are
 * joined; html stays as it is; promises and async iterables are sent when they come.
 *
 * Throws TemplateError at the first use of a template that cannot be made safe
 * (`template-unsafe-hole`, `template-malformed`), and for a value that has no meaning in its place
 * (`template-value`).
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const { statics, holes } = plans.get(strings) ?? plan(strings)
  let text = statics[0] ?? ''
  for (let i = 0; i < holes.length; i++) {
    const value = values[i]
    const hole = holes[i]
    if (hole === undefined) break // never: i < holes.length
    if (typeof value === 'string' && hole.context === 'text') text += escapeHtml(value)
    else {
      const rendered = render(value, hole)
      if (typeof rendered !== 'string')
        return renderRest(text, rendered, i, { statics, holes }, values)
      text += rendered
    }
    text += statics[i + 1]
  }
  return new Html(text)
}

/** The rest of a template from the first hole that has to wait. */
function renderRest(
  text: string,
  pending: Rendered,
  index: number,
  { statics, holes }: Plan,
  values: readonly HtmlValue[],
): Html {
  const joiner = new Joiner()
  joiner.add(text)
  joiner.add(pending)
  joiner.add(statics[index + 1] ?? '')
  for (const [i, hole] of holes.entries()) {
    if (i <= index) continue
    joiner.add(render(values[i], hole))
    joiner.add(statics[i + 1] ?? '')
  }
  return new Html(joiner.result())
}

function plan(strings: TemplateStringsArray): Plan {
  const compiled = compileTemplate(strings, findCallSite(html))
  plans.set(strings, compiled)
  return compiled
}

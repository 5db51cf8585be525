/**
 * A labelled input with its hint and its error, and the summary of a form's errors that links to
 * each. Whatever was typed stays typed.
 */
import { attributes, type AttributeValue, html, type Html } from 'portico/templates'

export interface FieldError {
  /** The name of the input. */
  readonly field: string
  /** What is wrong and what would be right, as a sentence. */
  readonly message: string
}

export interface FieldView {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly errors: readonly FieldError[]
  /** Further attributes of the input: type, min, autocomplete ... */
  readonly input?: Readonly<Record<string, AttributeValue>>
}

export function field({ name, label, value, hint, errors, input = {} }: FieldView): Html {
  const own = errors.filter((error) => error.field === name)
  const describedBy = [
    hint !== undefined && `${name}-hint`,
    own.length > 0 && `${name}-error`,
  ].filter((id) => id !== false)
  const control = attributes({
    id: name,
    name,
    value,
    ...input,
    'aria-invalid': own.length > 0 ? true : null,
    'aria-describedby': describedBy.length > 0 ? describedBy.join(' ') : null,
  })
  return html`<div class="field field-${name}">
    <label for="${name}">${label}</label>
    <input ${control} />
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${
      own.length > 0 &&
      html`<p class="error" id="${name}-error">${own.map((error) => error.message).join(' ')}</p>`
    }
  </div>`
}

/** Nothing when there is no error. Stands above the form; screen readers say it when the page opens. */
export function errorSummary(errors: readonly FieldError[]): Html | null {
  if (errors.length === 0) return null
  const items = errors.map(
    ({ field: name, message }) => html`<li><a href="#${name}">${message}</a></li>`,
  )
  return html`<div class="summary" role="alert">
    <h2>
      ${errors.length === 1 ? 'One thing needs' : `${errors.length} things need`} another look
    </h2>
    <ul>
      ${items}
    </ul>
  </div>`
}

/** Values that a form carries along unseen. */
export function hiddenFields(values: readonly (readonly [name: string, value: string])[]): Html {
  return html`${values.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`
}

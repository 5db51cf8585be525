/**
 * Filters and order of a list of hotels. One GET form, so each choice has a URL and works without
 * scripts; the number beside a choice is how many hotels it shows.
 */
import { html, type Html } from 'portico/templates'
import { field, hiddenFields, type FieldError } from './field.ts'
import { icon } from './icons.ts'

export interface FiltersView {
  readonly action: string
  /** The stay and the order, which the filters keep. */
  readonly hidden: readonly (readonly [name: string, value: string])[]
  readonly groups: readonly FilterGroup[]
  readonly maxTotal: {
    /** As typed, in major units; '' for no limit. */
    readonly value: string
    readonly currency: string
    readonly errors: readonly FieldError[]
  }
  /** The choices in force, each with the page without it. */
  readonly applied: readonly { readonly label: string; readonly removeHref: string }[]
  /** The page without any; null when there is none in force. */
  readonly clearHref: string | null
}

export interface FilterGroup {
  readonly name: string
  readonly legend: string
  readonly options: readonly FilterOption[]
}

export interface FilterOption {
  readonly value: string
  readonly label: string
  /** How many hotels a click shows. */
  readonly count: number
  readonly isChosen: boolean
}

export interface SortView {
  readonly options: readonly {
    readonly label: string
    readonly href: string
    readonly isCurrent: boolean
  }[]
  /** One sentence that says how the list is ranked. */
  readonly explanation: string
}

export function filters(view: FiltersView): Html {
  const summary = view.applied.length === 0 ? 'Filters' : `Filters (${view.applied.length})`
  return html`<aside class="filters" aria-label="Filters">
    <details ?open=${view.maxTotal.errors.length > 0}>
      <summary>${icon('filter')}${summary}</summary>
      <form action="${view.action}" method="get">
        ${hiddenFields(view.hidden)} ${view.groups.map(group)}
        ${field({
          name: 'max_total',
          label: `Total at most, in ${view.maxTotal.currency}`,
          value: view.maxTotal.value,
          errors: view.maxTotal.errors,
          input: { inputmode: 'decimal', autocomplete: 'off', maxlength: 12 },
        })}
        <button class="button button-quiet">Apply filters</button>
      </form>
    </details>
  </aside>`
}

/** The choices in force, to be taken back one by one. */
export function appliedFilters({ applied, clearHref }: FiltersView): Html | null {
  if (applied.length === 0) return null
  const chips = applied.map(
    ({ label, removeHref }) =>
      html`<li>
        <a class="chip" href="${removeHref}"
          ><span class="hidden">Remove the filter </span>${label}
          <span aria-hidden="true">×</span></a
        >
      </li>`,
  )
  return html`<ul class="chips">
    ${chips} ${clearHref !== null && html`<li><a href="${clearHref}">Clear all</a></li>`}
  </ul>`
}

export function sortLinks({ options, explanation }: SortView): Html {
  const links = options.map(
    ({ label, href, isCurrent }) =>
      html`<li>
        <a href="${href}" aria-current="${isCurrent ? 'true' : 'false'}">${label}</a>
      </li>`,
  )
  return html`<nav class="sort" aria-label="Order">
      <span class="sort-label">Order by</span>
      <ul>
        ${links}
      </ul>
    </nav>
    <p class="quiet ranking">${explanation}</p>`
}

function group({ name, legend, options }: FilterGroup): Html {
  const rows = options.map(({ value, label, count, isChosen }) => {
    const id = `${name}-${value}`
    return html`<li>
      <input type="checkbox" id="${id}" name="${name}" value="${value}" ?checked=${isChosen} />
      <label for="${id}">${label} <span class="count">${count}</span></label>
    </li>`
  })
  return html`<fieldset>
    <legend>${legend}</legend>
    <ul>
      ${rows}
    </ul>
  </fieldset>`
}

/** The question of the whole site: where, when, for whom. A plain GET form, so its answer has a URL. */
import type { LocalDate } from 'portico/schema'
import { html, type Html } from 'portico/templates'
import { errorSummary, field, hiddenFields, type FieldError } from './field.ts'
import { icon } from './icons.ts'

export interface SearchFormView {
  readonly action: string
  /** As the guest typed them; '' where nothing was. */
  readonly values: SearchValues
  readonly errors: readonly FieldError[]
  /** The first and the last day that a stay may touch. */
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  /** Choices made elsewhere that a new search keeps, such as the order. */
  readonly hidden?: readonly (readonly [name: string, value: string])[]
}

/** The names are those of the query. */
export interface SearchValues {
  readonly place: string
  readonly check_in: string
  readonly check_out: string
  readonly adults: string
  /** Ages: "5,9". */
  readonly children: string
  readonly rooms: string
}

export function searchForm(view: SearchFormView, submit = 'Show free rooms'): Html {
  const place = field({
    name: 'place',
    label: 'Where to',
    value: view.values.place,
    errors: view.errors,
    input: {
      required: true,
      maxlength: 100,
      autocomplete: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      placeholder: 'Lyon, Saint-Malo, Lisbon …',
    },
  })
  return html`<form class="search" action="${view.action}" method="get" role="search">
    ${errorSummary(view.errors)} ${hiddenFields(view.hidden ?? [])}
    <div class="search-fields">
      ${place} ${stayFields(view)}
      <button class="button search-submit">${icon('search')}${submit}</button>
    </div>
  </form>`
}

/** The same without the place, for the page of one hotel. */
export function stayForm(view: SearchFormView): Html {
  return html`<form class="search search-stay" action="${view.action}" method="get">
    ${errorSummary(view.errors)} ${hiddenFields(view.hidden ?? [])}
    <div class="search-fields">
      ${stayFields(view)}
      <button class="button search-submit">${icon('calendar')}Show rooms and prices</button>
    </div>
  </form>`
}

function stayFields({ values, errors, firstDay, lastDay }: SearchFormView): Html {
  const date = (name: 'check_in' | 'check_out', label: string): Html =>
    field({
      name,
      label,
      value: values[name],
      errors,
      input: { type: 'date', required: true, min: firstDay, max: lastDay },
    })
  const number = (name: 'adults' | 'rooms', label: string, max: number): Html =>
    field({
      name,
      label,
      value: values[name],
      errors,
      input: { type: 'number', required: true, min: 1, max, inputmode: 'numeric' },
    })
  const children = field({
    name: 'children',
    label: "Children's ages",
    value: values.children,
    hint: 'Such as 5, 9',
    errors,
    input: {
      inputmode: 'text',
      autocomplete: 'off',
      pattern: '\\s*(\\d{1,2}\\s*(,\\s*\\d{1,2}\\s*)*)?',
      title: 'Ages in years with commas between: 5, 9',
    },
  })
  return html`${date('check_in', 'Check-in')} ${date('check_out', 'Check-out')}
  ${number('adults', 'Adults', 16)} ${number('rooms', 'Rooms', 8)} ${children}`
}

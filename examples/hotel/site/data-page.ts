/** `/data`: whose facts these are, under which licence, and what is invented. */
import { html, type Html } from 'portico/templates'
import { layout, type SiteView } from './layout.ts'

export interface DataPageView {
  readonly site: SiteView
  readonly sources: readonly SourceView[]
  /** What is invented or changed, a sentence each. */
  readonly notes: readonly string[]
}

export interface SourceView {
  readonly name: string
  readonly href: string | null
  /** What the site takes from it. */
  readonly use: string
  readonly licence: string
  readonly licenceHref: string | null
  /** As the licence asks for it. */
  readonly attribution: string
}

export function dataPage({ site, sources, notes }: DataPageView): Html {
  return layout({
    site,
    title: 'Where the data comes from',
    current: 'data',
    main: html`<div class="page prose">
      <h1>Where the data comes from</h1>
      <p class="lead">
        The places are real, the hotels are not. Towns, positions, stars and room counts come from
        public registers; every name, price and picture is made up.
      </p>
      ${sources.map(source)}
      ${
        notes.length > 0 &&
        html`<h2>What was changed</h2>
          <ul>
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
      }
    </div>`,
  })
}

function source({ name, href, use, licence, licenceHref, attribution }: SourceView): Html {
  return html`<section class="source">
    <h2>${link(name, href)}</h2>
    <dl class="facts">
      <div>
        <dt>Used for</dt>
        <dd>${use}</dd>
      </div>
      <div>
        <dt>Licence</dt>
        <dd>${link(licence, licenceHref)}</dd>
      </div>
      <div>
        <dt>Attribution</dt>
        <dd>${attribution}</dd>
      </div>
    </dl>
  </section>`
}

function link(text: string, href: string | null): Html | string {
  return href === null ? text : html`<a href="${href}">${text}</a>`
}

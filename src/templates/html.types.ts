import { attributes, html, json, raw, type Html, type HtmlValue } from './index.ts'

interface Hotel {
  name: string
}
declare const hotel: Hotel
declare const maybe: string | null | undefined
declare const isOpen: boolean

html`<p>
  ${'a'} ${1} ${2n} ${maybe} ${isOpen && 'open'} ${[1, ['a', html`<br />`]]}
</p>` satisfies Html
html`${Promise.resolve('a')}${(async () => (isOpen ? html`<p></p>` : null))()}` satisfies Html
html`<ul>
  ${[hotel].map((each) => html`<li>${each.name}</li>`)}
</ul>` satisfies Html
html`<script type="application/json">
  ${json(hotel)}
</script>` satisfies Html
html`<input ${attributes({ value: maybe, disabled: isOpen })} />${raw('<br>')}` satisfies Html

// A component is a function, a layout is a function that takes html.
const layout = (view: { title: string; body: HtmlValue }): Html =>
  html`<title>${view.title}</title>${view.body}`
layout({ title: 'Home', body: html`<p></p>` }) satisfies Html

// @ts-expect-error An object would print "[object Object]"; in a script it is json(hotel).
void html`<p>${hotel}</p>`
// @ts-expect-error A date has many texts; choose one.
void html`<p>${new Date()}</p>`
// @ts-expect-error A function has to be called.
void html`<p>${layout}</p>`
// @ts-expect-error Html is made by the tag or by raw(), never by hand: its text would not be checked.
export const forged: Html = { text: () => '<script>', chunks: null }
// @ts-expect-error A list in an attribute is for templates; attributes() takes one value a name.
attributes({ class: ['a', 'b'] })
// @ts-expect-error Only text can be vouched for.
raw(html`<br />`)

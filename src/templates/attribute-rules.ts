/**
 * What an attribute's name says about the values that may stand in it.
 *
 * The lists follow the HTML standard's tables of attributes and event handlers, SVG's links, and the
 * attributes whose text Alpine, Vue and htmx run as code.
 */

const CODE = /^(?:on|@|:|x-|v-|(?:data-)?hx-on|js:)/
const URLS: ReadonlySet<string> = new Set([
  'action',
  'background',
  'cite',
  'classid',
  'codebase',
  'data',
  'formaction',
  'href',
  'icon',
  'longdesc',
  'manifest',
  'poster',
  'src',
  'xlink:href',
])

/** An attribute's name as `attributes()` takes it: no character that ends a name or begins a value. */
const NAME = /^[a-z_][\w:.-]*$/i

export function isAttributeName(name: string): boolean {
  return NAME.test(name)
}

/** Whether the value is a URL that a browser follows or loads. `name` in lower case. */
export function isUrlAttribute(name: string): boolean {
  return URLS.has(name)
}

/** Why no escape makes a value safe in attribute `name` (lower case); null when one does. */
export function whyUnsafe(name: string): string | null {
  if (CODE.test(name)) {
    return `${name} is run as code, and no escape makes data safe in code. Put the value in a data- attribute and read it from a script`
  }
  if (name === 'style') {
    return 'a style can load and cover things, and a strict Content-Security-Policy blocks it. Choose between classes instead'
  }
  if (name === 'srcdoc') {
    return 'srcdoc is a document inside an attribute, so one escape is not enough. Serve the document and use src'
  }
  return null
}

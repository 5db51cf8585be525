/**
 * Attributes that are decided at run time: `<input ${attributes({ name, required, 'aria-invalid': bad })}>`.
 *
 * The names are checked as the template's own would be, so neither a name nor a value from a stranger
 * can add an event handler or a second attribute.
 */
import { isAttributeName, isUrlAttribute, whyUnsafe } from './attribute-rules.ts'
import { escapeHtml } from './escape.ts'
import { safeUrl } from './safe-url.ts'
import { TemplateError } from './template-error.ts'

export type AttributeValue = string | number | bigint | boolean | null | undefined

/** The result of {@link attributes}: it may stand where an attribute may. */
export class Attributes {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/**
 * Attributes in the order given. `true` writes the bare name, `false`, `null` and `undefined` leave
 * it away; in `aria-` attributes true and false are the words. URLs are checked as in templates.
 * Throws TemplateError `attribute-refused` for a name that no value makes safe.
 */
export function attributes(values: Readonly<Record<string, AttributeValue>>): Attributes {
  const texts: string[] = []
  for (const [name, value] of Object.entries(values)) {
    checkName(name)
    const text = attributeText(name.toLowerCase(), value)
    if (text === null) continue
    texts.push(value === true && text === '' ? name : `${name}="${escapeHtml(text)}"`)
  }
  return new Attributes(texts.join(' '))
}

function checkName(name: string): void {
  const reason = isAttributeName(name)
    ? whyUnsafe(name.toLowerCase())
    : 'it is not the name of an attribute: a letter, then letters, digits, "-", "_", ":" or "."'
  if (reason === null) return
  const shown = JSON.stringify(name.slice(0, 32))
  throw new TemplateError('attribute-refused', '', `attributes() refuses ${shown}: ${reason}.`)
}

function attributeText(name: string, value: AttributeValue): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') {
    if (name.startsWith('aria-')) return String(value)
    return value ? '' : null
  }
  return isUrlAttribute(name) ? safeUrl(String(value)) : String(value)
}

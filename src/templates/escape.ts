/**
 * The two escapes that everything else relies on.
 *
 * `escapeHtml` serves text and quoted attributes alike. `<` is escaped inside attributes too: the
 * parser does not ask for it, but `<noscript>` and markup that is parsed twice (mutation XSS) do.
 */

const UNSAFE_IN_HTML = /[&<>"']/

/** Text that means `text` between tags, in `<title>` and `<textarea>`, and in quoted attributes. */
export function escapeHtml(text: string): string {
  let index = text.search(UNSAFE_IN_HTML)
  if (index < 0) return text
  let escaped = ''
  let from = 0
  for (; index < text.length; index++) {
    const entity = entityOf(text.charCodeAt(index))
    if (entity === '') continue
    escaped += text.slice(from, index) + entity
    from = index + 1
  }
  return escaped + text.slice(from)
}

/**
 * JSON that may stand in a `<script>`: no `<` means neither `</script>` nor `<!--` can end or change
 * the element's state; U+2028 and U+2029 are line ends to older JavaScript. `undefined` is null.
 */
export function escapeJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value)
  return (text ?? 'null').replace(/[<>&\u2028\u2029]/g, unicodeEscape)
}

function entityOf(code: number): string {
  switch (code) {
    case 0x22:
      return '&quot;'
    case 0x26:
      return '&amp;'
    case 0x27:
      return '&#39;'
    case 0x3c:
      return '&lt;'
    case 0x3e:
      return '&gt;'
    default:
      return ''
  }
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

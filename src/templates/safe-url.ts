/**
 * URLs from strangers in `href`, `src` and their kin.
 *
 * A list of allowed schemes, because a list of forbidden ones is never complete (`javascript:`,
 * `vbscript:`, `data:text/html`, `blob:`, `filesystem:` ...). The parser of browsers drops tabs, line ends
 * and leading controls (url.spec.whatwg.org, "basic URL parser"), so `java\nscript:` must not pass.
 */

/** Stands in for a URL that was refused: leads nowhere, loads nothing, and can be searched for. */
export const BLOCKED_URL = 'about:invalid#blocked'

const ALLOWED_SCHEMES: readonly string[] = ['http', 'https', 'mailto', 'tel', 'sms']
const SCHEME = /^([a-z][a-z0-9+.-]*):/i
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/

/**
 * Returns `url` without surrounding white space when a browser may follow it: relative, or of a
 * scheme of http, https, mailto, tel, sms. Anything else becomes {@link BLOCKED_URL}.
 */
export function safeUrl(url: string): string {
  const trimmed = url.trim()
  if (CONTROL.test(trimmed)) return BLOCKED_URL
  const scheme = SCHEME.exec(trimmed)?.[1]
  if (scheme !== undefined && !ALLOWED_SCHEMES.includes(scheme.toLowerCase())) return BLOCKED_URL
  return trimmed
}

/** Whether what follows `start` can no longer change the scheme: there is one, or it is relative. */
export function fixesScheme(start: string): boolean {
  return /[:/?#]/.test(start)
}

/**
 * Whether a template may write the beginning of a URL, `start`, and leave the rest to a hole. Code
 * and documents are refused; `data:image/png;base64,` is a picture whatever follows.
 */
export function mayPrecedeHole(start: string): boolean {
  const scheme = SCHEME.exec(start.trim())?.[1]?.toLowerCase()
  if (scheme === 'data') return /^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i.test(start.trim())
  return scheme !== 'javascript' && scheme !== 'vbscript' && scheme !== 'blob'
}

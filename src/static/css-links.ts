/**
 * Makes the `url(...)` of a style sheet name the content of what it points to, as `assets.url()` does in pages.
 *
 * Without this a font would be asked for again on every page. Only the last segment of an address changes,
 * so it stays relative and no prefix is needed; what is not one of our files is left alone.
 */
import path from 'node:path'

const REFERENCE = /url\(\s*(["']?)([^"'()\s?#\\]+)/g
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|\/)/i // a scheme (`data:`), another host, an absolute path

/** `css` of the file `name`; `hashedNameOf` gives null for a name that is not known. */
export function relinkCss(
  css: string,
  name: string,
  hashedNameOf: (name: string) => string | null,
): string {
  return css.replaceAll(REFERENCE, (reference: string, _quote: string, address: string) => {
    if (ELSEWHERE.test(address)) return reference
    const hashed = hashedNameOf(path.posix.join(path.posix.dirname(name), decode(address)))
    if (hashed === null) return reference
    const start = reference.length - path.posix.basename(address).length
    return reference.slice(0, start) + encodeURIComponent(path.posix.basename(hashed))
  })
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address // a percent sign that means itself
  }
}

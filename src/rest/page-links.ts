/** The `Link` header of a page (RFC 8288): where the list begins, and where it goes on. */
import type { GivenQuery } from './read-query.ts'

/** URLs are absolute paths (RFC 3986 section 4.2), so they hold behind any proxy that keeps paths. */
export function pageLinks(path: string, given: GivenQuery, nextCursor: string | null): string {
  const first = `<${pageUrl(path, given, null)}>; rel="first"`
  return nextCursor === null ? first : `${first}, <${pageUrl(path, given, nextCursor)}>; rel="next"`
}

function pageUrl(path: string, given: GivenQuery, cursor: string | null): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) {
    if (name === 'cursor') continue
    for (const text of typeof value === 'string' ? [value] : value) query.append(name, text)
  }
  if (cursor !== null) query.set('cursor', cursor)
  // The path is as the client sent it; what could end the reference inside <> is escaped.
  const safe = path.replace(/[^\x21-\x7e]|["<>\\^`{|}]/g, encodeURIComponent)
  return query.size === 0 ? safe : `${safe}?${query}`
}

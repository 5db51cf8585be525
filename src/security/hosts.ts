/**
 * Which hosts this app answers for.
 *
 * The Host header is the client's word. An app that believes it puts a stranger's host into the links of
 * its mails (password reset poisoning) and into shared caches, so every request is checked against a
 * list. Ports play no part: the list says who the app is, not how it is reached.
 */
import { HttpError, type RequestHead } from '../http/index.ts'
import { listNames, PorticoError } from '../internal/index.ts'

/** For development: this machine, by whatever name. */
export const LOCAL_HOSTS: readonly string[] = ['localhost', '.localhost', '127.0.0.1', '[::1]']

const HOST = /^(\[[\da-f:.]+\]|[\da-z_-]+(?:\.[\da-z_-]+)*)\.?(?::\d{0,5})?$/i // RFC 9110 section 7.2
const MAX_LENGTH = 262 // 255 of a name, a final dot, a colon, five digits

/**
 * A test for Host headers. A pattern is `example.com` (that host), `.example.com` (it and every host below it),
 * an IPv4 address, or an IPv6 address in brackets. Throws PorticoError `host-pattern-invalid`.
 */
export function compileHosts(patterns: readonly string[]): (host: string | null) => boolean {
  const exact = new Set<string>()
  const suffixes: string[] = []
  for (const pattern of patterns) {
    const name = hostName(pattern.startsWith('.') ? pattern.slice(1) : pattern)
    if (name === null || /:\d*$/.test(pattern)) throw patternInvalid(pattern)
    exact.add(name)
    if (pattern.startsWith('.')) suffixes.push(`.${name}`)
  }
  return (host) => {
    const name = host === null ? null : hostName(host)
    if (name === null) return false
    return exact.has(name) || suffixes.some((suffix) => name.endsWith(suffix))
  }
}

/** A guard that answers 400 `host-unknown` unless the Host header fits one of `patterns`. */
export function hostCheck(
  patterns: readonly string[],
): (request: Pick<RequestHead, 'header'>) => void {
  const isKnown = compileHosts(patterns)
  return (request) => {
    const host = request.header('host')
    if (!isKnown(host)) throw hostUnknown(host)
  }
}

/** The name in a Host header: lower case, without port and final dot; null when it is malformed. */
function hostName(host: string): string | null {
  if (host.length > MAX_LENGTH) return null
  const name = HOST.exec(host)?.[1]?.toLowerCase()
  if (name === undefined) return null
  if (!name.startsWith('[')) return name
  // `[::1]` and `[0:0:0:0:0:0:0:1]` are one address; the parser writes both the same way.
  return URL.parse(`http://${name}`)?.hostname ?? null
}

function hostUnknown(host: string | null): HttpError {
  const sent = host === null ? 'no Host header' : `the host ${JSON.stringify(host.slice(0, 32))}`
  return new HttpError(
    400,
    'host-unknown',
    `The request is for ${sent}, which is not served here. If it should be, add it to the hosts of the app.`,
  )
}

function patternInvalid(pattern: string): PorticoError {
  const examples = listNames(['example.com', '.example.com', '127.0.0.1', '[::1]'])
  return new PorticoError(
    'host-pattern-invalid',
    `${JSON.stringify(pattern.slice(0, 64))} is not a host to answer for. Patterns look like these: ${examples}. ` +
      'Leave out scheme, port and path.',
  )
}

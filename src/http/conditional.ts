/**
 * Entity tags and conditional requests (RFC 9110 sections 8.8 and 13).
 *
 * A tag is strong: equal tags promise equal bytes. A compressed representation has other bytes, so it
 * gets another tag (section 8.8.3.3), the same one with `+br` inside the quotes; comparisons see through that
 * suffix, or a client that read the compressed form could never update what it read (the error of
 * Apache's bug 39727).
 */
import { hash } from 'node:crypto'
import { parseHttpDate } from './http-date.ts'
import type { RequestHead } from './reply.ts'

/** What is known of the current representation. */
export interface Validators {
  /** With its quotes; null when it has none. */
  readonly etag: string | null
  /** Milliseconds since 1970; null when not known. */
  readonly lastModified: number | null
}

/** `failed` answers 412, `not-modified` 304. */
export type Precondition = 'met' | 'not-modified' | 'failed'

const TAG_LENGTH = 22 // characters of base64url: 132 bits
const TAG = /[ \t,]*(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/y
const CODING_SUFFIX = /\+(?:br|zstd|gzip)"$/

/**
 * The strong tag of a body. SHA-256 because it costs what SHA-1 does on processors of today (1.2 against
 * 1.1 microseconds for 1.5 KB, BLAKE2s 2.9), and nobody can make two bodies of one tag.
 */
export function entityTag(body: string | Uint8Array): string {
  return `"${hash('sha256', body, 'base64url').slice(0, TAG_LENGTH)}"`
}

/** The tag of the same representation in a content coding: `"abc"` and `br` give `"abc+br"`. */
export function encodedEntityTag(etag: string, coding: string): string {
  return `${etag.slice(0, -1)}+${coding}"`
}

/**
 * Whether a GET or HEAD that found `current` is answered with 304. If-Modified-Since counts only when
 * there is no If-None-Match (section 13.1.3).
 */
export function isNotModified(request: Pick<RequestHead, 'header'>, current: Validators): boolean {
  const noneMatch = request.header('if-none-match')
  if (noneMatch !== null) return matchesTag(noneMatch, current.etag, 'weak')
  if (current.lastModified === null) return false
  const since = request.header('if-modified-since')
  const date = since === null ? null : parseHttpDate(since)
  return date !== null && wholeSeconds(current.lastModified) <= date
}

/**
 * Decides a request before its effect, in the order of section 13.2.2. `current` is null when the
 * resource does not exist: then `If-Match: *` fails and `If-None-Match: *` is met, which is how a client creates only.
 */
export function checkPreconditions(request: RequestHead, current: Validators | null): Precondition {
  const match = request.header('if-match')
  if (match !== null) {
    if (current === null || !matchesTag(match, current.etag, 'strong')) return 'failed'
  } else if (current !== null && wasModifiedSince(request, current)) return 'failed'

  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (current === null) return 'met'
  if (isRead) return isNotModified(request, current) ? 'not-modified' : 'met'
  const noneMatch = request.header('if-none-match')
  if (noneMatch === null) return 'met'
  // A list that does not parse may name the current tag: the write is refused, not risked.
  const isUncertain = readTags(noneMatch) === null
  return isUncertain || matchesTag(noneMatch, current.etag, 'weak') ? 'failed' : 'met'
}

/**
 * Whether a list such as `"a", W/"b"` or `*` names `etag` (null: a representation without a tag, which
 * only `*` matches). The strong comparison never matches a weak tag (section 8.8.3.2).
 */
export function matchesTag(
  list: string,
  etag: string | null,
  comparison: 'strong' | 'weak',
): boolean {
  if (list.trim() === '*') return true
  if (etag === null || (comparison === 'strong' && etag.startsWith('W/'))) return false
  if (list === etag) return true
  const wanted = opaque(etag)
  const tags = readTags(list) ?? []
  return tags.some(
    (tag) => opaque(tag) === wanted && (comparison === 'weak' || !tag.startsWith('W/')),
  )
}

/** The tags of a list; null for one that is malformed. `*` is the list of that one. */
function readTags(list: string): string[] | null {
  if (list.trim() === '*') return ['*']
  const tags: string[] = []
  TAG.lastIndex = 0
  for (let match = TAG.exec(list); match !== null; match = TAG.exec(list)) {
    tags.push(`${match[1] ?? ''}${match[2]}`)
    if (TAG.lastIndex === list.length) return tags
  }
  return null
}

function opaque(tag: string): string {
  return tag.replace('W/', '').replace(CODING_SUFFIX, '"')
}

function wasModifiedSince(request: RequestHead, current: Validators): boolean {
  const since = request.header('if-unmodified-since')
  const date = since === null ? null : parseHttpDate(since)
  return date !== null && current.lastModified !== null && wholeSeconds(current.lastModified) > date
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000
}

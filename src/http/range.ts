/**
 * Range requests (RFC 9110 section 14): which bytes of a representation a GET asks for.
 *
 * One range is served. Several are answered with the whole, as the standard allows: a list of overlapping
 * ranges can ask a server for a thousand times the file (CVE-2011-3192).
 */
import type { RequestHead } from './reply.ts'

/** Bytes `start` to `end`, both included, as Content-Range counts them. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/i

/**
 * The range to serve; null for the whole; `unsatisfiable` for one that begins after the end (416). A range
 * counts only if `If-Range` is absent or names exactly this tag or date: not even the tag of a
 * compressed copy, or a client would join bytes of two encodings.
 */
export function selectRange(
  request: RequestHead,
  size: number,
  etag: string,
  lastModified: string,
): ByteRange | 'unsatisfiable' | null {
  const header = request.method === 'GET' ? request.header('range') : null
  if (header === null) return null
  const condition = request.header('if-range')
  if (condition !== null && condition !== etag && condition !== lastModified) return null
  const [, first = '', last = ''] = RANGE.exec(header.trim()) ?? []
  if (first === '' && last === '') return null // several, of another unit, or malformed
  if (first === '') return lastBytes(Number(last), size)
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return null // malformed, section 14.1.1
  return start >= size ? 'unsatisfiable' : { start, end }
}

function lastBytes(count: number, size: number): ByteRange | 'unsatisfiable' {
  if (count === 0 || size === 0) return 'unsatisfiable'
  return { start: Math.max(0, size - count), end: size - 1 }
}

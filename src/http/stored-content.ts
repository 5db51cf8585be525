/**
 * Bytes that are kept in memory and sent many times, such as a style sheet.
 *
 * Each content coding is computed once, as well as it can be, when the first client asks for it. Ranges
 * are of the plain bytes: a part of a compressed copy is of no use to anyone.
 */
import {
  compressOnce,
  isCompressibleType,
  MIN_COMPRESSED_SIZE,
  type Coding,
} from './compression.ts'
import { checkPreconditions, encodedEntityTag } from './conditional.ts'
import { preconditionFailed, rangeUnsatisfiable } from './file.ts'
import { preferredEncoding } from './negotiation.ts'
import { selectRange } from './range.ts'
import { Reply, respond, type RequestHead, type Responder } from './reply.ts'

export interface StoredContentOptions {
  readonly contentType: string
  /** A strong tag of the plain bytes, with its quotes. */
  readonly etag: string
}

// At their best Brotli is the smallest; the order of answers made on the spot is another.
const CODINGS: readonly Coding[] = ['br', 'zstd', 'gzip']

export class StoredContent {
  readonly #bytes: Uint8Array
  readonly #type: string
  readonly #etag: string
  readonly #codings: readonly Coding[]
  readonly #twins = new Map<Coding, Promise<Buffer>>()

  constructor(bytes: Uint8Array, options: StoredContentOptions) {
    this.#bytes = bytes
    this.#type = options.contentType
    this.#etag = options.etag
    const shrinks = bytes.length >= MIN_COMPRESSED_SIZE && isCompressibleType(this.#type)
    this.#codings = shrinks ? CODINGS : []
  }

  /** An answer with these bytes; 206, 412 and 416 as the request asks. */
  send(cacheControl: string): Responder {
    return { [respond]: (request) => this.#reply(request, cacheControl) }
  }

  async #reply(request: RequestHead, cacheControl: string): Promise<Reply> {
    const validators = { etag: this.#etag, lastModified: null }
    const precondition = checkPreconditions(request, validators)
    if (precondition === 'failed') throw preconditionFailed(this.#etag)
    const headers = ['content-type', this.#type, 'cache-control', cacheControl]
    if (this.#codings.length > 0) headers.push('vary', 'accept-encoding')

    const range =
      precondition === 'met' ? selectRange(request, this.#bytes.length, this.#etag, '') : null
    if (range === 'unsatisfiable') throw rangeUnsatisfiable(this.#bytes.length)
    if (range !== null) {
      const { start, end } = range
      headers.push(
        'etag',
        this.#etag,
        'content-range',
        `bytes ${start}-${end}/${this.#bytes.length}`,
      )
      return new Reply(206, headers, this.#bytes.subarray(start, end + 1))
    }
    const coding = preferredEncoding(request.header('accept-encoding'), this.#codings)
    if (coding === null) {
      headers.push('etag', this.#etag, 'accept-ranges', 'bytes')
      return new Reply(200, headers, this.#bytes)
    }
    headers.push('etag', encodedEntityTag(this.#etag, coding), 'content-encoding', coding)
    return new Reply(200, headers, await this.#twin(coding))
  }

  #twin(coding: Coding): Promise<Buffer> {
    let twin = this.#twins.get(coding)
    if (twin === undefined) this.#twins.set(coding, (twin = compressOnce(this.#bytes, coding)))
    return twin
  }
}

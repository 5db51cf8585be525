/**
 * One multipart upload in progress: pumps the body into the parser and hands out the parts.
 *
 *   source -> (bytes counted, idle time watched) -> busboy -> parts waiting -> whoever iterates
 *
 * The parser stops taking bytes while the current part is not read, so a slow reader slows the
 * client down instead of filling the memory. Whatever goes wrong is kept as one error, which the part being
 * read and the next part both throw; nothing else may surface, least of all as an unhandled event.
 */
import { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { bodyTimedOut, bodyTooLarge, requestAborted, type BodySource } from './body.ts'
import { HttpError } from './http-error.ts'

export interface IncomingPart {
  readonly name: string
  /** As sent; null for a field. */
  readonly fileName: string | null
  /** In lower case. */
  readonly type: string
  /** The bytes, once. */
  read(): AsyncGenerator<Uint8Array, void, undefined>
  /** Drops what has not been read, so that the parser goes on. */
  drain(): void
}

interface Limits {
  readonly maxParts: number
  readonly maxFileBytes: number
  readonly limitBytes: number
  readonly idleTimeoutMs: number
}

export class MultipartReader {
  readonly #limits: Limits
  readonly #parser: BusboyInstance
  readonly #arrived: IncomingPart[] = []
  readonly #streams = new Set<BusboyFileStream>()
  readonly #stopped = Promise.withResolvers<void>()
  #error: HttpError | null = null
  #isDone = false
  #wake: () => void = () => {}

  constructor(source: BodySource, boundary: string, limits: Limits) {
    this.#limits = limits
    this.#parser = this.#createParser(boundary)
    void this.#pump(source)
  }

  /** The next part; null after the last. Throws the HttpError that ended the upload. */
  async next(): Promise<IncomingPart | null> {
    for (;;) {
      if (this.#error !== null) throw this.#error
      const part = this.#arrived.shift()
      if (part !== undefined) return part
      if (this.#isDone) return null
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** Ends the upload where it is: for a reader that has seen enough. */
  close(): void {
    this.#isDone = true
    this.#stopped.resolve()
    for (const stream of this.#streams) stream.destroy()
  }

  #createParser(boundary: string): BusboyInstance {
    const parser = new Busboy({
      headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` },
      limits: {
        parts: this.#limits.maxParts,
        fileSize: this.#limits.maxFileBytes,
        headerPairs: 32,
        headerSize: 16_384,
      },
      isPartAFile: () => true,
      preservePath: true, // names are cleaned where they are handed out
    })
    parser.on('file', (name, stream, fileName, _encoding, type) => {
      this.#addPart(name, stream, fileName, type)
    })
    parser.on('partsLimit', () => this.#fail(tooManyParts(this.#limits.maxParts)))
    parser.on('error', (cause) =>
      this.#fail(multipartInvalid('its parts do not end as they should', cause)),
    )
    parser.on('finish', () => this.#finish())
    return parser
  }

  #addPart(
    name: string | undefined,
    stream: BusboyFileStream,
    fileName: string | undefined,
    type: string,
  ): void {
    stream.on('error', ignore) // told to whoever reads; without a listener it would end the process
    if (name === undefined) {
      stream.resume()
      return this.#fail(multipartInvalid('a part has no name'))
    }
    this.#streams.add(stream)
    stream.once('close', () => this.#streams.delete(stream))
    stream.once('limit', () => this.#fail(fileTooLarge(name, this.#limits.maxFileBytes)))
    this.#arrived.push({
      name,
      fileName: fileName ?? null,
      type,
      read: () => this.#read(stream),
      drain: () => void stream.resume(),
    })
    this.#wake()
  }

  async *#read(stream: BusboyFileStream): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      // A destroyed stream never tells the parser that it ended, and the upload would hang.
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk
    } catch (cause) {
      throw this.#error ?? requestAborted(cause)
    } finally {
      stream.resume()
    }
  }

  /** Never rejects. */
  async #pump(source: BodySource): Promise<void> {
    // Left without destroying a Node request, or the answer could not be sent any more.
    const iterator =
      source instanceof Readable
        ? source.iterator({ destroyOnReturn: false })
        : source[Symbol.asyncIterator]()
    let size = 0
    try {
      while (!this.#isOver()) {
        const next = await this.#receive(iterator)
        if (next === undefined || next.done) break
        size += next.value.length
        if (size > this.#limits.limitBytes) throw bodyTooLarge(this.#limits.limitBytes)
        await Promise.race([this.#write(next.value), this.#stopped.promise])
      }
      if (!this.#isOver()) this.#parser.end()
    } catch (error) {
      this.#fail(error instanceof HttpError ? error : requestAborted(error))
    }
    if (this.#isOver()) iterator.return?.().catch(ignore)
  }

  /** The next chunk; undefined when the upload is over. Only the client's silence counts, not a slow reader. */
  async #receive(
    iterator: AsyncIterator<Uint8Array>,
  ): Promise<IteratorResult<Uint8Array> | undefined> {
    const { idleTimeoutMs } = this.#limits
    const timer = setTimeout(() => this.#fail(bodyTimedOut(idleTimeoutMs)), idleTimeoutMs)
    try {
      return (await Promise.race([iterator.next(), this.#stopped.promise])) ?? undefined
    } finally {
      clearTimeout(timer)
    }
  }

  /** Resolves when the parser wants more, which is when its parts are being read. */
  #write(chunk: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#parser.write(chunk, () => resolve()))
  }

  #isOver(): boolean {
    return this.#error !== null || this.#isDone
  }

  #finish(): void {
    this.#isDone = true
    this.#wake()
  }

  #fail(error: HttpError): void {
    if (this.#isOver()) return
    this.#error = error
    this.#stopped.resolve()
    for (const stream of this.#streams) stream.destroy(error)
    this.#wake()
  }
}

/** The 400 of a body that is not the form it says it is. */
export function multipartInvalid(reason: string, cause?: unknown): HttpError {
  return new HttpError(400, 'multipart-invalid', `The multipart form cannot be read: ${reason}.`, {
    cause,
  })
}

function tooManyParts(limit: number): HttpError {
  const detail = `The form has more than ${limit} parts. Send fewer, in several requests.`
  return new HttpError(413, 'too-many-parts', detail, { headers: { connection: 'close' } })
}

function fileTooLarge(name: string, limitBytes: number): HttpError {
  const shown = JSON.stringify(name.slice(0, 32))
  const detail = `The file in ${shown} is larger than the ${limitBytes} bytes that this resource accepts. Send a smaller one.`
  return new HttpError(413, 'file-too-large', detail, { headers: { connection: 'close' } })
}

function ignore(): void {}

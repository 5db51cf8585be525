/**
 * Reads a request body into memory, within a limit of bytes and of time.
 *
 * A stranger decides how much arrives, how slowly, and whether it ever ends, so each of the three
 * has an answer: 413 before more is buffered, 408, and a typed error. A client that hangs up must not
 * become an unhandled rejection, which ends the process (h3js/srvx #244).
 */
import { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { HttpError } from './http-error.ts'
import type { RequestHead } from './reply.ts'

/** Node's `IncomingMessage`, the body of a web `Request`, or any other source of chunks. */
export type BodySource = AsyncIterable<Uint8Array>

export interface BodyLimits {
  /** Bytes; 1 MiB when not given. */
  readonly limitBytes?: number
  /** Milliseconds from the call to the last byte; 30,000 when not given. */
  readonly timeoutMs?: number
}

const DEFAULT_BODY_LIMIT = 1_048_576 // bytes
const DEFAULT_TIMEOUT = 30_000 // milliseconds; Node's own `requestTimeout` is 300,000

const EMPTY: Buffer = Buffer.alloc(0)

/**
 * The whole body. Throws HttpError `body-too-large` (413), `body-timeout` (408), `request-aborted` (400)
 * when the client left, `content-encoding-unsupported` (415) for a compressed body: unpacking it would
 * let a kilobyte fill the memory. A small body of Node is returned as it came, without a copy.
 */
export function readBody(
  source: BodySource | null,
  request: Pick<RequestHead, 'header'>,
  limits: BodyLimits = {},
): Promise<Buffer> {
  const limit = limits.limitBytes ?? DEFAULT_BODY_LIMIT
  // Node's server ends a slow request itself (`requestTimeout`), so its requests need no second timer.
  const timeout =
    limits.timeoutMs ?? (source instanceof IncomingMessage ? Infinity : DEFAULT_TIMEOUT)
  const refusal = refuseBody(request, limit)
  if (refusal !== null) return Promise.reject(refusal)
  if (source === null) return Promise.resolve(EMPTY)
  return source instanceof Readable
    ? readStream(source, limit, timeout)
    : readChunks(source, limit, timeout)
}

/** The refusal that the headers of a body suffice for; null when it may be read. */
export function refuseBody(
  request: Pick<RequestHead, 'header'>,
  limitBytes: number,
): HttpError | null {
  const coding = request.header('content-encoding')
  if (coding !== null && coding.toLowerCase() !== 'identity') {
    return new HttpError(
      415,
      'content-encoding-unsupported',
      `The body has the Content-Encoding ${JSON.stringify(coding.slice(0, 32))}. Send it uncompressed.`,
      { headers: { 'accept-encoding': 'identity' } }, // RFC 9110 section 15.5.16
    )
  }
  const length = request.header('content-length')
  return length !== null && Number(length) > limitBytes ? bodyTooLarge(limitBytes) : null
}

/** The 413 of a body over `limitBytes`. The connection closes, or Node would read the rest to reuse it. */
export function bodyTooLarge(limitBytes: number): HttpError {
  return new HttpError(
    413,
    'body-too-large',
    `The body is larger than the ${limitBytes} bytes that this resource accepts. Send less, or in several requests.`,
    { headers: { connection: 'close' } },
  )
}

/** The 408 of a body that was not there after `timeout` milliseconds. */
export function bodyTimedOut(timeout: number): HttpError {
  return new HttpError(
    408,
    'body-timeout',
    `The body did not arrive within ${timeout / 1000} seconds. Send it again over a faster connection, or send less.`,
    { headers: { connection: 'close' } },
  )
}

/** The error of a body whose sender left before its end. Nobody reads the answer; the log does. */
export function requestAborted(cause?: unknown): HttpError {
  return new HttpError(
    400,
    'request-aborted',
    'The connection ended before the whole body arrived. Send the request again.',
    { cause },
  )
}

function readStream(stream: Readable, limit: number, timeout: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (stream.destroyed || stream.readableEnded) return reject(requestAborted())
    let first: Buffer = EMPTY // most bodies are one chunk, and that one is not copied
    let chunks: Buffer[] | null = null
    let size = 0
    let isWhole = false
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size > limit) return fail(bodyTooLarge(limit))
      if (size === chunk.length) first = chunk
      else (chunks ??= [first]).push(chunk)
    }
    // The listeners stay: the stream ends with its request, and taking them away costs as much as reading.
    const onEnd = (): void => {
      isWhole = true
      clearTimeout(timer)
      resolve(chunks === null ? first : Buffer.concat(chunks, size))
    }
    const onError = (error?: Error): void => {
      if (!isWhole) fail(requestAborted(error)) // every stream closes at last
    }
    const fail = (error: HttpError): void => {
      clearTimeout(timer)
      stream.off('data', onData).pause()
      reject(error)
    }
    const timer =
      timeout === Infinity ? undefined : setTimeout(() => fail(bodyTimedOut(timeout)), timeout)
    stream.on('data', onData).on('end', onEnd).on('error', onError).on('close', onError)
  })
}

function ignore(): void {}

async function readChunks(source: BodySource, limit: number, timeout: number): Promise<Buffer> {
  const iterator = source[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    if (timeout === Infinity) return // setTimeout would take it for a millisecond
    timer = setTimeout(() => reject(bodyTimedOut(timeout)), timeout)
  })
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), deadline])
      if (next.done) return Buffer.concat(chunks, size)
      size += next.value.length
      if (size > limit) throw bodyTooLarge(limit)
      chunks.push(next.value)
    }
  } catch (error) {
    // Not awaited: a source that is stuck in `next` would hold the answer back.
    iterator.return?.().catch(ignore)
    throw error instanceof HttpError ? error : requestAborted(error)
  } finally {
    clearTimeout(timer)
  }
}

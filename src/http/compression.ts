/**
 * Content codings of answers (RFC 9110 section 8.4): which answers, which coding, and the work itself.
 *
 * zstd comes first because at level 3 it costs a third to a half of what Brotli 4 does and gives bodies
 * within a tenth of its size (20 KB of HTML: 73 against 190 microseconds). Compression together with a secret
 * in the body that an attacker can make the page echo beside is BREACH (CVE-2013-3587): answer such
 * pages with `Cache-Control: no-transform`.
 */
import { Readable, pipeline, type Transform } from 'node:stream'
import zlib, { constants } from 'node:zlib'
import { preferredEncoding } from './negotiation.ts'
import { findHeader } from './reply.ts'

export type Coding = 'zstd' | 'br' | 'gzip'

interface Codec {
  sync(body: Uint8Array): Buffer
  async(body: Uint8Array, done: (error: Error | null, result: Buffer) => void): void
  stream(): Transform & zlib.Zlib
}

/** Answers below it fit a packet either way. Bytes. */
export const MIN_COMPRESSED_SIZE = 1024
/** Up to here the calling thread is done before a job for another thread is set up (100 microseconds). Bytes. */
const MAX_SYNC_SIZE = 32_768

const CODINGS: readonly Coding[] = ['zstd', 'br', 'gzip']
const COMPRESSIBLE =
  /^(?:text\/(?!event-stream)|application\/(?:json|javascript|xml|wasm|x-ndjson)\b|[\w.-]+\/[\w.-]+\+(?:json|xml)\b|font\/[ot]tf\b|image\/(?:bmp|x-icon)\b)/i

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }
const GZIP = { level: 6 }
const CODECS: Readonly<Record<Coding, Codec>> = {
  zstd: {
    sync: (body) => zlib.zstdCompressSync(body, ZSTD),
    async: (body, done) => zlib.zstdCompress(body, ZSTD, done),
    stream: () => zlib.createZstdCompress(ZSTD),
  },
  br: {
    sync: (body) => zlib.brotliCompressSync(body, sized(body)),
    async: (body, done) => zlib.brotliCompress(body, sized(body), done),
    stream: () => zlib.createBrotliCompress(BROTLI),
  },
  gzip: {
    sync: (body) => zlib.gzipSync(body, GZIP),
    async: (body, done) => zlib.gzip(body, GZIP, done),
    stream: () => zlib.createGzip(GZIP),
  },
}

const BEST: Readonly<Record<Coding, Codec['async']>> = {
  br: (body, done) =>
    zlib.brotliCompress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }, done),
  // A window of 1 MiB: what the reader has to keep in memory. RFC 9659 allows eight times as much.
  zstd: (body, done) =>
    zlib.zstdCompress(
      body,
      {
        params: { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_windowLog]: 20 },
      },
      done,
    ),
  gzip: (body, done) => zlib.gzip(body, { level: 9 }, done),
}

/** Whether bodies of this media type shrink. */
export function isCompressibleType(type: string): boolean {
  return COMPRESSIBLE.test(type)
}

/**
 * Whether an answer may be compressed, so that it carries `Vary: Accept-Encoding` even for a client that
 * gets it plain. `size` is null for a stream. Not: small, partial or encoded answers, `no-transform`,
 * types that are compressed already, and event streams, whose every event would pay for a flush.
 */
export function isCompressible(
  status: number,
  headers: readonly string[],
  size: number | null,
): boolean {
  if ((size !== null && size < MIN_COMPRESSED_SIZE) || status === 206) return false
  const type = findHeader(headers, 'content-type')
  if (type === null || !isCompressibleType(type)) return false
  if (findHeader(headers, 'content-encoding') !== null) return false
  if (findHeader(headers, 'content-range') !== null) return false
  return !(findHeader(headers, 'cache-control')?.toLowerCase().includes('no-transform') ?? false)
}

/** The coding for a compressible answer, null for none. */
export function chooseCoding(acceptEncoding: string | null): Coding | null {
  return preferredEncoding(acceptEncoding, CODINGS)
}

/** Compresses a whole body: at once up to 32 KiB, on another thread above. */
export function compressBody(body: Uint8Array, coding: Coding): Buffer | Promise<Buffer> {
  const codec = CODECS[coding]
  if (body.length <= MAX_SYNC_SIZE) return codec.sync(body)
  return new Promise((resolve, reject) => {
    codec.async(body, (error, result) => (error === null ? resolve(result) : reject(error)))
  })
}

/** Compresses as far as it goes, on another thread: for what is sent many times. A megabyte takes a second or two. */
export function compressOnce(body: Uint8Array, coding: Coding): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    BEST[coding](body, (error, result) => (error === null ? resolve(result) : reject(error)))
  })
}

/**
 * Compresses as the source produces. What has been written goes out as soon as the source keeps the
 * client waiting, and not before: a flush after each small chunk would undo the compression.
 */
export function compressStream(
  source: AsyncIterable<Uint8Array | string>,
  coding: Coding,
): AsyncIterable<Uint8Array> {
  const encoder = CODECS[coding].stream()
  // An error of the source destroys the encoder with it, and so reaches whoever reads the encoder.
  pipeline(Readable.from(flushWhenIdle(source, encoder), { objectMode: true }), encoder, () => {})
  return encoder
}

function sized(body: Uint8Array): zlib.BrotliOptions {
  return { params: { ...BROTLI.params, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }
}

async function* flushWhenIdle(
  source: AsyncIterable<Uint8Array | string>,
  encoder: Transform & zlib.Zlib,
): AsyncGenerator<Uint8Array | string> {
  const iterator = source[Symbol.asyncIterator]()
  // Not left to `finally`: this generator cannot be ended while it waits for a source that is silent.
  encoder.once('close', () => void iterator.return?.().catch(() => {}))
  for (;;) {
    const waiting = setImmediate(() => encoder.flush())
    const next = await iterator.next().finally(() => clearImmediate(waiting))
    if (next.done) return
    yield next.value
  }
}

/**
 * Writes a reply to Node's response: one `writeHead` and one `end`, or a stream at the client's pace.
 *
 * A client that hangs up ends the stream's source and nothing else; a source that fails cuts the connection,
 * so that the client cannot take a part for the whole.
 */
import type { ServerResponse } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import type { Logger } from './logger.ts'
import { discard, SentReply, type Reply } from './reply.ts'

export function writeReply(response: ServerResponse, reply: Reply, logger: Logger): void {
  if (reply instanceof SentReply) return
  if (response.destroyed) return discard(reply.body)
  const { body } = reply
  try {
    // Node reads the list and keeps nothing of it; its types do not say so.
    response.writeHead(reply.status, reply.headers as string[])
    if (body === null) response.end()
    else if (typeof body === 'string' || body instanceof Uint8Array) response.end(body)
    else stream(body, response, logger)
  } catch (error) {
    // A header that slipped past every check: better one connection than the process.
    report(error, logger)
    response.destroy()
  }
}

function stream(
  body: AsyncIterable<Uint8Array | string>,
  response: ServerResponse,
  logger: Logger,
): void {
  if (!(body instanceof Readable)) return void pump(body, response, logger)
  pipeline(body, response, (error) => {
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') report(error, logger)
  })
}

async function pump(
  body: AsyncIterable<Uint8Array | string>,
  response: ServerResponse,
  logger: Logger,
): Promise<void> {
  const iterator = body[Symbol.asyncIterator]()
  response.once('close', () => {
    // Not awaited: a source that waits for its next value would hold this back.
    Promise.try(() => iterator.return?.()).catch((error: unknown) => report(error, logger))
  })
  try {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      if (response.destroyed) return
      if (!response.write(next.value)) await drained(response)
    }
    response.end()
  } catch (error) {
    report(error, logger)
    response.destroy()
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

function report(error: unknown, logger: Logger): void {
  logger.error('response failed', { stack: error instanceof Error ? error.stack : String(error) })
}

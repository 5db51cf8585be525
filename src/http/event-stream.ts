/**
 * Server-sent events (HTML standard, section 9.2): an answer that goes on as long as both sides want.
 *
 * A source that waits for its next event cannot be told by `return()` alone that the client has left: a
 * generator queues it until that event comes. So the source may be a function that gets a signal. A comment
 * every 15 seconds keeps proxies from closing the connection, and finds clients that are gone.
 */
import { PorticoError } from '../internal/index.ts'
import { Reply, respond, type Responder } from './reply.ts'

export interface ServerEvent {
  /** Text as it is, anything else as JSON. */
  readonly data: unknown
  /** The name that the page listens to; `message` when not given. */
  readonly event?: string
  /** Comes back as `Last-Event-ID` when the client connects again. */
  readonly id?: string
  /** How long the client waits before it connects again. Milliseconds. */
  readonly retryMs?: number
}

/** Strings are events with nothing but data. */
export type EventSource = AsyncIterable<ServerEvent | string>

export interface EventStreamOptions {
  /** Seconds between comments while nothing happens; 15 when not given. */
  readonly heartbeatSeconds?: number
}

const HEADERS: readonly string[] = [
  'content-type',
  'text/event-stream',
  'cache-control',
  'no-store',
  'x-accel-buffering', // nginx would hold events back until its buffer is full
  'no',
]
const COMMENT = ':\n\n'
const LINE_END = /\r\n|\r|\n/

/**
 * The events of `source` as the answer of a handler. `source` may be a function; it is called when the
 * answer begins, with a signal that aborts when the client leaves. When the source ends, so does the
 * answer, and browsers connect again; answer 204 to make them stop.
 */
export function eventStream(
  source: EventSource | ((signal: AbortSignal) => EventSource),
  options: EventStreamOptions = {},
): Responder {
  const heartbeat = (options.heartbeatSeconds ?? 15) * 1000
  const body = { [Symbol.asyncIterator]: () => new Frames(source, heartbeat) }
  return { [respond]: () => new Reply(200, HEADERS, body) }
}

/** The text of one event. Throws PorticoError `event-invalid` for an id or name that would end its line. */
export function formatEvent(event: ServerEvent | string): string {
  if (typeof event === 'string') return formatData(event)
  let text = ''
  if (event.event !== undefined) text += `event: ${checkLine('event', event.event)}\n`
  if (event.id !== undefined) text += `id: ${checkLine('id', event.id)}\n`
  if (event.retryMs !== undefined) text += `retry: ${Math.round(event.retryMs)}\n`
  const { data } = event
  return text + formatData(typeof data === 'string' ? data : (JSON.stringify(data) ?? ''))
}

function formatData(text: string): string {
  return `${text
    .split(LINE_END)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`
}

function checkLine(field: string, text: string): string {
  if (!/[\r\n\0]/.test(text)) return text
  throw new PorticoError(
    'event-invalid',
    `The ${field} of a server-sent event is ${JSON.stringify(text.slice(0, 32))}. It is one line: a line break ` +
      'would begin a field of its own. Put the text into data, which may have several lines.',
  )
}

/** Frames of text: an opening comment, the events, comments while there are none. One reader, one use. */
class Frames implements AsyncIterator<string> {
  readonly #leave = new AbortController()
  readonly #source: EventSource | ((signal: AbortSignal) => EventSource)
  readonly #heartbeat: number
  #events: AsyncIterator<ServerEvent | string> | null = null
  /** An event is asked for and has not come; it is asked for once, however many comments go out meanwhile. */
  #isPulling = false
  #arrived: Promise<IteratorResult<string>> | null = null
  #waiting: ((result: IteratorResult<string> | Promise<IteratorResult<string>>) => void) | null =
    null
  #timer: NodeJS.Timeout | null = null

  constructor(source: EventSource | ((signal: AbortSignal) => EventSource), heartbeat: number) {
    this.#source = source
    this.#heartbeat = heartbeat
  }

  next(): Promise<IteratorResult<string>> {
    if (this.#events === null) return this.#open()
    const arrived = this.#arrived
    if (arrived !== null) {
      this.#arrived = null
      return arrived
    }
    return new Promise((resolve) => {
      this.#waiting = resolve
      this.#timer = setTimeout(() => this.#settle({ done: false, value: COMMENT }), this.#heartbeat)
      if (!this.#isPulling) this.#pull()
    })
  }

  return(): Promise<IteratorResult<string>> {
    this.#leave.abort()
    // Neither awaited nor heard: the source may be stuck, and nobody is left to tell.
    this.#events?.return?.().catch(() => {})
    this.#settle({ done: true, value: undefined })
    return Promise.resolve({ done: true, value: undefined })
  }

  /** The comment makes Node send the headers, so the client knows at once that it is connected. */
  async #open(): Promise<IteratorResult<string>> {
    const source =
      typeof this.#source === 'function' ? this.#source(this.#leave.signal) : this.#source
    this.#events = source[Symbol.asyncIterator]()
    return { done: false, value: COMMENT }
  }

  #pull(): void {
    this.#isPulling = true
    const result = this.#read()
    const settle = (): void => {
      this.#isPulling = false
      if (this.#waiting === null) this.#arrived = result
      else this.#settle(result)
    }
    result.then(settle, settle)
  }

  async #read(): Promise<IteratorResult<string>> {
    const next = await this.#events?.next()
    if (next === undefined || next.done) return { done: true, value: undefined }
    return { done: false, value: formatEvent(next.value) }
  }

  #settle(result: IteratorResult<string> | Promise<IteratorResult<string>>): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.(result)
  }
}

/**
 * The log: one line of JSON for each entry, written once for all entries of a tick.
 *
 * Whatever strangers send stays inside its string (no line breaks, no terminal escapes), values of
 * fields with secret names are replaced, and query strings are left out, since tokens travel in them.
 * The only AsyncLocalStorage of Portico is here: an entry inside a request carries the request's id.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { redactFields } from './redaction.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, unknown>>

export interface LoggerOptions {
  /** The least level that is written; `info` when not given, `silent` for none. */
  readonly level?: LogLevel | 'silent'
  /** Takes whole lines; standard output when not given. */
  readonly write?: (lines: string) => void
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number
}

/** One answered request. */
export interface AccessEntry {
  readonly id: string
  readonly method: string
  /** What follows a `?` is not written. */
  readonly path: string
  readonly status: number
  /** Milliseconds until the answer was handed over; written with three decimals. */
  readonly ms: number
  /** Bytes of the body as sent; null when not known. */
  readonly bytes: number | null
}

export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** The line of a request, at level `info`; `error` when the status is 500 or more. */
  access(entry: AccessEntry): void
  /** Calls `work` so that what it logs, now or later, carries the id of the request. */
  withRequest<Result>(id: string, work: () => Result): Result
  /** Whether an entry of that level would be written; ask before an expensive one. */
  isOn(level: LogLevel): boolean
}

const LEVELS = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const
// JSON.stringify escapes line feeds and the like, but not these, which terminals and viewers obey.
const CONTROL = /[\x7f-\x9f\u2028\u2029]/g

/** Makes a logger. One that is `silent` does nothing at all, not even remember requests. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const least = LEVELS[options.level ?? 'info']
  const now = options.now ?? Date.now
  const isOn = (level: LogLevel): boolean => LEVELS[level] >= least
  if (least === LEVELS.silent) return SILENT
  const requests = new AsyncLocalStorage<string>()
  const append = createBuffer(options.write ?? writeToStandardOutput())

  const log = (level: LogLevel, message: string, fields?: LogFields): void => {
    if (!isOn(level)) return
    // JSON.stringify leaves out what is undefined: an entry outside of a request.
    const head = {
      time: new Date(now()).toISOString(),
      level,
      msg: message,
      request: requests.getStore(),
    }
    append(toLine(fields === undefined ? head : { ...head, ...redactFields(fields), ...head }))
  }
  return {
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    error: (message, fields) => log('error', message, fields),
    access(entry) {
      const level = entry.status >= 500 ? 'error' : 'info'
      if (isOn(level)) append(accessLine(entry, level, now()))
    },
    withRequest: (id, work) => requests.run(id, work),
    isOn,
  }
}

const SILENT: Logger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  access: ignore,
  withRequest: (_id, work) => work(),
  isOn: () => false,
}

function ignore(): void {}

function toLine(value: unknown): string {
  return `${JSON.stringify(value).replaceAll(CONTROL, escapeControl)}\n`
}

function escapeControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Put together by hand: this line is written for every request. */
function accessLine(entry: AccessEntry, level: LogLevel, now: number): string {
  const query = entry.path.indexOf('?')
  const path = query === -1 ? entry.path : entry.path.slice(0, query)
  return (
    `{"time":"${new Date(now).toISOString()}","level":"${level}","msg":"request","request":${quote(entry.id)},` +
    `"method":${quote(entry.method)},"path":${quote(path)},"status":${entry.status},` +
    `"ms":${entry.ms.toFixed(3)},"bytes":${entry.bytes}}\n`
  )
}

function quote(text: string): string {
  return JSON.stringify(text).replaceAll(CONTROL, escapeControl)
}

/** Collects lines and hands them over after the events of this turn; what is left, when the process exits. */
function createBuffer(write: (lines: string) => void): (line: string) => void {
  let lines = ''
  const flush = (): void => {
    unwritten.delete(flush)
    const ready = lines
    lines = ''
    if (ready !== '') write(ready)
  }
  return (line) => {
    if (lines === '') {
      setImmediate(flush)
      unwritten.add(flush)
      watchExit()
    }
    lines += line
  }
}

const unwritten: Set<() => void> = new Set()
let isExitWatched = false

/** One listener for all loggers of the process, however many apps it has. */
function watchExit(): void {
  if (isExitWatched) return
  isExitWatched = true
  process.once('exit', () => {
    for (const flush of unwritten) flush()
  })
}

/** A full disk or a closed pipe costs the log, not the process. */
function writeToStandardOutput(): (lines: string) => void {
  if (!process.stdout.listeners('error').includes(ignore)) process.stdout.on('error', ignore)
  return (lines) => void process.stdout.write(lines)
}

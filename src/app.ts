/**
 * `portico()`: the HTTP core with the security defaults around it.
 *
 * The one file that composes layers. Headers, host check and origin check are on in the smallest app; what
 * is switched off is named in `dangerouslyWithout`, where a reviewer and `grep` find it.
 */
import { readConfig, type Config } from './config.ts'
import { App, createLogger } from './http/index.ts'
import type { AppSettings, BeforeHook, Logger, LoggerOptions } from './http/index.ts'
import { listNames, PorticoError } from './internal/index.ts'
import { hostCheck, LOCAL_HOSTS, originCheck, securityHeaders } from './security/index.ts'
import type { SecurityHeaderOptions } from './security/index.ts'

export interface PorticoOptions {
  /**
   * The hosts that the app answers for, such as `example.com` or `.example.com`; HOSTS when not given.
   * Production needs one; development answers for this machine as well.
   */
  readonly hosts?: readonly string[]
  /** Other sites whose pages may send requests with cookies, such as `https://shop.example.com`. */
  readonly trustedOrigins?: readonly string[]
  readonly securityHeaders?: SecurityHeaderOptions
  /** Switches defaults off. Put something in their place: a `before` hook, a proxy in front. */
  readonly dangerouslyWithout?: readonly SecurityDefault[]
  /** Bytes that a request body may have; 1 MiB when not given. */
  readonly bodyLimitBytes?: number
  /** Lines of JSON on standard output when not given, none when NODE_ENV is `test`; false for none. */
  readonly log?: false | LoggerOptions | Logger
  /** Whether whole answers to GET get a strong entity tag; true when not given. */
  readonly etag?: boolean
  /** Whether answers above 1 KiB are compressed for clients that ask for it; true when not given. */
  readonly compression?: boolean
  /** The header that carries the request's id; `x-request-id` when not given, null for none. */
  readonly requestIdHeader?: string | null
  /** Renders errors that no error handler answered; undefined leaves one to the built-in renderer. */
  readonly renderError?: AppSettings['renderError']
  /** In place of the environment variables, for tests and for several apps in one process. */
  readonly config?: Config
}

export type SecurityDefault = (typeof DEFAULTS)[number]

const DEFAULTS = ['security-headers', 'host-check', 'origin-check'] as const
const BODY_LIMIT = 1_048_576 // bytes
const MIN_KEY_BYTES = 32
const MIN_KEY_CHARACTERS = 5 // different ones, as Django's check W009

const OPTIONS: readonly string[] = [
  'hosts',
  'trustedOrigins',
  'securityHeaders',
  'dangerouslyWithout',
  'bodyLimitBytes',
  'log',
  'etag',
  'compression',
  'requestIdHeader',
  'renderError',
  'config',
] satisfies (keyof PorticoOptions)[]

/** An app that is secure before anything is configured. Throws `app-option-unknown` and its kin at once. */
export function portico(options: PorticoOptions = {}): App {
  checkOptions(options)
  const config = options.config ?? readConfig()
  const hosts = options.hosts ?? config.hosts
  const without = new Set(options.dangerouslyWithout)
  return new App({
    isDevelopment: config.mode !== 'production',
    defaultHeaders: without.has('security-headers') ? [] : securityHeaders(options.securityHeaders),
    guards: listGuards(options, config, hosts),
    idHeader: options.requestIdHeader === undefined ? 'x-request-id' : options.requestIdHeader,
    etag: options.etag ?? true,
    compression: options.compression ?? true,
    bodyLimitBytes: options.bodyLimitBytes ?? BODY_LIMIT,
    logger: pickLogger(options.log, config),
    serve: { port: config.port, host: config.host },
    renderError: options.renderError ?? null,
    checkStart() {
      if (config.mode !== 'production') return
      if (hosts.length === 0 && !without.has('host-check')) throw hostsMissing()
      if (config.secretKey !== null && isWeak(config.secretKey)) throw secretKeyWeak()
    },
  })
}

function listGuards(
  options: PorticoOptions,
  config: Config,
  hosts: readonly string[],
): BeforeHook[] {
  const without = new Set(options.dangerouslyWithout)
  const known = config.mode === 'production' ? hosts : [...hosts, ...LOCAL_HOSTS]
  const guards: BeforeHook[] = []
  if (!without.has('host-check')) guards.push(hostCheck(known))
  if (!without.has('origin-check')) {
    guards.push(originCheck({ trustedOrigins: options.trustedOrigins ?? [] }))
  }
  return guards
}

function pickLogger(log: PorticoOptions['log'], { mode }: Config): Logger {
  if (log === false || (log === undefined && mode === 'test'))
    return createLogger({ level: 'silent' })
  return log !== undefined && 'access' in log ? log : createLogger(log)
}

function checkOptions(options: PorticoOptions): void {
  checkNames('option', Object.keys(options), OPTIONS)
  checkNames('security default', options.dangerouslyWithout ?? [], DEFAULTS)
}

function checkNames(kind: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new PorticoError(
    'app-option-unknown',
    `portico() was given the ${kind} ${JSON.stringify(unknown)}. It knows ${listNames(known)}. ` +
      'Correct the name, or remove it.',
  )
}

function isWeak(key: string): boolean {
  return Buffer.byteLength(key) < MIN_KEY_BYTES || new Set(key).size < MIN_KEY_CHARACTERS
}

function hostsMissing(): PorticoError {
  return new PorticoError(
    'hosts-missing',
    'The app does not know its own host names, and in production it would have to believe those of its clients. ' +
      "Declare them: portico({ hosts: ['example.com'] }), or HOSTS=example.com",
  )
}

function secretKeyWeak(): PorticoError {
  return new PorticoError(
    'secret-key-weak',
    `SECRET_KEY has fewer than ${MIN_KEY_BYTES} bytes or fewer than ${MIN_KEY_CHARACTERS} different characters, so ` +
      'what it signs could be forged. Make one: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
  )
}

/**
 * The environment variables that Portico honours. The only file that reads them.
 *
 * `PORT`, `HOST`, `HOSTS`, `DATABASE_URL`, `SECRET_KEY`, `NODE_ENV`. An empty variable counts as not set;
 * one that makes no sense stops the start, since a guess would run the wrong way in production.
 */
import { listNames, PorticoError } from './internal/index.ts'

export interface Config {
  /** `development` when NODE_ENV is not set. */
  readonly mode: Mode
  /** 8000 when PORT is not set; 0 takes any free port. */
  readonly port: number
  /** `127.0.0.1` when HOST is not set: reachable from this machine alone. */
  readonly host: string
  /** The host names that the app answers to, from HOSTS, separated by commas. Empty when not set. */
  readonly hosts: readonly string[]
  readonly databaseUrl: string | null
  readonly secretKey: string | null
}

export type Mode = (typeof MODES)[number]

const MODES = ['development', 'test', 'production'] as const
const MAX_PORT = 65_535

/** Reads the variables of `environment`. Throws `config-invalid` for one that cannot be understood. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const read = (name: string): string | null => environment[name]?.trim() || null
  return {
    mode: parseMode(read('NODE_ENV') ?? 'development'),
    port: parsePort(read('PORT') ?? '8000'),
    host: read('HOST') ?? '127.0.0.1',
    hosts: (read('HOSTS') ?? '').split(/[\s,]+/).filter((host) => host !== ''),
    databaseUrl: read('DATABASE_URL'),
    secretKey: read('SECRET_KEY'),
  }
}

function parseMode(text: string): Mode {
  const mode = MODES.find((known) => known === text)
  if (mode !== undefined) return mode
  throw new PorticoError(
    'config-invalid',
    `NODE_ENV is ${JSON.stringify(text)}. It is one of ${listNames(MODES)}; any other could be production misspelt. ` +
      'Set NODE_ENV=production, or leave it out.',
  )
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= MAX_PORT) return port
  throw new PorticoError(
    'config-invalid',
    `PORT is ${JSON.stringify(text.slice(0, 32))}. It is a number from 0 to ${MAX_PORT}; 0 takes any free port. Set PORT=8000.`,
  )
}

/**
 * The secret key of an app: what SECRET_KEY says, or, while developing, a random one that is made at
 * the first start and kept in a file, so that signed values outlive a restart without any set-up.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { PorticoError } from '../internal/index.ts'

export interface SecretKeyOptions {
  /** What SECRET_KEY says; null when it is not set. */
  readonly secretKey: string | null
  readonly isProduction: boolean
  /** Where the random key is kept while developing; readable by its owner alone. */
  readonly file: string
}

const KEY_BYTES = 32

/** Throws `secret-key-missing` in production without SECRET_KEY: a key that is made there is in no backup. */
export function openSecretKey({ secretKey, isProduction, file }: SecretKeyOptions): string {
  if (secretKey !== null) return secretKey
  if (isProduction) {
    throw new PorticoError(
      'secret-key-missing',
      'SECRET_KEY is not set, and in production no key is made up: what it signs would not survive this machine. ' +
        'Set it to the output of: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
    )
  }
  mkdirSync(dirname(file), { recursive: true })
  const made = randomBytes(KEY_BYTES).toString('base64url')
  try {
    // Of two processes that start at once, one writes and the other reads what was written.
    writeFileSync(file, made, { flag: 'wx', mode: 0o600 })
    return made
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return readFileSync(file, 'utf8').trim()
  }
}

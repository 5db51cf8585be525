/**
 * An answer as encrypted text: AES-256-GCM (NIST SP 800-38D), so that it can neither be read nor changed
 * without the secret. The nonce is random: a key that is used again after a failure seals another answer.
 *
 *   base64url( nonce, 12 bytes | tag, 16 bytes | JSON of [status, headers, body] )
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Reply } from '../http/index.ts'
import { PorticoError } from '../internal/index.ts'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `secret` has 32 bytes. Throws PorticoError `answer-unstorable` for a body that is not text. */
export function sealAnswer({ status, headers, body }: Reply, secret: Buffer): string {
  if (typeof body !== 'string' && body !== null) {
    throw new PorticoError(
      'answer-unstorable',
      'An idempotent handler answered with bytes or a stream, which cannot be kept to be given again. ' +
        'Answer with JSON, text or nothing, and let the client fetch the rest from an address in it.',
    )
  }
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, secret, nonce)
  const text = cipher.update(JSON.stringify([status, headers, body]))
  const end = cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), text, end]).toString('base64url')
}

/** Throws for text that was not sealed with this secret. */
export function openAnswer(sealed: string, secret: Buffer): Reply {
  const bytes = Buffer.from(sealed, 'base64url')
  const start = NONCE_BYTES + TAG_BYTES
  const decipher = createDecipheriv(CIPHER, secret, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, start))
  const text = Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()])
  // The tag proves that sealAnswer wrote it.
  const [status, headers, body] = JSON.parse(text.toString()) as [number, string[], string | null]
  return new Reply(status, headers, body)
}

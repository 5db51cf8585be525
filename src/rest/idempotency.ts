/**
 * Requests that may be sent twice and act once (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * One transaction holds the key, the effect and the answer: either all three are there or none, also
 * when the process dies in between. A repeated request waits for the first and gets its answer.
 */
import { createHmac } from 'node:crypto'
import { database, type Transaction } from '../db/index.ts'
import { type Context, HttpError, Reply, reply } from '../http/index.ts'
import { type Instant, instantOf, now } from '../schema/index.ts'
import { IdempotencyKey } from './idempotency-key.ts'
import { openAnswer, sealAnswer } from './sealed-answer.ts'

export interface IdempotentOptions {
  /** The key, where no header can carry it: a hidden field of a form. Default: `Idempotency-Key`. */
  readonly key?: string
  /**
   * Who sends the request: keys of different callers have nothing to do with each other. Default: the
   * `Authorization` header. An app with sessions gives the user's id.
   */
  readonly caller?: string
}

/** What identifies a request, without the key itself. */
interface Identity {
  readonly id: string
  readonly fingerprint: string
  /** Encrypts the answer. */
  readonly secret: Buffer
}

const KEPT_MS = 24 * 60 * 60 * 1000
/** A structured string (RFC 9651 section 3.3.3), as the draft asks for. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"$/
/** What most clients send. A comma would be of two headers. */
const BARE = /^[\x21\x23-\x2b\x2d-\x7e]+$/
const MAX_KEY_LENGTH = 255

/**
 * Runs `effect` once for each key, and answers with the reply that its value makes (as a handler's does);
 * for a key that was used within 24 hours, with the reply of then and `Idempotency-Replayed: true`.
 * When it throws, or answers 500 or above, everything is undone and the key may be used again. Status and
 * headers must come with the reply: what was set on `ctx` is not kept.
 * Throws HttpError 400 `idempotency-key-missing`, `idempotency-key-invalid`, 422 `idempotency-key-reused`.
 */
export async function idempotent(
  ctx: Context<unknown>,
  effect: (tx: Transaction) => unknown,
  options: IdempotentOptions = {},
): Promise<Reply> {
  const key = parseKey(options.key ?? ctx.header('idempotency-key'))
  const caller = options.caller ?? ctx.header('authorization') ?? ''
  const identity = identify(key, [caller, ctx.method, ctx.path], await ctx.bytes())
  try {
    return await database(ctx).transaction(
      async (tx) => (await findAnswer(tx, identity)) ?? perform(tx, identity, effect),
    )
  } catch (error) {
    if (error instanceof UnkeptAnswer) return error.answer
    throw error
  }
}

/** The answer that was given before; null for a key that is new, or older than is remembered. */
async function findAnswer(tx: Transaction, identity: Identity): Promise<Reply | null> {
  const known = await tx.get(IdempotencyKey, identity.id)
  if (known === null || known.answer === null || known.createdAt < oldestKept()) return null
  if (known.fingerprint !== identity.fingerprint) throw keyReused()
  const { status, headers, body } = openAnswer(known.answer, identity.secret)
  return new Reply(status, [...headers, 'idempotency-replayed', 'true'], body)
}

async function perform(
  tx: Transaction,
  { id, fingerprint, secret }: Identity,
  effect: (tx: Transaction) => unknown,
): Promise<Reply> {
  // Each new key pays for the few that have become too old since the last one.
  await tx.delete(IdempotencyKey.where((row) => row.createdAt.lt(oldestKept())))
  // Before the effect: where transactions run side by side, a second one waits here for the first.
  await tx.insert(IdempotencyKey, { id, fingerprint, answer: null, createdAt: now() })
  const answer = reply(await effect(tx))
  if (answer.status >= 500) throw new UnkeptAnswer(answer)
  const own = IdempotencyKey.where((row) => row.id.eq(id))
  await tx.update(own, { answer: sealAnswer(answer, secret) })
  return answer
}

/** Undoes the transaction, and is answered all the same. */
class UnkeptAnswer extends Error {
  readonly answer: Reply

  constructor(answer: Reply) {
    super(`The answer has the status ${answer.status}.`)
    this.answer = answer
  }
}

/** Every hash needs the key, so that nothing stored tells a body or an answer to a reader without it. */
function identify(key: string, scope: readonly string[], body: Buffer): Identity {
  const hash = (purpose: string) =>
    createHmac('sha256', key).update(JSON.stringify([purpose, ...scope]))
  return {
    id: hash('id').digest('base64url'),
    fingerprint: hash('body').update(body).digest('base64url'),
    secret: hash('answer').digest(),
  }
}

function oldestKept(): Instant {
  return instantOf(new Date(Date.now() - KEPT_MS))
}

function parseKey(given: string | null): string {
  if (given === null || given === '') {
    throw new HttpError(
      400,
      'idempotency-key-missing',
      'This request needs an Idempotency-Key, so that sending it twice acts once. Send a header such as ' +
        'Idempotency-Key: "8e03978e-40d5-43e8-bc93-6894a57f9324", a new random UUID for each operation.',
    )
  }
  const quoted = QUOTED.exec(given)?.[1]
  const key = quoted === undefined ? given : quoted.replaceAll(/\\(.)/g, '$1')
  if (key.length <= MAX_KEY_LENGTH && (quoted !== undefined || BARE.test(given))) return key
  throw new HttpError(
    400,
    'idempotency-key-invalid',
    `The Idempotency-Key is not one text of 1 to ${MAX_KEY_LENGTH} printable ASCII characters. ` +
      'Send a random UUID, in double quotes or as it is.',
  )
}

function keyReused(): HttpError {
  return new HttpError(
    422,
    'idempotency-key-reused',
    'This Idempotency-Key was sent before with another body. Send a new key for a new operation, or ' +
      'the same body to get the answer of the first again.',
  )
}

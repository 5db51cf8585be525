/**
 * The table behind `idempotent`: which keys were used, and the answers to give again.
 *
 * Nothing in it is of use to whoever reads it. What finds a row is a hash made with the client's key, and so
 * is what encrypts the answer, which may hold a token that a client is shown once. The key itself is in
 * no column, and a random one, as client libraries make them, cannot be guessed from the rest.
 */
import { index, model, type Model } from '../db/index.ts'
import { type Field, type Instant, instant, text } from '../schema/index.ts'

export interface IdempotencyKeyFields {
  /** What key, caller, method and path hash to. */
  readonly id: Field<string, false, true>
  /** What the body hashes to. */
  readonly fingerprint: Field<string, false, false>
  /** Encrypted; null while the effect runs, which no other transaction sees. */
  readonly answer: Field<string | null, true, false>
  readonly createdAt: Field<Instant, false, false>
}

const HASH_LENGTH = 43 // characters: 256 bits in base64url

/** Give it to `connect` and to the migrations, beside the models of the app. */
export const IdempotencyKey: Model<IdempotencyKeyFields> = model(
  'idempotency_key',
  {
    id: text({ max: HASH_LENGTH, key: true }),
    fingerprint: text({ max: HASH_LENGTH }),
    answer: text({ nullable: true }),
    createdAt: instant(),
  },
  (row) => [index(row.createdAt)],
)

/**
 * A refusal by a rule of the hotel: what the guest asked for cannot be had, and why.
 *
 * The rules know no HTTP; `problems.ts` says which status each code travels with.
 */
export class RuleError extends Error {
  readonly code: RuleCode
  /** Facts for the client beside the sentence, such as the night that is sold out. */
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: RuleCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'RuleError'
    this.code = code
    this.facts = facts
  }
}

export type RuleCode =
  | 'invalid-stay'
  | 'party-too-large'
  | 'room-unknown'
  | 'sold-out'
  | 'hold-unknown'
  | 'hold-expired'
  | 'hold-released'
  | 'hold-converted'
  | 'booking-unknown'
  | 'stay-over'

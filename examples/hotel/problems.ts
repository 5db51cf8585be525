/** How a refusal by the hotel's rules travels over HTTP: its status, and its facts beside the sentence. */
import { HttpError } from 'portico'
import type { RuleCode, RuleError } from './booking/rule-error.ts'

const STATUS: Readonly<Record<RuleCode, number>> = {
  'invalid-stay': 422,
  'party-too-large': 422,
  'room-unknown': 404,
  'sold-out': 409,
  'hold-unknown': 404,
  'hold-expired': 409,
  'hold-released': 409,
  'hold-converted': 409,
  'booking-unknown': 404,
  'stay-over': 409,
}

export function problemOf(error: RuleError): HttpError {
  return new HttpError(STATUS[error.code], error.code, error.message, {
    extensions: error.facts,
    cause: error,
  })
}

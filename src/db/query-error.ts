/**
 * A mistake in how a query is built; thrown where it is built, before anything is sent.
 */
import { PorticoError } from '../internal/index.ts'

export type QueryErrorCode = 'query-invalid' | 'query-field-unknown' | 'query-value-missing'

export class QueryError extends PorticoError {
  declare readonly code: QueryErrorCode

  constructor(code: QueryErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options)
  }
}

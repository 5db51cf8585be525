/**
 * A mistake in the declaration of a model; thrown at start-up, before any request is served.
 *
 * Names in its messages come from the program, never from a request.
 */
import { PorticoError } from '../internal/index.ts'

export type ModelErrorCode =
  | 'model-name-invalid'
  | 'model-field-invalid'
  | 'model-relation-invalid'
  | 'model-constraint-invalid'
  | 'model-duplicate'
  | 'model-unknown'

export class ModelError extends PorticoError {
  declare readonly code: ModelErrorCode

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options)
  }
}

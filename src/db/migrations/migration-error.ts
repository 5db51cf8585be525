/**
 * Why migrations cannot be written or run. Nothing has been changed by the one that is named.
 */
import { PorticoError } from '../../internal/index.ts'

export type MigrationErrorCode =
  | 'migration-folder-missing'
  | 'migration-name-invalid'
  | 'migration-changed'
  | 'migration-missing'
  | 'migration-order'
  | 'migration-failed'
  | 'migration-model-missing'
  | 'migration-dialect-unknown'

export class MigrationError extends PorticoError {
  declare readonly code: MigrationErrorCode

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options)
  }
}

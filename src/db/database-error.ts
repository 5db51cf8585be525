/**
 * What a database answers instead of rows: a statement it refuses, or no connection in time.
 *
 * Violated constraints have a class of their own in constraint-error.ts, since a program handles
 * them; these two are reported.
 */
import { PorticoError } from '../internal/index.ts'

/** The database refused a statement. `cause` is the driver's error; values are never in the message. */
export class DatabaseError extends PorticoError {
  /** The text that was refused, with placeholders for its values. */
  readonly sql: string

  constructor(sql: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      'statement-failed',
      `The database refused a statement: ${reason}. The statement is:\n${sql.slice(0, 2000)}\n` +
        'Compare it with the tables; a missing table or column means a migration has not run.',
      { cause },
    )
    this.sql = sql
  }
}

/** No connection came free, or another process kept its lock, for longer than the limit. */
export class DatabaseBusyError extends PorticoError {
  constructor(message: string, options?: ErrorOptions) {
    super('database-busy', message, options)
  }
}

/** For whoever asks a database after its end. */
export function databaseClosed(): PorticoError {
  return new PorticoError(
    'database-closed',
    'The database is closed. Keep it open while anything may still use it: close it last, ' +
      'after the server.',
  )
}

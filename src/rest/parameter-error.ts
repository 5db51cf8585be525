/**
 * A query parameter that its schema accepts and its meaning does not: thrown by whatever reads the
 * parameter, caught by the query's schema (read-query.ts), and never seen outside.
 */
export class ParameterError extends Error {
  readonly parameter: string

  /** `message` completes a sentence that begins with the name of the parameter. */
  constructor(parameter: string, message: string) {
    super(message)
    this.parameter = parameter
  }
}

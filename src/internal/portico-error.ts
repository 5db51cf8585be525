/**
 * The base of every error that Portico throws.
 *
 * `code` is stable and listed in docs/reference/errors.md; `message` says what happened with the
 * actual values, why, and what to do. Messages may change between versions, codes may not.
 */
export class PorticoError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

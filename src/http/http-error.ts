/**
 * The error that a client may see: a status, a stable code and a sentence, sent as a problem
 * document (RFC 9457) whose type is `/problems/<code>`. Any other error is a plain 500 to the client.
 */
import { PorticoError } from '../internal/index.ts'

export interface HttpErrorOptions extends ErrorOptions {
  /** Sent with the answer, such as `{ allow: 'GET, HEAD' }`; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** Further members of the problem document, such as `{ errors: [...] }`. Never a secret. */
  readonly extensions?: Readonly<Record<string, unknown>>
}

/**
 * Throw it anywhere below a handler. `code` is kebab-case and stable; `detail` is for the person who
 * reads the answer, so it quotes at most 32 characters of what the client sent.
 */
export class HttpError extends PorticoError {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, detail: string, options: HttpErrorOptions = {}) {
    super(code, detail, options)
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new PorticoError(
        'error-status-invalid',
        `HttpError ${JSON.stringify(code)} has the status ${status}. An error answers with 400 to 599. ` +
          'Return reply(body, { status }) for any other answer.',
        { cause: this },
      )
    }
    this.status = status
    this.headers = options.headers ?? {}
    this.extensions = options.extensions ?? {}
  }
}

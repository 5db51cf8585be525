import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HttpError, PorticoError } from 'portico'

describe('HttpError', () => {
  it('has a status, a code, a detail and what else the client should know', () => {
    const cause = new Error('below')
    const headers = { 'retry-after': '3' }
    const error = new HttpError(503, 'busy', 'Busy.', { cause, headers, extensions: { load: 1 } })
    assert.ok(error instanceof PorticoError)
    assert.deepEqual(
      [error.name, error.status, error.code, error.message, error.cause],
      ['HttpError', 503, 'busy', 'Busy.', cause],
    )
    assert.deepEqual([error.headers, error.extensions], [headers, { load: 1 }])
  })

  it('is no way to answer with success', () => {
    for (const status of [200, 399, 600, 404.5, NaN]) {
      assert.throws(() => new HttpError(status, 'x', 'X.'), {
        code: 'error-status-invalid',
        message: `HttpError "x" has the status ${status}. An error answers with 400 to 599. Return reply(body, { status }) for any other answer.`,
      })
    }
  })
})

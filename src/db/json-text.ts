/**
 * JSON text of single values, where calling JSON.stringify for each would cost more than the value.
 */

/** The characters that JSON escapes, and surrogates, of which a lone one is escaped too. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/

/** Characters; above it the scan costs more than the call of JSON.stringify that it saves. */
const SHORT = 64

/** The same text as JSON.stringify gives for a string or null. */
export function quoteJson(value: string | null): string {
  if (value === null) return 'null'
  return value.length > SHORT || ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`
}

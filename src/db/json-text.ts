/**
 * JSON text of single values, where calling JSON.stringify for each would cost more than the value.
 */

/** The characters that JSON escapes, and surrogates, of which a lone one is escaped too. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/

/** The same text as JSON.stringify gives for a string or null. */
export function quoteJson(value: string | null): string {
  if (value === null) return 'null'
  return ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`
}

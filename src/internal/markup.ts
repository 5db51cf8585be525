/**
 * What the `html` tag promises to whoever sends it: text that is already safe HTML.
 *
 * The templates make it and the HTTP core sends it without either knowing the other. A symbol of
 * the global registry, so that two copies of Portico in one process still understand each other.
 */
export const markup: unique symbol = Symbol.for('portico.markup')

/** A chunk is a string where the template is synchronous; awaiting a string costs a microtask each. */
export interface Markup {
  readonly [markup]: true
  /** The whole text when nothing in it is asynchronous, null when it has to be streamed. */
  text(): string | null
  /** The text in order; use it when `text()` is null. */
  chunks(): AsyncIterable<string>
}

export function isMarkup(value: unknown): value is Markup {
  return typeof value === 'object' && value !== null && markup in value
}

/**
 * The value of a template: HTML that is safe to send, as text or as parts that are still to come.
 *
 * A template without promises and async iterables is plain text as soon as the tag returns; nothing
 * is deferred, and composing templates is concatenating strings.
 */
import { markup, type Markup } from '../internal/index.ts'
import { TemplateError } from './template-error.ts'

/** Text that is known, or markup that comes later. */
export type Part = string | Pending

export interface Pending {
  chunks(): AsyncIterable<string>
}

// Merged, because isolated declarations cannot name a member by an imported symbol.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the static block keeps the promise
export interface Html extends Markup {}

export class Html implements Markup {
  static {
    Object.defineProperty(this.prototype, markup, { value: true })
  }

  readonly #text: string | null
  readonly #parts: readonly Part[]

  constructor(content: string | readonly Part[]) {
    this.#text = typeof content === 'string' ? content : null
    this.#parts = typeof content === 'string' ? [content] : content
  }

  text(): string | null {
    return this.#text
  }

  get parts(): readonly Part[] {
    return this.#parts
  }

  /**
   * The text in order. What is known goes out before anything is awaited. An error in a promise or
   * iterable ends the iteration with that error. Async iterables can be read once, so this can too.
   */
  async *chunks(): AsyncGenerator<string, void, undefined> {
    let text = ''
    for (const part of this.#parts) {
      if (typeof part === 'string') {
        text += part
        continue
      }
      if (text !== '') yield text
      text = ''
      yield* part.chunks()
    }
    if (text !== '') yield text
  }

  /** The whole text; throws TemplateError `template-streams` when a part of it is still to come. */
  toString(): string {
    if (this.#text !== null) return this.#text
    throw new TemplateError(
      'template-streams',
      '',
      'This HTML holds a promise or an async iterable, so its text is not known yet. ' +
        "Await it: (await Array.fromAsync(page.chunks())).join('')",
    )
  }
}

/**
 * Declares that `text` is HTML already: from a sanitizer or a file of yours, never from a stranger.
 * It may stand between tags only, not in an attribute.
 */
export function raw(text: string): Html {
  return new Html(text)
}

/**
 * Which names of a sorted list begin with a word, give or take typing errors: a letter too many, too
 * few, wrong, or swapped with its neighbour (Damerau 1964; optimal string alignment).
 *
 * The table of distances has a row for each letter of a name. A name starts as its predecessor in the
 * list does, so the rows of the shared letters stay; and as soon as a row is hopeless, so are all
 * names that share its letters. The sorted list thus works as a trie, without one being built.
 */

/** Names in order, in two arrays because most of them are passed over by a look at `shared` alone. */
export interface SortedNames {
  readonly keys: readonly string[]
  /** How many letters each shares with the one before it, 255 at most. */
  readonly shared: Uint8Array
}

export function sortedNames(keys: readonly string[]): SortedNames {
  return { keys, shared: Uint8Array.from(keys, (key, i) => sharedLetters(key, keys[i - 1] ?? '')) }
}

/**
 * Calls `found` with the position of each name of which some beginning is at most `maxErrors` away
 * from `word`. The cost is twice the errors, plus 1 when letters of the name are left over: 0 is
 * equal, 1 a plain beginning, 2 the whole name with one error.
 */
export function findMisspelt(
  { keys, shared }: SortedNames,
  word: string,
  maxErrors: number,
  found: (position: number, cost: number) => void,
): void {
  const table = new DistanceTable(word, maxErrors)
  for (let i = 0; i < keys.length; i++) {
    const letters = shared[i] ?? 0
    if (letters >= table.hopelessFrom) continue
    const key = keys[i] ?? ''
    table.moveTo(key, letters)
    const cost = table.cost(key.length)
    if (cost !== null) found(i, cost)
  }
}

const OUTSIDE = 100 // more than any number of errors, and small enough to be added to

/** Row n: the errors between the first n letters of the name and each beginning of the word. */
class DistanceTable {
  readonly #word: string
  readonly #maxErrors: number
  readonly #rows: Uint8Array[]
  /** For each row the errors of the whole word with the best beginning of the name up to it. */
  readonly #best: Uint8Array
  /** How many rows hold for the current name. */
  #depth = 0
  /** A name that shares this many letters with the current one is too far away, as that one is. */
  hopelessFrom = Infinity

  constructor(word: string, maxErrors: number) {
    this.#word = word
    this.#maxErrors = maxErrors
    // A beginning that is longer than the word by more than the errors cannot match.
    this.#rows = Array.from(
      { length: word.length + maxErrors + 1 },
      () => new Uint8Array(word.length + 1),
    )
    this.#best = new Uint8Array(word.length + maxErrors + 1)
    this.#rows[0]?.forEach((_, column, row) => (row[column] = column))
    this.#best[0] = Math.min(word.length, OUTSIDE)
  }

  /** `shared` letters of the name are those of the name before. */
  moveTo(key: string, shared: number): void {
    this.#depth = Math.min(this.#depth, shared)
    this.hopelessFrom = Infinity
    const deepest = Math.min(key.length, this.#rows.length - 1)
    while (this.#depth < deepest) {
      this.#depth++
      if (this.#fillRow(key, this.#depth) <= this.#maxErrors) continue
      // Its beginning may have matched all the same, and then so do those of its successors.
      if (at(this.#best, this.#depth) > this.#maxErrors) this.hopelessFrom = this.#depth
      return
    }
  }

  /** Null when the name, which has `length` letters, is too far away. */
  cost(length: number): number | null {
    const errors = this.#best[this.#depth] ?? 0
    if (errors > this.#maxErrors) return null
    const whole = this.#rows[this.#depth]?.[this.#word.length]
    return errors * 2 + (length === this.#depth && whole === errors ? 0 : 1)
  }

  /**
   * Fills a row from the two above it and answers the least number in it. Farther from the diagonal
   * than the errors that are allowed every number is too large, so only the band around it is filled.
   */
  #fillRow(key: string, depth: number): number {
    const row = this.#rows[depth]
    const above = this.#rows[depth - 1]
    if (row === undefined || above === undefined) return 0
    const letter = key.charCodeAt(depth - 1)
    const from = Math.max(1, depth - this.#maxErrors)
    const to = Math.min(row.length - 1, depth + this.#maxErrors)
    row[from - 1] = from === 1 ? depth : OUTSIDE
    let least = at(row, from - 1)
    for (let column = from; column <= to; column++) {
      const isSame = letter === this.#word.charCodeAt(column - 1)
      let errors = at(above, column - 1) + (isSame ? 0 : 1)
      errors = Math.min(errors, at(above, column) + 1, at(row, column - 1) + 1)
      if (!isSame && this.#isSwap(key, depth, column)) {
        errors = Math.min(errors, at(this.#rows[depth - 2] ?? above, column - 2) + 1)
      }
      row[column] = errors
      if (errors < least) least = errors
    }
    if (to + 1 < row.length) row[to + 1] = OUTSIDE
    const whole = to === this.#word.length ? at(row, to) : OUTSIDE
    this.#best[depth] = Math.min(at(this.#best, depth - 1), whole)
    return least
  }

  /** The last two letters of both are the same the other way round. */
  #isSwap(key: string, depth: number, column: number): boolean {
    return (
      depth > 1 &&
      column > 1 &&
      key.charCodeAt(depth - 1) === this.#word.charCodeAt(column - 2) &&
      key.charCodeAt(depth - 2) === this.#word.charCodeAt(column - 1)
    )
  }
}

/** The callers stay inside the row; the fallback only tells the compiler so. */
function at(row: Uint8Array, column: number): number {
  return row[column] ?? OUTSIDE
}

function sharedLetters(key: string, before: string): number {
  let shared = 0
  while (shared < before.length && shared < 255 && key[shared] === before[shared]) shared++
  return shared
}

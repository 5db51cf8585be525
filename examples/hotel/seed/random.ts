/**
 * Chance that repeats: the same numbers on every machine and in every run.
 *
 * A hash of whole numbers instead of a generator with a state, so that a hotel's facts depend on its
 * own id alone and not on how many others were made before. The mixing is MurmurHash3's (32 bits,
 * public domain), whose steps are exact integer arithmetic in JavaScript through Math.imul.
 */

/** A whole number from 0 to 2^32 - 1 that looks like chance and depends on `a`, `b` and `c` only. */
export function hash(a: number, b = 0, c = 0): number {
  let h = mix(mix(mix(0x9e3779b9, a), b), c)
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A whole number from `least` to `most`, both included, drawn for (a, b). */
export function between(least: number, most: number, a: number, b: number): number {
  return least + (hash(a, b) % (most - least + 1))
}

/** One of `choices`, drawn for (a, b). Throws RangeError when there is none. */
export function pick<Choice>(choices: readonly Choice[], a: number, b: number): Choice {
  const index = choices.length === 0 ? -1 : hash(a, b) % choices.length
  if (!(index in choices)) throw new RangeError('There is nothing to pick from an empty list.')
  return choices[index] as Choice // the line above has seen that there is one
}

function mix(h: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const mixed = h ^ k
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

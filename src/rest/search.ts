/**
 * `search=grand lyon`: rows where each word is somewhere in the texts that the declaration names.
 *
 * Words are taken literally and compared as `contains` does. It reads every row that the filters
 * leave; an index for full text is another tool.
 */
import { and, type Condition, or } from '../db/index.ts'
import { type Field, text } from '../schema/index.ts'
import { ParameterError } from './parameter-error.ts'
import { columnOf, type RowColumns } from './row-query.ts'

const MAX_LENGTH = 100 // characters
const MAX_WORDS = 8

/** The parameter; null when it is not given. */
export function searchField(): Field<string | null, true, false> {
  return text({ max: MAX_LENGTH, trim: true, nullable: true })
}

/** The words. Throws ParameterError when they are too many. */
export function parseSearch(given: string | null): readonly string[] {
  const words = given === null ? [] : given.split(/\s+/)
  if (words.length <= MAX_WORDS) return words
  throw new ParameterError('search', `must have at most ${MAX_WORDS} words`)
}

/** Each of `words` is in one of the columns `properties`. */
export function searchCondition(
  row: RowColumns,
  words: readonly string[],
  properties: readonly string[],
): Condition {
  const inAny = (word: string): Condition =>
    or(...properties.map((property) => columnOf(row, property).contains(word)))
  return and(...words.map(inAny))
}

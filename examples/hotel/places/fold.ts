/**
 * One spelling for names: what makes "Saint-Étienne", "st etienne" and "SAINT ETIENNE" the same town.
 *
 * Unicode decomposition (UAX #15) splits an accent from its letter so that it can be dropped; the
 * letters below have no decomposition and need a table. Nothing here depends on a locale.
 */

const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ə: 'a',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ß: 'ss',
  þ: 'th',
}

const ABBREVIATIONS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' }

/**
 * The words of `text` in lower case without accents; hyphens, apostrophes and spaces all part words.
 * "St" and "Ste" are spelled out, but not as the last word: that may be the start of "Strasbourg".
 */
export function foldWords(text: string): string[] {
  const words = foldLetters(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map((word, i) => (i < words.length - 1 && ABBREVIATIONS[word]) || word)
}

/** The words joined without a mark between them, for comparing: `lisle` for both "L'Isle" and "Lisle". */
export function foldName(text: string): string {
  return foldWords(text).join('')
}

/** The words of `text` as a part of a URL: `val-d-isere`. Letters that are not Latin stay as they are. */
export function slugify(text: string): string {
  return (foldLetters(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('-')
}

function foldLetters(text: string): string {
  // Most names are plain ASCII, for which decomposing is a waste of a third of the index's build.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      // Marks, and the modifier letters that transliterations use for sounds without a Latin letter.
      .replace(/[\p{M}\p{Lm}]+/gu, '')
      .replace(/[æœøđðəħıłßþ]/g, (letter) => LETTERS[letter] ?? letter)
  )
}

/**
 * Turns the capitals of the French register ("SAINT-RÉMY-DE-PROVENCE", "JUAN LES PINS") into names as
 * people write them: words of a commune's name are joined by hyphens, its small words are small.
 */
import { foldName } from '../../places/fold.ts'

const SMALL_WORDS = new Set(
  'à au aux d de des di du en entre et l la le les lès près sous sur un une'.split(' '),
)

/** Removes what clerks appended to a town: its postcode, its island, stray blanks. */
export function cleanTown(town: string): string {
  return town
    .replace(/ - \d+$/, '')
    .replace(/, GUADELOUPE$| LA RÉUNION$/, '')
    .replace(/\s*-\s*/g, '-')
    .replace(/'\s+/g, "'")
    .trim()
}

/** The name for a town of which the register has these spellings, of which each may occur often. */
export function townName(spellings: readonly string[]): string {
  const best = spellings.toSorted((a, b) => care(b) - care(a) || (a < b ? -1 : 1))[0] ?? ''
  const words = best
    .replace(/^ST(?=[ -])/, 'SAINT')
    .replace(/^ILE(?=[ -])/, 'ÎLE')
    .toLowerCase()
    // A leading article stands apart ("Le Havre"), and so does a number ("Courchevel 1850").
    .replace(/(?<!^(?:le|la|les)) (?!\d)/g, '-')
    .split(/(?<=[ '-])/)
  return words.map((word, i) => (i > 0 && isSmall(word) ? word : capital(word))).join('')
}

function isSmall(word: string): boolean {
  return SMALL_WORDS.has(word.replace(/[ '-]$/, ''))
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Accents and hyphens are work: the spelling with the most of them was written with care. */
function care(spelling: string): number {
  return spelling.match(/[^\x20-\x7e]|-/g)?.length ?? 0
}

/** What makes two spellings of a town one: also "CHÂTELGUYON" and "CHÂTEL-GUYON". */
export function townKey(town: string): string {
  return foldName(cleanTown(town))
}

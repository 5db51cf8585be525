/**
 * The two typefaces, as npm brings them (SIL Open Font License 1.1): Fraunces for headings, Inter for
 * text, each one variable file of Latin. By the names under which the pages ask for them.
 */
import { fileURLToPath } from 'node:url'

export const fontFiles: Readonly<Record<'fraunces.woff2' | 'inter.woff2', string>> = {
  'fraunces.woff2': fontFile('fraunces/files/fraunces-latin-wght-normal.woff2'),
  'inter.woff2': fontFile('inter/files/inter-latin-wght-normal.woff2'),
}

function fontFile(path: string): string {
  return fileURLToPath(import.meta.resolve(`@fontsource-variable/${path}`))
}

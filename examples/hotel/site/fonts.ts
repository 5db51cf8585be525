/**
 * The two typefaces, as npm brings them (SIL Open Font License 1.1): Fraunces for headings, Inter for
 * text, each one variable file of Latin. By the names under which the pages ask for them; hand them
 * to `staticFiles(…, { files: fontFiles })`.
 */
import { fileURLToPath } from 'node:url'

export const fontFiles: Readonly<Record<'fraunces.woff2' | 'inter.woff2', string>> = {
  'fraunces.woff2': fileURLToPath(
    import.meta.resolve('@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2'),
  ),
  'inter.woff2': fileURLToPath(
    import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  ),
}

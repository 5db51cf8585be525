/**
 * Reads and writes the tables of this folder: tab-separated text without a header, one row a line,
 * compressed with Brotli (RFC 7932). Tabs and line ends occur in no cell, so nothing is quoted.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** A row of the named columns; a file that was cut off has fewer, which `readTable` refuses. */
type Row<Columns extends readonly string[]> = { readonly [Column in keyof Columns]: string }

/** The rows of `file` in order. Throws when a row has not exactly one cell for each of `columns`. */
export function readTable<const Columns extends readonly string[]>(
  file: string,
  columns: Columns,
): Row<Columns>[] {
  const text = brotliDecompressSync(readFileSync(new URL(file, import.meta.url))).toString()
  return text.split('\n').map((line, i) => {
    const cells = line.split('\t')
    if (!hasLength(cells, columns)) {
      throw new Error(
        `Line ${i + 1} of ${file} has ${cells.length} cells, not ${columns.join(', ')}. ` +
          'Restore the file from the repository.',
      )
    }
    return cells
  })
}

/** Writes `rows` to `file` and answers the size of the file in bytes. */
export function writeTable(file: string, rows: readonly (readonly (string | number)[])[]): number {
  const text = rows.map((row) => row.join('\t')).join('\n')
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  }
  const bytes = brotliCompressSync(text, { params })
  writeFileSync(new URL(file, import.meta.url), bytes)
  return bytes.length
}

function hasLength<Columns extends readonly string[]>(
  cells: readonly string[],
  columns: Columns,
): cells is Row<Columns> {
  return cells.length === columns.length
}

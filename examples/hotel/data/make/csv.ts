/**
 * Reads CSV (RFC 4180) with a header line into one record a row. Only the scripts of this folder use
 * it: what the site reads is tab-separated and needs no quoting.
 */

export type CsvRow = Readonly<Record<string, string>>

/** The rows of `text` in order. Throws when a row has more or fewer cells than the header. */
export function parseCsv(text: string): CsvRow[] {
  const [header, ...lines] = cells(text)
  if (header === undefined) return []
  return lines.map((line, i) => {
    if (line.length !== header.length) {
      throw new Error(`Row ${i + 2} has ${line.length} cells, its header has ${header.length}.`)
    }
    return Object.fromEntries(header.map((name, column) => [name, line[column] ?? '']))
  })
}

/** The cell of `row` under `name`. Throws for a name that the header does not have. */
export function cell(row: CsvRow, name: string): string {
  const value = row[name]
  if (value === undefined) {
    throw new Error(`There is no column "${name}". The columns are ${Object.keys(row).join(', ')}.`)
  }
  return value
}

function cells(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  // A cell is quoted (group 1, quotes doubled inside) or plain (group 2); then a comma or a line end.
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [whole, quoted, plain, end] = match
    if (whole === '' && line.length === 0) break
    line.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    lines.push(line)
    line = []
  }
  return lines
}

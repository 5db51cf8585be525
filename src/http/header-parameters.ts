/**
 * The `; name=value` tail that Content-Type, Accept and Content-Disposition share (RFC 9110 section 5.6.6).
 *
 * Splitting such a header at commas or semicolons is wrong as soon as a value is quoted, so it is read
 * from left to right by expressions that start where the last one ended: linear for every input.
 */
export interface Parameters {
  /** Names in lower case, values unquoted. */
  readonly values: ReadonlyMap<string, string>
  /** Index of the first character that belongs to no parameter. */
  readonly end: number
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const PARAMETER = new RegExp(
  `[ \\t]*;[ \\t]*(?:(${TOKEN})=(?:(${TOKEN})|"((?:[^"\\\\]|\\\\.)*)"))?`,
  'y',
)
const NONE: ReadonlyMap<string, string> = new Map()

/** Reads parameters from `start` on. Null when one of them is given twice: which of the two counts is a guess. */
export function readParameters(header: string, start: number): Parameters | null {
  let values: Map<string, string> | undefined
  let end = start
  PARAMETER.lastIndex = start
  for (let match = PARAMETER.exec(header); match !== null; match = PARAMETER.exec(header)) {
    end = PARAMETER.lastIndex
    const [, name, token, quoted] = match
    if (name === undefined) continue // an empty parameter, as in `text/html;`
    const key = name.toLowerCase()
    values ??= new Map()
    if (values.has(key)) return null
    values.set(key, token ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1'))
  }
  return { values: values ?? NONE, end }
}

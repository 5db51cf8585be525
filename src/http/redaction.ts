/**
 * Prepares values for the log: secrets by the name of their field are replaced, and what JSON
 * cannot say (errors, bigints, circles) is written so that a log call never throws.
 */
const SECRET =
  /pass(?:word|wd|phrase|code)|secret|token|authori[sz]ation|cookie|session|credential|api[-_]?key|private[-_]?key|card|cvc|cvv|iban/i
const MAX_DEPTH = 6
const MAX_ITEMS = 100 // of a list or an object
const MAX_TEXT = 8192 // characters

/** A copy that JSON.stringify accepts. Secret values are `[redacted]`, whatever they hold. */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    return copyFields(Object.entries(fields), 0)
  } catch (error) {
    return { fields: unreadable(error) }
  }
}

function copy(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return value.length > MAX_TEXT
        ? `${value.slice(0, MAX_TEXT)}… (${value.length} characters)`
        : value
    case 'bigint':
    case 'symbol':
      return String(value)
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'function':
      return `[function ${value.name}]`
    case 'object':
      return value === null ? null : copyObject(value, depth)
    default:
      return value
  }
}

function copyObject(value: object, depth: number): unknown {
  // Circles end here too.
  if (depth > MAX_DEPTH) return '[deeper]'
  try {
    if (value instanceof Date)
      return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
    if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => copy(item, depth + 1))
    if (value instanceof Map) return copyFields(value, depth)
    if (value instanceof Set) return copyObject([...value], depth)
    return copyFields(Object.entries(value instanceof Error ? describeError(value) : value), depth)
  } catch (error) {
    return unreadable(error)
  }
}

function copyFields(entries: Iterable<[unknown, unknown]>, depth: number): Record<string, unknown> {
  // The shape that Object.create promises: `__proto__` is a name like any other.
  const fields = Object.create(null) as Record<string, unknown>
  let count = 0
  for (const [key, value] of entries) {
    if (++count > MAX_ITEMS) break
    const name = String(key)
    fields[name] = SECRET.test(name) ? '[redacted]' : copy(value, depth + 1)
  }
  return fields
}

/** For a getter or a proxy that throws. */
function unreadable(error: unknown): string {
  return `[unreadable: ${error instanceof Error ? error.message : typeof error}]`
}

/** Name, message and the rest, which are not enumerable and would be lost. */
function describeError(error: Error): object {
  const { name, message, stack, cause } = error
  return Object.assign({ name, message }, error, { stack }, cause === undefined ? null : { cause })
}

/**
 * An absolute URL (WHATWG), http or https unless told otherwise: a link with another scheme, such as
 * `javascript:`, runs in the page that shows it.
 *
 * Kept as it was written. The URL parser is lenient; white space, control characters, backslashes
 * and `http:host` are refused because what people see would not be what browsers open.
 */
import { PorticoError } from '../../internal/index.ts'
import { type DefaultOf, defineField, type FieldOptions, type FieldWith } from '../field.ts'

export interface UrlOptions<
  Nullable extends boolean = boolean,
  Default = unknown,
  Key extends boolean = boolean,
> extends FieldOptions<Nullable, Default, Key> {
  /** Schemes that are allowed, without colon. Default `['https', 'http']`. */
  readonly schemes?: readonly string[]
}

const MAX_LENGTH = 2048 // characters; browsers and proxies differ on more
const NEEDS_AUTHORITY = ['http', 'https', 'ws', 'wss', 'ftp']

/** Throws PorticoError `field-option-invalid`. */
export function url<
  Nullable extends boolean = false,
  Default extends DefaultOf<string> = undefined,
  Key extends boolean = false,
>(options: UrlOptions<Nullable, Default, Key> = {}): FieldWith<string, Nullable, Default, Key> {
  const { schemes = ['https', 'http'], ...common } = options
  const starts = schemes.map(schemeStart)
  const jsonSchema = {
    type: 'string',
    maxLength: MAX_LENGTH,
    format: 'uri',
    pattern: `^(?:${starts.join('|')})`,
    examples: [`${starts[0]}example.org`],
  } as const
  return defineField<string, Nullable, Default, Key>({ kind: 'url', jsonSchema }, common)
}

export function isUrl(text: string): boolean {
  return text.length <= MAX_LENGTH && !/[\0-\x20\x7f\\]/.test(text) && URL.canParse(text)
}

function schemeStart(scheme: string): string {
  if (/^[a-z][a-z0-9]*$/.test(scheme)) {
    return NEEDS_AUTHORITY.includes(scheme) ? `${scheme}://` : `${scheme}:`
  }
  throw new PorticoError(
    'field-option-invalid',
    `url() has the scheme ${JSON.stringify(scheme)}. Write schemes in small letters and ` +
      "without colon, such as schemes: ['https', 'mailto'].",
  )
}

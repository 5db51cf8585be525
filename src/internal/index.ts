export { contextKey, type ContextKey } from './context-key.ts'
export { parseJson } from './json.ts'
export { isMarkup, markup, type Markup } from './markup.ts'
export { listNames } from './names.ts'
export { PorticoError } from './portico-error.ts'
export type {
  StandardIssue,
  StandardResult,
  StandardSchema,
  TextSchema,
} from './standard-schema.ts'

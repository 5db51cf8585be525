import { preferredEncoding, preferredType } from './negotiation.ts'

preferredType('text/html', ['text/html', 'application/json']) satisfies
  | 'text/html'
  | 'application/json'
  | null
preferredEncoding(null, ['br', 'gzip']) satisfies 'br' | 'gzip' | null

// @ts-expect-error Nothing may be acceptable to the client, and that has to be handled.
preferredType('text/html', ['text/html']) satisfies 'text/html'
// @ts-expect-error A header that is missing is null; undefined would hide a misspelt name.
preferredType(undefined, ['text/html'])

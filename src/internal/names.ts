/** Lists names for an error message that must tell a reader what would have been right. */
export function listNames(names: Iterable<string>): string {
  return [...names].join(', ') || '(none)'
}

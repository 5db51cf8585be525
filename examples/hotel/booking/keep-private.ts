/** For addresses and answers with keys in them, the hold's or the booking's: no cache keeps them. */
import type { Group } from 'portico'

export function keepPrivate(group: Group): void {
  group.after((ctx) => {
    ctx.setHeader('cache-control', 'private, no-store')
    ctx.setHeader('referrer-policy', 'same-origin')
  })
}

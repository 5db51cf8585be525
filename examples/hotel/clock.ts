/** The time, as a value of the app, so that a test can move it. */
import { contextKey, type Context } from 'portico'
import { today, type Instant, type LocalDate } from 'portico/schema'

export const clockKey = contextKey<() => Instant>('clock')

/** The time of the request's app. */
export function now(ctx: Context): Instant {
  return ctx.get(clockKey)()
}

/** The date on which a guest would stand at the hotel's desk now. */
export function todayIn(ctx: Context, timeZone: string): LocalDate {
  return today(timeZone, now(ctx))
}

/** The hotel site: its API and its pages, on one app. */
import { portico, type App } from 'portico'
import type { Database } from 'portico/db'
import { now, type Instant } from 'portico/schema'
import { availabilityApi } from './availability/api.ts'
import { bookingApi } from './booking/api.ts'
import { RuleError } from './booking/rule-error.ts'
import { catalogueApi } from './catalogue/api.ts'
import { PlaceSearch, placeSearchKey } from './catalogue/place-search.ts'
import { clockKey } from './clock.ts'
import { problemOf } from './problems.ts'

export interface HotelOptions {
  /** The time; the machine's when not given. */
  readonly clock?: () => Instant
}

export function hotelApp(db: Database, { clock = now }: HotelOptions = {}): App {
  const app = portico()
  app.use(db)
  app.provide(clockKey, clock)
  app.provide(placeSearchKey, new PlaceSearch(db))
  app.onError(RuleError, (error) => {
    throw problemOf(error)
  })
  const api = app.group('/api/v1')
  api.use(catalogueApi)
  api.use(availabilityApi)
  api.use(bookingApi)
  return app
}

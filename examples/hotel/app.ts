/** The hotel site: its API and its pages, on one app. */
import { portico, readConfig, type App, type Config } from 'portico'
import type { Database } from 'portico/db'
import { now, type Instant } from 'portico/schema'
import { availabilityApi } from './availability/api.ts'
import { PriceBoard, pricesFromKey } from './availability/price-from.ts'
import { availabilityViews } from './availability/views.ts'
import { bookingApi } from './booking/api.ts'
import { RuleError } from './booking/rule-error.ts'
import { bookingViews } from './booking/views.ts'
import { catalogueApi } from './catalogue/api.ts'
import { PlaceSearch, placeSearchKey } from './catalogue/place-search.ts'
import { catalogueViews } from './catalogue/views.ts'
import { clockKey } from './clock.ts'
import { errorNotice } from './error-notice.ts'
import { problemOf } from './problems.ts'
import { serveAssets } from './site-view.ts'

export interface HotelOptions {
  /** The time; the machine's when not given. */
  readonly clock?: () => Instant
  /** In place of the environment variables. */
  readonly config?: Config
}

export function hotelApp(
  db: Database,
  { clock = now, config = readConfig() }: HotelOptions = {},
): App {
  const isDevelopment = config.mode !== 'production'
  const app = portico({
    config,
    renderError: (error, ctx) => errorNotice(error, ctx, isDevelopment),
  })
  app.use(db)
  app.provide(clockKey, clock)
  const places = new PlaceSearch(db)
  app.provide(placeSearchKey, places)
  app.provide(pricesFromKey, new PriceBoard(db, places))
  app.onError(RuleError, (error) => {
    throw problemOf(error)
  })
  serveAssets(app)
  app.use(catalogueViews)
  app.use(availabilityViews)
  app.use(bookingViews)
  app.group('/api/v1', (api) => {
    api.use(catalogueApi)
    api.use(availabilityApi)
    api.use(bookingApi)
  })
  return app
}

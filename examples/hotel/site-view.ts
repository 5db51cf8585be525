/** What every page needs of the app that serves it: its static files, and the way to the other pages. */
import { contextKey, type App, type Context } from 'portico'
import { staticFiles, type StaticFiles } from 'portico/static'
import { fontFiles } from './site/fonts.ts'
import type { SiteView } from './site/layout.ts'

const assetsKey = contextKey<StaticFiles>('assets')

/** Serves style sheet, icon and fonts under `/static`. */
export function serveAssets(app: App): void {
  const assets = staticFiles(`${import.meta.dirname}/site/static`, { files: fontFiles })
  app.mount('/static', assets)
  app.provide(assetsKey, assets)
}

export function siteView(ctx: Context): SiteView {
  const assets = ctx.get(assetsKey)
  return {
    asset: (name) => assets.url(name),
    links: {
      home: ctx.url('home'),
      search: ctx.url('search'),
      howItWorks: ctx.url('how-it-works'),
      data: ctx.url('data'),
    },
  }
}

/**
 * The frame of every page: head, masthead, main, colophon. No script and no inline style, so that the
 * strictest Content-Security-Policy holds.
 */
import { html, type Html, type HtmlValue } from 'portico/templates'
import { icon } from './icons.ts'

/** What every page needs of the app that serves it. */
export interface SiteView {
  /** The URL of a static file by its name: `site.css`, `inter.woff2` ... */
  asset(name: string): string
  readonly links: SiteLinks
}

export interface SiteLinks {
  readonly home: string
  readonly search: string
  readonly howItWorks: string
  readonly data: string
}

export interface PageFrame {
  readonly site: SiteView
  /** Without the site's name. */
  readonly title: string
  /** One sentence for search engines and previews. */
  readonly description?: string
  /** The page is for one guest: no search engine, and its URL is passed on to nobody. */
  readonly isPrivate?: boolean
  readonly current?: keyof SiteLinks
  readonly main: HtmlValue
}

const SITE_NAME = 'Halte'

export function layout(frame: PageFrame): Html {
  const { site, title, description, isPrivate = false, current, main } = frame
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${SITE_NAME}</title>
        ${description !== undefined && html`<meta name="description" content="${description}" />`}
        ${isPrivate && PRIVATE}
        <meta name="color-scheme" content="light dark" />
        <link
          rel="preload"
          href="${site.asset('inter.woff2')}"
          as="font"
          type="font/woff2"
          crossorigin
        />
        <link
          rel="preload"
          href="${site.asset('fraunces.woff2')}"
          as="font"
          type="font/woff2"
          crossorigin
        />
        <link rel="stylesheet" href="${site.asset('site.css')}" />
        <link rel="icon" href="${site.asset('icon.svg')}" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the page's content</a>
        ${masthead(site, current)}
        <main id="main" tabindex="-1">${main}</main>
        ${colophon(site)}
      </body>
    </html>`
}

const PRIVATE = html`<meta name="robots" content="noindex" />
  <meta name="referrer" content="same-origin" />`

function masthead({ links }: SiteView, current: keyof SiteLinks | undefined): Html {
  const link = (name: keyof SiteLinks, text: string): Html => {
    const here = current === name ? html`<span aria-current="page">${text}</span>` : text
    return html`<li><a href="${links[name]}">${here}</a></li>`
  }
  return html`<header class="masthead">
    <div class="page masthead-row">
      <a class="wordmark" href="${links.home}">${icon('arch')}${SITE_NAME}</a>
      <nav aria-label="Site">
        <ul class="nav">
          ${link('search', 'Find a room')} ${link('howItWorks', 'How it works')}
        </ul>
      </nav>
    </div>
  </header>`
}

function colophon({ links }: SiteView): Html {
  return html`<footer class="colophon">
    <div class="page colophon-row">
      <p>
        ${SITE_NAME} is a demonstration. Towns, positions, stars and room counts come from public
        registers; the hotels' names and prices are invented, and nobody is charged.
      </p>
      <ul class="nav">
        <li><a href="${links.howItWorks}">How it works</a></li>
        <li><a href="${links.data}">Where the data comes from</a></li>
      </ul>
    </div>
  </footer>`
}

/** The few icons of the site, drawn on a grid of 24 with one width of line. Always beside a word. */
import { html, type Html } from 'portico/templates'

const PATHS = {
  arch: 'M3 21h18M5 21V9l7-5 7 5v12M9 21v-6a3 3 0 0 1 6 0v6',
  bed: 'M3 20V5m0 11h18v4m0-4v-3a4 4 0 0 0-4-4h-6v7M7 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4m8-4v4',
  check: 'M4 12.5l5 5L20 6.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  filter: 'M4 6h16M7 12h10M10 18h4',
  pin: 'M12 21c-4.5-5-7-8.5-7-11.5a7 7 0 0 1 14 0c0 3-2.5 6.5-7 11.5zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  users:
    'M9 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-6 7-6s7 2 7 6M16 4.5a4 4 0 0 1 0 7.5M18 15.5c2.5.6 4 2.5 4 5.5',
  warning: 'M12 3l10 18H2zM12 10v5m0 3v.01',
} as const

export type IconName = keyof typeof PATHS

export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
    <path d="${PATHS[name]}" />
  </svg>`
}

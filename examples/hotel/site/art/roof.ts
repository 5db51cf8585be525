/** Roofs by region: what tells a house in Lyon from one in Lisbon, Chamonix or Tokyo at a glance. */
import { html, type Html } from 'portico/templates'
import type { Light } from './light.ts'

export type Roof = 'mansard' | 'tiles' | 'chalet' | 'eaves' | 'parapet'

/** The top edge of a wall. */
export interface Eaves {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly light: Light
}

const TILE = '#b4532a'
const SLATE = '#4b5b69'
const TIMBER = '#7a4e32'

/** Null for a parapet, which is drawn before the wall and not above it. */
export function drawRoof(roof: Roof, eaves: Eaves): Html | null {
  return roof === 'parapet' ? null : ROOFS[roof](eaves)
}

const ROOFS: Readonly<Record<Exclude<Roof, 'parapet'>, (eaves: Eaves) => Html>> = {
  mansard: drawMansard,
  tiles: drawTiles,
  chalet: drawChalet,
  eaves: drawEaves,
}

function drawMansard({ left, top, width, light }: Eaves): Html {
  const middles = [0.2, 0.5, 0.8].map((part) => Math.round(left + width * part))
  const dormers = middles.map((x) => `M${x - 4} ${top}v-9h8v9z`)
  const panes = middles.map((x) => `M${x - 2} ${top - 1}v-6h4v6z`)
  return html`<path fill="${SLATE}" d="M${left - 2} ${top}l6-15h${width - 8}l6 15z" />
    <path fill="#f3ead8" d="${dormers.join('')}" />
    <path fill="${light.lit}" d="${panes.join('')}" />`
}

function drawTiles({ left, top, width }: Eaves): Html {
  return html`<path
      fill="${TILE}"
      d="M${left - 5} ${top}l12-11h${width - 14}l12 11v2H${left - 5}z"
    />
    <path fill="none" stroke="#8e3f1f" d="M${left} ${top - 4}h${width}" />`
}

function drawChalet({ left, top, width }: Eaves): Html {
  const right = left + width
  const middle = left + width / 2
  const ridge = top - width / 4
  return html`<path
      fill="${TIMBER}"
      d="M${left - 12} ${top + 6}L${middle} ${ridge - 6}L${right + 12} ${top + 6}z"
    />
    <path
      fill="#fbf7ee"
      d="M${left - 12} ${top + 3}L${middle} ${ridge - 9}L${right + 12} ${top + 3}l-5 1L${middle} ${ridge}L${left - 7} ${top + 4}z"
    />`
}

function drawEaves({ left, top, width, light }: Eaves): Html {
  return html`<path
      fill="${SLATE}"
      d="M${left - 12} ${top - 1}q10-2 18-13h${width - 12}q8 11 18 13l-2 3H${left - 10}z"
    />
    <path fill="${light.line}" d="M${left + 4} ${top - 15}h${width - 8}v-3h-${width - 8}z" />`
}

/**
 * A hotel's front, drawn from its facts: storeys and width tell the rooms, the roof tells the region,
 * an arcade the stars from four on, and lit windows how lively the house is.
 */
import { html, type Html } from 'portico/templates'
import { hash, pick } from '../../seed/random.ts'
import type { Light } from './light.ts'
import { drawRoof, type Roof } from './roof.ts'

export interface FacadeFacts {
  readonly id: number
  readonly stars: number
  readonly rooms: number
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly isAlpine: boolean
}

/** Where the house stands: the middle of its foot. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** What is drawn around a front has to know how large it became. */
export interface Facade {
  readonly drawing: Html
  readonly width: number
  readonly height: number
}

const WALLS = ['#f6ead2', '#efd9bd', '#e9c9ad', '#dfe3d8', '#f3e0d2', '#d9c3a5', '#e8d7b0'] as const
const SHUTTERS = ['#4f7f86', '#6f8f5f', '#a8563a', '#586a8c', '#8a6a4a'] as const

/** Storeys above the street by rooms: what a glance at the picture should tell. */
export function storeysOf(rooms: number): number {
  const limits = [12, 28, 55, 100, 170, 280]
  const above = limits.findIndex((limit) => rooms <= limit)
  return 2 + (above < 0 ? limits.length : above)
}

/** How much room the front of a house takes, without its roof. */
export function facadeSize(facts: FacadeFacts): {
  readonly width: number
  readonly height: number
} {
  const { bays, storeys, storey } = gridOf(facts)
  return { width: bays * 15 + 14, height: storeys * storey + 6 }
}

export function drawFacade(facts: FacadeFacts, light: Light, spot: Spot): Facade {
  const { width, height } = facadeSize(facts)
  const { bays, storeys, storey } = gridOf(facts)
  const left = spot.x - width / 2
  const top = spot.y - height
  const wall = pick(WALLS, facts.id, 991)
  const shutter = pick(SHUTTERS, facts.id, 992)
  const roof = roofOf(facts)
  const drawing = html`${drawRoof(roof, { left, top, width, light })}
    <path fill="${wall}" d="M${left} ${top}h${width}v${height}H${left}z" />
    <path
      fill="${light.line}"
      fill-opacity=".1"
      d="M${spot.x + width / 4} ${top}h${width / 4}v${height}h-${width / 4}z"
    />
    ${roof === 'parapet' && drawParapet(left, top, width, wall, facts.stars)}
    ${drawWindows(facts, light, { left, top, bays, storeys, storey, shutter })}
    ${drawEntrance(facts, light, spot, bays, shutter)}`
  return { drawing, width, height }
}

function gridOf({ id, rooms }: FacadeFacts): { bays: number; storeys: number; storey: number } {
  const storeys = storeysOf(rooms)
  const bays = Math.min(9, 3 + 2 * Math.floor(storeys / 2) - (hash(id, 990) % 2) * 2)
  return { bays, storeys, storey: storeys > 5 ? 13 : 16 }
}

function roofOf({ country, isAlpine, id }: FacadeFacts): Roof {
  if (isAlpine) return 'chalet'
  if (country === 'JP') return 'eaves'
  if (['KW', 'AE', 'SA', 'QA', 'MA'].includes(country)) return 'parapet'
  if (['ES', 'PT', 'IT', 'GR'].includes(country)) return 'tiles'
  return hash(id, 993) % 3 === 0 ? 'tiles' : 'mansard'
}

function drawParapet(left: number, top: number, width: number, wall: string, stars: number): Html {
  const teeth = Array.from(
    { length: Math.floor(width / 9) },
    (_, i) => `M${left + 2 + i * 9} ${top}v-5h5v5z`,
  )
  const middle = left + width / 2
  return html`<path fill="${wall}" d="${teeth.join('')}" />
    ${stars >= 4 && html`<path fill="#7fa7a4" d="M${middle - 13} ${top}q0-16 13-19q13 3 13 19z" />`}`
}

interface Grid {
  readonly left: number
  readonly top: number
  readonly bays: number
  readonly storeys: number
  readonly storey: number
  readonly shutter: string
}

function drawWindows(facts: FacadeFacts, light: Light, grid: Grid): Html {
  const paths = { lit: '', unlit: '', shutters: '', balconies: '' }
  const liveliness = (light.hour === 'noon' ? 10 : 28) + facts.stars * 8 // percent of windows
  for (let floor = 0; floor < grid.storeys - 1; floor++) {
    for (let bay = 0; bay < grid.bays; bay++) {
      const x = grid.left + 7 + bay * 15 + 4
      const y = grid.top + 5 + floor * grid.storey
      const pane = `M${x} ${y}h7v${grid.storey - 6}h-7z`
      const isLit = hash(facts.id, floor * 16 + bay, 994) % 100 < liveliness
      paths[isLit ? 'lit' : 'unlit'] += pane
      paths.shutters += `M${x - 2.5} ${y}h2v${grid.storey - 6}h-2zm10 0h2v${grid.storey - 6}h-2z`
      if (floor === 0 || facts.stars === 5) paths.balconies += `M${x - 2} ${y + grid.storey - 6}h11`
    }
  }
  return html`<path fill="${light.unlit}" d="${paths.unlit}" /><path
      fill="${light.lit}"
      d="${paths.lit}"
    />
    <path fill="${grid.shutter}" d="${paths.shutters}" />
    ${facts.stars >= 3 && html`<path stroke="${light.line}" stroke-width="1.4" d="${paths.balconies}" />`}`
}

function drawEntrance(
  facts: FacadeFacts,
  light: Light,
  { x, y }: Spot,
  bays: number,
  shutter: string,
): Html {
  const sides = Array.from({ length: bays }, (_, bay) => bay - (bays - 1) / 2).filter(Math.abs)
  // Four stars have a portico; smaller houses have shop windows.
  const arches = sides.map((side) =>
    facts.stars >= 4
      ? `M${x + side * 15 - 5} ${y}v-8q0-5 5-5t5 5v8z`
      : `M${x + side * 15 - 4} ${y - 3}v-8h8v8z`,
  )
  return html`<path
      fill="${facts.stars >= 4 ? light.unlit : light.lit}"
      fill-opacity=".85"
      d="${arches.join('')}"
    />
    <path fill="${light.line}" d="M${x - 5} ${y}v-13h10v13z" />
    <path fill="${light.lit}" d="M${x - 3} ${y}v-10h6v10z" />
    <path fill="${shutter}" d="M${x - 9} ${y - 13}l2-4h14l2 4z" />`
}

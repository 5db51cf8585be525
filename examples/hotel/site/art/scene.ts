/**
 * The land behind the houses: sea, mountains, hills, an old town or a skyline, in flat silhouettes.
 *
 * Every picture is 320 by 200; the land begins at HORIZON and the street is at STREET.
 */
import { html, type Html } from 'portico/templates'
import { hash } from '../../seed/random.ts'
import type { Light } from './light.ts'

export type Scene = 'sea' | 'mountains' | 'hills' | 'old-town' | 'skyline'

export const WIDTH = 320
export const HEIGHT = 200
const HORIZON = 132
export const STREET = 178

/** What a place looks like from what is known of it. */
export function sceneOf(place: {
  readonly coast: boolean
  readonly ski: boolean
  readonly population: number
}): Scene {
  if (place.ski) return 'mountains'
  if (place.coast && place.population < 600_000) return 'sea'
  if (place.population >= 600_000) return 'skyline'
  return place.population >= 60_000 ? 'old-town' : 'hills'
}

/** Sky, land and street, `width` wide, drawn anew for each `seed`. */
export function drawScene(scene: Scene, light: Light, seed: number, width: number = WIDTH): Html {
  return html`${drawSky(light, seed, width)}${LANDS[scene](light, seed, width)}
    <path fill="${light.ground}" d="M0 ${STREET - 8}H${width}V${HEIGHT}H0z" />
    <path fill="${light.path}" d="M0 ${STREET + 6}H${width}v9H0z" />`
}

function drawSky(light: Light, seed: number, width: number): Html {
  const x = 40 + (hash(seed, 901) % (width - 80))
  const y = light.hour === 'noon' ? 34 : 40 + (hash(seed, 902) % 40)
  const [high, middle, low] = light.sky
  return html`<path fill="${high}" d="M0 0H${width}V60H0z" />
    <path fill="${middle}" d="M0 52q${width / 4} 10 ${width / 2} 2t${width / 2} 0v50H0z" />
    <path fill="${low}" d="M0 98q${width / 4}-8 ${width / 2} 0t${width / 2} 2v80H0z" />
    <circle cx="${x}" cy="${y}" r="${light.hour === 'night' ? 11 : 16}" fill="${light.sun}" />
    ${light.hour === 'night' && stars(seed, width, light)}`
}

function stars(seed: number, width: number, light: Light): Html {
  const dots = Array.from({ length: Math.round(width / 18) }, (_, i) => {
    return `M${hash(seed, 910, i) % width} ${6 + (hash(seed, 911, i) % 90)}h.01`
  })
  return html`<path
    stroke="${light.sun}"
    stroke-width="1.6"
    stroke-linecap="round"
    d="${dots.join('')}"
  />`
}

const LANDS: Readonly<Record<Scene, (light: Light, seed: number, width: number) => Html>> = {
  sea: drawSea,
  mountains: drawMountains,
  hills: drawHills,
  'old-town': drawOldTown,
  skyline: drawSkyline,
}

function drawSea(light: Light, seed: number, width: number): Html {
  const cape = width * 0.3 + (hash(seed, 920) % 60)
  const waves = Array.from({ length: Math.round(width / 16) }, (_, i) => {
    const y = HORIZON + 7 + (hash(seed, 921, i) % 32)
    return `M${hash(seed, 922, i) % width} ${y}q4-3 8 0t8 0`
  })
  const boat = 30 + (hash(seed, 923) % (width - 60))
  return html`<path fill="${light.far}" d="M0 ${HORIZON + 4}V112q${cape / 2}-14 ${cape} ${20}v4z" />
    <path fill="${light.water}" d="M0 ${HORIZON}H${width}v50H0z" />
    <path fill="none" stroke="${light.foam}" stroke-width="1.4" d="${waves.join('')}" />
    <path fill="#fbf6ea" d="M${boat} ${HORIZON - 15}v17h-9zm1.5 3v14h7z" />
    <path fill="${light.line}" d="M${boat - 10} ${HORIZON + 3}h20l-3 4h-14z" />`
}

function drawMountains(light: Light, seed: number, width: number): Html {
  const peaks = Array.from({ length: Math.ceil(width / 80) + 1 }, (_, i) => ({
    x: i * 80 - 10 + (hash(seed, 930, i) % 44),
    y: 34 + (hash(seed, 931, i) % 40),
  }))
  const ridge = peaks.map(({ x, y }) => `L${x - 38} 118L${x} ${y}`).join('')
  const snow = peaks.map(({ x, y }) => {
    const foot = y + 20
    const half = (20 * 38) / (118 - y)
    return `M${x} ${y}L${round(x - half)} ${foot}l5-4 4 6 5-7 4 5L${round(x + half * 0.9)} ${foot - 2}z`
  })
  return html`<path fill="${light.far}" d="M-60 180V118${ridge}L${width + 60} 180z" />
    <path fill="#fbf7ee" d="${snow.join('')}" />
    <path fill="${light.middle}" d="${rolling(seed, 932, width, 122, 18)}" />
    <path fill="${light.near}" d="${firs(seed, width)}" />`
}

function drawHills(light: Light, seed: number, width: number): Html {
  const hedges = Array.from({ length: Math.round(width / 22) }, (_, i) => {
    const x = hash(seed, 941, i) % width
    const y = 140 + (hash(seed, 942, i) % 24)
    return `M${x} ${y}q3-6 6 0z`
  })
  return html`<path fill="${light.far}" d="${rolling(seed, 943, width, 108, 26)}" />
    <path fill="${light.middle}" d="${rolling(seed, 944, width, 128, 20)}" />
    <path fill="${light.near}" d="${rolling(seed, 945, width, 150, 12)}${hedges.join('')}" />`
}

function drawOldTown(light: Light, seed: number, width: number): Html {
  const tower = width * 0.12 + (hash(seed, 950) % Math.round(width * 0.2))
  return html`<path fill="${light.far}" d="${gables(seed, 951, width, 112, 22)}" />
    <path
      fill="${light.far}"
      d="M${tower} 180V74l-3-2 11-34 11 34-3 2v106zM${tower + 7} 39v-9m0 3"
      stroke="${light.far}"
      stroke-width="1.5"
    />
    <path fill="${light.middle}" d="${gables(seed, 952, width, 134, 18)}" />`
}

function drawSkyline(light: Light, seed: number, width: number): Html {
  const towers = (salt: number, base: number, tall: number): string => {
    let path = `M-4 180V${base}`
    for (let x = -4, i = 0; x < width; i++) {
      const step = 14 + (hash(seed, salt, i) % 20)
      const top = base - (hash(seed, salt + 1, i) % tall)
      path += `H${x}V${top}${hash(seed, salt + 2, i) % 4 === 0 ? `h${step / 2}v-7h1.5v7` : ''}H${x + step}`
      x += step
    }
    return `${path}V180z`
  }
  return html`<path fill="${light.far}" d="${towers(960, 116, 62)}" />
    <path fill="${light.middle}" d="${towers(970, 138, 34)}" />`
}

/** A ridge line that rises and falls by `swing` around `top`. */
function rolling(seed: number, salt: number, width: number, top: number, swing: number): string {
  const step = 80
  const phase = hash(seed, salt) % step
  const lift = (i: number): number => (hash(seed, salt, i + 1) % swing) - swing / 2
  let path = `M${-phase - step} 180V${top}`
  for (let x = -phase - step, i = 0; x < width; x += step, i++) {
    path += `s${step / 2} ${round(lift(i))} ${step} ${round(lift(i) / 2)}`
  }
  return `${path}V180z`
}

function firs(seed: number, width: number): string {
  return Array.from({ length: Math.round(width / 9) }, (_, i) => {
    const x = i * 9 + (hash(seed, 980, i) % 7)
    const height = 12 + (hash(seed, 981, i) % 12)
    return `M${x} 172l5-${height} 5 ${height}z`
  }).join('')
}

function gables(seed: number, salt: number, width: number, base: number, step: number): string {
  let path = `M-6 180V${base}`
  for (let x = -6, i = 0; x < width; i++) {
    const wide = step + (hash(seed, salt, i) % 12)
    const wall = base - (hash(seed, salt + 40, i) % 16)
    path += `H${x}V${wall}l${wide / 2}-${6 + (hash(seed, salt + 41, i) % 7)} ${wide / 2} ${6 + (hash(seed, salt + 41, i) % 7)}`
    x += wide
  }
  return `${path}V180z`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

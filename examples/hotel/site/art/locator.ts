/**
 * Where a hotel stands in its town: rings of whole kilometres around the centre, north up. Made of
 * coordinates alone, so it needs no map service and gives nobody's address away.
 */
import { html, type Html } from 'portico/templates'

export interface Point {
  /** Degrees, WGS 84. */
  readonly latitude: number
  readonly longitude: number
}

const KM_PER_DEGREE = 111.2
const RADIUS = 88 // of the outermost ring, in units of the drawing

/** Kilometres as the crow flies; good to a few metres within a town. */
export function distanceKm(from: Point, to: Point): number {
  const { east, north } = offset(from, to)
  return Math.hypot(east, north)
}

/** `label` says what the drawing shows, for who does not see it. */
export function locator(centre: Point, hotel: Point, label: string): Html {
  const away = distanceKm(centre, hotel)
  const step = [0.5, 1, 2, 5, 10].find((km) => away <= km * 3) ?? 20
  const scale = RADIUS / (step * 3)
  const { east, north } = offset(centre, hotel)
  const x = round(east * scale)
  const y = round(-north * scale)
  const rings = [1, 2, 3].map(
    (ring) =>
      html`<circle r="${round((RADIUS / 3) * ring)}" /><text
          x="0"
          y="${round((-RADIUS / 3) * ring + 10)}"
          >${ring * step} km</text
        >`,
  )
  return html`<svg class="locator" viewBox="-100 -100 200 200" role="img" aria-label="${label}">
    <g class="locator-rings">${rings}</g>
    <path class="locator-axes" d="M-96 0h192M0-96v192" />
    <path class="locator-way" d="M0 0L${x} ${y}" />
    <circle class="locator-centre" r="4" />
    <path
      class="locator-hotel"
      transform="translate(${x} ${y})"
      d="M0 0c-5-8-9-12-9-17a9 9 0 0 1 18 0c0 5-4 9-9 17z"
    />
    <circle class="locator-eye" cx="${x}" cy="${round(y - 17)}" r="3.4" />
  </svg>`
}

function offset(from: Point, to: Point): { east: number; north: number } {
  const shrink = Math.cos((from.latitude * Math.PI) / 180)
  return {
    east: (to.longitude - from.longitude) * shrink * KM_PER_DEGREE,
    north: (to.latitude - from.latitude) * KM_PER_DEGREE,
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

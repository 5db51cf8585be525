/**
 * A room from above and from the side (isometric), to scale: its floor has the room's area, its beds
 * are as many and as wide as the guest will find. One metre is the same length in every plan.
 */
import { html, type Html } from 'portico/templates'

export interface RoomPlanFacts {
  readonly name: string
  readonly sizeM2: number
  /** For people: "1 double bed, 2 single beds". */
  readonly beds: string
}

/** Metres: across, along, up. */
type Box = readonly [x: number, y: number, z: number, wide: number, deep: number, high: number]

interface Inks {
  readonly top: string
  readonly left: string
  readonly right: string
}

const METRE = 16
const BED_WIDTHS: Readonly<Record<string, number>> = {
  single: 0.9,
  double: 1.4,
  queen: 1.6,
  king: 1.8,
  sofa: 1.3,
}
const BED_LENGTH = 2
const LINEN: Inks = { top: '#fbf6ea', left: '#e6dcc6', right: '#d8ccb2' }
const BLANKET: Inks = { top: '#b4532a', left: '#974320', right: '#86391a' }
const SOFA: Inks = { top: '#5f9aa3', left: '#3f7b86', right: '#346873' }
const WOOD: Inks = { top: '#c79a67', left: '#a77b4c', right: '#92693f' }
const BATH: Inks = { top: '#e4eeee', left: '#c4d8da', right: '#b0c8cb' }

/** The widths of a room's beds in the order of its text; "2 single beds" are two. */
export function readBeds(
  beds: string,
): readonly { readonly kind: string; readonly width: number }[] {
  return beds.split(',').flatMap((part) => {
    const match = /(\d+) (\w+)/.exec(part)
    const kind = match?.[2] ?? 'double'
    const width = BED_WIDTHS[kind] ?? 1.4
    return Array.from({ length: Number(match?.[1] ?? 1) }, () => ({ kind, width }))
  })
}

export function roomPlan(room: RoomPlanFacts): Html {
  const beds = readBeds(room.beds)
  const inRow = beds.reduce((sum, bed) => sum + bed.width + 0.6, 0.4)
  const wide = Math.max(inRow, Math.sqrt(room.sizeM2) * 1.12)
  const deep = room.sizeM2 / wide
  const left = -deep * METRE * 0.87 - 4
  const width = (wide + deep) * METRE * 0.87 + 8
  const height = (wide + deep) * METRE * 0.5 + 2.6 * METRE + 8
  return html`<svg
    class="plan"
    viewBox="${round(left)} ${round(-2.6 * METRE - 4)} ${round(width)} ${round(height)}"
    width="${Math.round(width)}"
    height="${Math.round(height)}"
    role="img"
    aria-label="Drawing to scale: ${room.sizeM2} m², ${room.beds}"
  >
    ${walls(wide, deep)} ${furniture(beds, wide, deep)}
  </svg>`
}

function walls(wide: number, deep: number): Html {
  const corner = (x: number, y: number, z: number): string => project(x, y, z).join(' ')
  const up = 2.4
  const face = (...corners: string[]): string => `M${corners.join('L')}z`
  const floor = face(corner(0, 0, 0), corner(wide, 0, 0), corner(wide, deep, 0), corner(0, deep, 0))
  const back = face(corner(0, 0, 0), corner(wide, 0, 0), corner(wide, 0, up), corner(0, 0, up))
  const side = face(corner(0, 0, 0), corner(0, deep, 0), corner(0, deep, up), corner(0, 0, up))
  const from = wide / 2 - 0.8
  const pane = face(
    corner(from, 0, 0.9),
    corner(from + 1.6, 0, 0.9),
    corner(from + 1.6, 0, 2.1),
    corner(from, 0, 2.1),
  )
  return html`<path fill="#e9dcc2" d="${back}" /><path fill="#dccbab" d="${side}" />
    <path fill="#cfae82" d="${floor}" /><path fill="#a9d0d6" stroke="#fbf6ea" d="${pane}" />`
}

function furniture(
  beds: readonly { readonly kind: string; readonly width: number }[],
  wide: number,
  deep: number,
): Html {
  const bathroom = Math.min(1.9, wide * 0.4)
  const washing = Math.min(1.5, deep * 0.35)
  const drawn: Html[] = []
  let x = 0.4
  for (const { kind, width } of beds) {
    drawn.push(kind === 'sofa' ? sofa(x, width) : bed(x, width))
    x += width + 0.6
  }
  const bath: Box = [wide - bathroom, deep - washing, 0, bathroom, washing, 0.9]
  return html`${drawn}${box(bath, BATH)}${deep > 4 && box([0.2, deep - 1.1, 0, 1.2, 0.6, 0.75], WOOD)}`
}

function bed(x: number, width: number): Html {
  const pillows = width > 1.2 ? [x + 0.12, x + width / 2 + 0.05] : [x + 0.12]
  const pillow = width > 1.2 ? width / 2 - 0.17 : width - 0.24
  return html`${box([x, 0.05, 0, width, 0.12, 0.95], WOOD)}
  ${box([x, 0.17, 0, width, BED_LENGTH, 0.45], LINEN)}
  ${pillows.map((at) => box([at, 0.25, 0.45, pillow, 0.4, 0.12], LINEN))}
  ${box([x, 0.9, 0.45, width, BED_LENGTH - 0.73, 0.06], BLANKET)}`
}

function sofa(x: number, width: number): Html {
  return html`${box([x, 0.05, 0, width, 0.25, 0.8], SOFA)}
  ${box([x, 0.3, 0, width, 0.75, 0.42], SOFA)}`
}

/** The three faces of a box that the viewer sees. */
function box([x, y, z, wide, deep, high]: Box, inks: Inks): Html {
  const corner = (dx: number, dy: number, dz: number): string =>
    project(x + dx * wide, y + dy * deep, z + dz * high).join(' ')
  const top = `M${corner(0, 0, 1)}L${corner(1, 0, 1)}L${corner(1, 1, 1)}L${corner(0, 1, 1)}z`
  const left = `M${corner(0, 1, 0)}L${corner(1, 1, 0)}L${corner(1, 1, 1)}L${corner(0, 1, 1)}z`
  const right = `M${corner(1, 0, 0)}L${corner(1, 1, 0)}L${corner(1, 1, 1)}L${corner(1, 0, 1)}z`
  return html`<path fill="${inks.top}" d="${top}" /><path fill="${inks.left}" d="${left}" /><path
      fill="${inks.right}"
      d="${right}"
    />`
}

function project(x: number, y: number, z: number): [number, number] {
  return [round((x - y) * METRE * 0.87), round((x + y) * METRE * 0.5 - z * METRE)]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

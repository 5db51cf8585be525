/**
 * How far a point is from the sea, by the outlines of Natural Earth (TopoJSON, delta-coded arcs).
 *
 * An arc that two countries share is a border; one that a single country has is its coast. At 1:50 m
 * the line strays up to about 2 km from the true one and small islands are missing.
 */

const KM_PER_DEGREE = 111.2

interface Topology {
  readonly transform: {
    readonly scale: readonly [number, number]
    readonly translate: readonly [number, number]
  }
  readonly arcs: readonly (readonly (readonly [number, number])[])[]
  readonly objects: { readonly countries: { readonly geometries: readonly { arcs?: unknown }[] } }
}

/** Longitude and latitude of both ends of a short piece of coast, in degrees. */
type Segment = readonly [number, number, number, number]

/** The coast of the world, cut into squares of one degree so that a look-up reads a few of them. */
export class Coast {
  readonly #cells = new Map<string, Segment[]>()

  constructor(topology: Topology) {
    const uses = arcUses(topology)
    topology.arcs.forEach((arc, i) => {
      if (uses.get(i) === 1) this.#add(arc, topology.transform)
    })
  }

  /** True when the sea is within `km` (at most 50) of the point. */
  isWithin(km: number, lat: number, lon: number): boolean {
    const shrink = Math.cos((lat * Math.PI) / 180)
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const near = this.#cells.get(`${Math.floor(lon) + dx},${Math.floor(lat) + dy}`) ?? []
        if (near.some((segment) => distance(segment, lon, lat, shrink) <= km)) return true
      }
    }
    return false
  }

  #add(arc: Topology['arcs'][number], { scale, translate }: Topology['transform']): void {
    let x = 0
    let y = 0
    let from: readonly [number, number] | null = null
    for (const [dx, dy] of arc) {
      x += dx
      y += dy
      const to = [x * scale[0] + translate[0], y * scale[1] + translate[1]] as const
      if (from !== null) this.#addSegment([from[0], from[1], to[0], to[1]])
      from = to
    }
  }

  #addSegment(segment: Segment): void {
    const [x1, y1, x2, y2] = segment
    const ends = new Set([
      `${Math.floor(x1)},${Math.floor(y1)}`,
      `${Math.floor(x2)},${Math.floor(y2)}`,
    ])
    for (const key of ends) {
      const cell = this.#cells.get(key)
      if (cell === undefined) this.#cells.set(key, [segment])
      else cell.push(segment)
    }
  }
}

function arcUses(topology: Topology): Map<number, number> {
  const uses = new Map<number, number>()
  const visit = (arcs: unknown): void => {
    if (Array.isArray(arcs)) arcs.forEach(visit)
    // A negative index is the same arc walked backwards.
    else if (typeof arcs === 'number') {
      const index = arcs < 0 ? ~arcs : arcs
      uses.set(index, (uses.get(index) ?? 0) + 1)
    }
  }
  for (const geometry of topology.objects.countries.geometries) visit(geometry.arcs)
  return uses
}

function distance([x1, y1, x2, y2]: Segment, lon: number, lat: number, shrink: number): number {
  const ax = (x1 - lon) * shrink
  const ay = y1 - lat
  const bx = (x2 - x1) * shrink
  const by = y2 - y1
  const length = bx * bx + by * by
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * bx + ay * by) / length))
  return Math.hypot(ax + along * bx, ay + along * by) * KM_PER_DEGREE
}

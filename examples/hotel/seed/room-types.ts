/**
 * Divides the rooms of a hotel into types: three in the smallest house, six from 45 rooms on.
 *
 * The shares are per mille and vary by hotel; rounding goes to the largest remainders, so the counts
 * add up to exactly the rooms of the hotel and no type is empty.
 */
import type { Bed, BedKind, RoomTypeSeed, Stars } from './hotel-seed.ts'
import { between } from './random.ts'

interface Kind {
  readonly name: string
  readonly beds: readonly Bed[]
  /** In a hotel of three stars. */
  readonly sizeM2: number
  readonly adults: number
  readonly children: number
  readonly guests: number
  readonly priceFactor: number
  readonly share: number
}

const KINDS = {
  single: kind('Single room', 12, [bed('single')], [1, 0, 1], [780, 120]),
  double: kind('Double room', 16, [bed('double')], [2, 1, 2], [1000, 380]),
  twin: kind('Twin room', 17, [bed('single', 2)], [2, 1, 2], [1020, 260]),
  triple: kind('Triple room', 21, [bed('double'), bed('single')], [3, 2, 3], [1280, 110]),
  family: kind('Family room', 27, [bed('double'), bed('single', 2)], [4, 3, 4], [1520, 120]),
  superior: kind('Superior double room', 21, [bed('queen')], [2, 1, 3], [1240, 220]),
  deluxe: kind('Deluxe room', 26, [bed('king')], [2, 2, 3], [1480, 160]),
  junior: kind('Junior suite', 34, [bed('king'), bed('sofa')], [3, 2, 4], [1900, 90]),
  suite: kind('Suite', 48, [bed('king'), bed('sofa', 2)], [4, 3, 5], [2650, 50]),
} as const satisfies Record<string, Kind>

/** By the number of types less three, from the simplest to the best. */
const SIMPLE = [
  [KINDS.double, KINDS.twin, KINDS.family],
  [KINDS.single, KINDS.double, KINDS.twin, KINDS.family],
  [KINDS.single, KINDS.double, KINDS.twin, KINDS.triple, KINDS.family],
  [KINDS.single, KINDS.double, KINDS.twin, KINDS.triple, KINDS.superior, KINDS.family],
] as const
const COMFORTABLE = [
  [KINDS.double, KINDS.twin, KINDS.superior],
  [KINDS.double, KINDS.twin, KINDS.superior, KINDS.junior],
  [KINDS.double, KINDS.twin, KINDS.superior, KINDS.family, KINDS.junior],
  [KINDS.double, KINDS.twin, KINDS.superior, KINDS.deluxe, KINDS.family, KINDS.suite],
] as const
const GRAND = [
  [KINDS.superior, KINDS.deluxe, KINDS.junior],
  [KINDS.double, KINDS.superior, KINDS.deluxe, KINDS.junior],
  [KINDS.double, KINDS.superior, KINDS.deluxe, KINDS.junior, KINDS.suite],
  [KINDS.double, KINDS.twin, KINDS.superior, KINDS.deluxe, KINDS.junior, KINDS.suite],
] as const

/** The room types of the hotel with this id; `rooms` is at least 3. */
export function roomTypesOf(hotelId: number, stars: Stars, rooms: number): RoomTypeSeed[] {
  const ladder = stars === 5 ? GRAND : stars === 4 ? COMFORTABLE : SIMPLE
  const kinds: readonly Kind[] = ladder[rooms < 10 ? 0 : rooms < 22 ? 1 : rooms < 45 ? 2 : 3]
  const weights = kinds.map((type, i) => type.share * between(70, 130, hotelId, 200 + i))
  const counts = divide(rooms, weights)
  // The lower classes have smaller rooms; within a class, houses differ by a tenth.
  const size = [82, 90, 100, 118, 145][stars - 1] ?? 100
  const own = between(92, 110, hotelId, 210)
  return kinds.map((type, i) => ({
    id: hotelId * 10 + i + 1,
    name: type.name,
    beds: type.beds,
    sizeM2: Math.round((type.sizeM2 * size * own) / 10_000),
    maxAdults: type.adults,
    maxChildren: type.children,
    maxGuests: type.guests,
    count: counts[i] ?? 0,
    priceFactor: type.priceFactor,
  }))
}

/** For people to read: "1 double bed, 2 single beds". */
export function describeBeds(beds: readonly Bed[]): string {
  return beds.map(({ kind, count }) => `${count} ${kind} bed${count === 1 ? '' : 's'}`).join(', ')
}

/** Splits `total` by `weights`; every part gets at least 1, so `total` must not be below their number. */
function divide(total: number, weights: readonly number[]): number[] {
  const spare = total - weights.length
  const sum = weights.reduce((a, b) => a + b, 0)
  const parts = weights.map((weight) => 1 + Math.floor((spare * weight) / sum))
  const byRemainder = weights
    .map((weight, i) => ({ i, remainder: (spare * weight) % sum }))
    .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i)
  const left = total - parts.reduce((a, b) => a + b, 0)
  for (const { i } of byRemainder.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1
  return parts
}

function kind(
  name: string,
  sizeM2: number,
  beds: readonly Bed[],
  [adults, children, guests]: readonly [number, number, number],
  [priceFactor, share]: readonly [number, number],
): Kind {
  return { name, beds, sizeM2, adults, children, guests, priceFactor, share }
}

function bed(kind: BedKind, count = 1): Bed {
  return { kind, count }
}

/** Types of queries: rows follow select, include and aggregate; wrong comparisons do not compile. */
import { boolean, choice, date, integer, json, money, text, version } from '../schema/index.ts'
import { localDate } from '../schema/index.ts'
import {
  coalesce,
  count,
  type Changes,
  type Database,
  many,
  min,
  model,
  reference,
  sum,
  when,
} from './index.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text(),
  stars: integer({ nullable: true }),
  opened: date(),
  open: boolean({ default: true }),
  kind: choice(['inn', 'palace']),
  tags: json<readonly string[]>({ default: () => [] }),
  price: money(),
  city: reference(() => City),
  sister: () => reference(Hotel, { nullable: true }),
  rooms: () => many(Room, 'hotel'),
  version: version(),
})
const Room = model('room', { hotel: reference(() => Hotel), beds: integer() })

declare const db: Database

type Same<One, Two> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Two ? 1 : 2 ? true : false

interface CityRow {
  readonly id: number
  readonly name: string
}

// Rows follow the selection.
const [whole] = await db.all(City.all)
true satisfies Same<typeof whole, { readonly id: number; readonly name: string } | undefined>
const short = await db.first(Hotel.select('id', 'stars'))
true satisfies Same<typeof short, { readonly id: number; readonly stars: number | null } | null>

// Includes put the row in place of its key, and add the rows that point back.
const nested = await db.first(
  Hotel.include({
    city: true,
    sister: (hotel) => hotel.select('name'),
    rooms: (room) =>
      room
        .orderBy((row) => row.beds.desc())
        .limit(3)
        .select('beds'),
  }).select('id'),
)
true satisfies Same<
  typeof nested,
  {
    readonly id: number
    readonly city: { readonly id: number; readonly name: string }
    readonly sister: { readonly name: string } | null
    readonly rooms: readonly { readonly beds: number }[]
  } | null
>
const deep = await db.first(
  City.include({ hotels: (hotel) => hotel.select('id').include({ rooms: true }) }),
)
deep?.hotels[0]?.rooms[0]?.beds satisfies number | undefined
const later = await db.first(Hotel.include({ city: true }).include({ rooms: true }))
later?.city satisfies CityRow | undefined
later?.rooms[0]?.hotel satisfies number | undefined

// @ts-expect-error Rows are readonly.
if (later !== null) later.name = 'x'
// @ts-expect-error A relation that was not asked for is not in the row.
void whole?.hotels
// @ts-expect-error A hotel has no relation "country".
Hotel.include({ country: true })
// @ts-expect-error A name is no relation.
Hotel.include({ name: true })
// @ts-expect-error A hotel has no field "nam".
Hotel.select('nam')
// @ts-expect-error Relations to many have no value to select.
Hotel.select('rooms')

// Conditions compare with the column's type only.
Hotel.where((hotel) => hotel.stars.gte(4).and(hotel.city.name.eq('Lyon')).or(hotel.open))
Hotel.where((hotel) => hotel.sister.city.name.startsWith('L'))
Hotel.where((hotel) => hotel.opened.lt(localDate('2026-01-01')))
Hotel.where((hotel) => hotel.price.amount.times(2).lt(hotel.stars.plus(1)))
Hotel.where((hotel) => hotel.rooms.exists((room) => room.beds.gte(2)))
Hotel.where((hotel) => hotel.city.in([1, 2]).and(hotel.kind.eq('inn')))
// @ts-expect-error Stars are a number.
Hotel.where((hotel) => hotel.stars.eq('4'))
// @ts-expect-error NULL is asked for with isNull().
Hotel.where((hotel) => hotel.stars.eq(null))
// @ts-expect-error A kind is one of its choices.
Hotel.where((hotel) => hotel.kind.eq('motel'))
// @ts-expect-error Text is not a date until localDate() has checked it.
Hotel.where((hotel) => hotel.opened.eq('2026-01-01'))
// @ts-expect-error A date is no text to search in.
Hotel.where((hotel) => hotel.opened.contains('2026'))
// @ts-expect-error Text has no arithmetic.
Hotel.where((hotel) => hotel.name.plus(1).gt(2))
// @ts-expect-error A reference holds the key of a city, a number.
Hotel.where((hotel) => hotel.city.eq('Lyon'))
// @ts-expect-error Columns of different types do not compare.
Hotel.where((hotel) => hotel.name.eq(hotel.stars))
// @ts-expect-error JSON cannot be compared.
Hotel.where((hotel) => hotel.tags.eq(['pool']))
// @ts-expect-error A number is no condition.
Hotel.where((hotel) => hotel.stars)
// @ts-expect-error Parsed JSON is no condition.
Hotel.where({ stars: 4 })
// @ts-expect-error Two stars are ordered by an expression, not by its name.
Hotel.orderBy('stars')

// Aggregates.
const byCity = await db.first(
  Hotel.groupBy('city')
    .aggregate((hotel) => ({ n: count(), total: sum(hotel.price.amount), best: min(hotel.stars) }))
    .having((group) => group.total.gt(1).and(group.n.gte(2)))
    .orderBy((group) => [group.total.desc(), group.city]),
)
true satisfies Same<
  typeof byCity,
  {
    readonly city: number
    readonly n: number
    readonly total: number
    readonly best: number | null
  } | null
>
const all = await db.first(
  Hotel.aggregate((hotel) => ({
    n: count(),
    total: sum(hotel.price.amount),
    sure: coalesce(sum(hotel.price.amount), 0),
    size: when(hotel.stars.gte(4), 'big').otherwise('small'),
  })),
)
true satisfies Same<
  typeof all,
  {
    readonly n: number
    readonly total: number | null
    readonly sure: number
    readonly size: string
  } | null
>
const named = await db.first(
  Hotel.groupBy((hotel) => ({ town: hotel.city.name })).aggregate(() => ({ n: count() })),
)
true satisfies Same<typeof named, { readonly town: string; readonly n: number } | null>
// @ts-expect-error Names are not added up.
sum(Hotel.all.groupBy((hotel) => ({ name: hotel.name })))

// Changes.
await db.insert(City, { name: 'Lyon' })
await db.update(
  Hotel.where((hotel) => hotel.id.eq(1)),
  { stars: null, city: 2 },
)
await db.update(Hotel.all, (hotel) => ({ stars: hotel.stars.plus(1) }))
const change: Changes<typeof Hotel> = { name: 'A' }
void change
await db.upsert(City, { name: 'Lyon' }, { on: ['name'] })
await db.update(Hotel.all, (hotel) => ({
  price: { amount: hotel.price.amount.times(2), currency: 'EUR' },
}))
// @ts-expect-error A hotel has no field "star".
await db.update(Hotel.all, { star: 1 })
// @ts-expect-error The name is not nullable.
await db.update(Hotel.all, { name: null })
// @ts-expect-error The name is text.
await db.update(Hotel.all, (hotel) => ({ name: hotel.stars }))
// @ts-expect-error A city needs its name.
await db.insert(City, {})
// @ts-expect-error A city has no field "nam".
await db.insert(City, { name: 'Lyon', nam: 'x' })
// @ts-expect-error A city has no field "slug".
await db.upsert(City, { name: 'Lyon' }, { on: ['slug'] })

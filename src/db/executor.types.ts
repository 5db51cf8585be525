import { integer, money, text } from '../schema/index.ts'
import { type Executor, many, model, reference, type Transaction } from './index.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text(),
  city: reference(() => City),
  stars: integer({ default: 3 }),
  price: money({ nullable: true }),
})
const Night = model('night', {
  hotel: reference(() => Hotel, { key: true }),
  night: integer({ key: true }),
})

declare const db: Executor

const hotel = await db.get(Hotel, 1)
hotel satisfies { readonly id: number; readonly name: string; readonly city: number } | null
// @ts-expect-error There may be no such row.
hotel.name satisfies string
// @ts-expect-error The key of a hotel is a number.
await db.get(Hotel, '1')
// @ts-expect-error The key of a night has two fields.
await db.get(Night, 1)
await db.get(Night, { hotel: 1, night: 2 })

const [first] = await db.all(Hotel.include({ city: true }).select('id'))
first satisfies { readonly id: number; readonly city: { readonly name: string } } | undefined
// @ts-expect-error The name was not selected.
first?.name satisfies string | undefined

await db.insert(Hotel, { name: 'Avenida', city: 1 })
// @ts-expect-error A hotel needs a city.
await db.insert(Hotel, { name: 'Avenida' })
// @ts-expect-error A price is money, not a number.
await db.insert(Hotel, { name: 'Avenida', city: 1, price: 349 })
await db.insertMany(Night, [{ hotel: 1, night: 2 }])

await db.update(Hotel.all, (row) => ({ stars: row.stars.plus(1), price: null }))
// @ts-expect-error Stars are a number.
await db.update(Hotel.all, { stars: 'four' })
await db.upsert(Night, { hotel: 1, night: 2 }, { on: ['hotel', 'night'] })
// @ts-expect-error A night has no field "day".
await db.upsert(Night, { hotel: 1, night: 2 }, { on: ['day'] })

const total = await db.transaction(async (tx) => {
  tx satisfies Transaction
  return tx.count(Hotel.all)
})
total satisfies number

const rows = await db.sql<{ readonly n: number }>`select ${1} as n, ${'x'}, ${null}`
rows satisfies { readonly n: number }[]
// @ts-expect-error A Date is no value of a statement: say which text it is.
await db.sql`select ${new Date(0)}`
// @ts-expect-error Text is no statement: it may hold anything. Use the tag.
await db.execute('delete from hotel')

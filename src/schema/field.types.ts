import {
  boolean,
  choice,
  date,
  decimal,
  type Decimal,
  decimalOf,
  type Field,
  type InputOf,
  instant,
  type Instant,
  integer,
  json,
  list,
  type LocalDate,
  money,
  type Money,
  now,
  object,
  type RowOf,
  text,
  today,
  uuid,
  type ValueOf,
  version,
} from './index.ts'

/** True only for equal types; `satisfies` alone would let narrower ones and `any` through. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function same<A, B>(proof: Same<A, B>): void

const note = text({ nullable: true })
const state = choice(['draft', 'published'], { default: 'draft' })
const day = date({ default: () => today('UTC') })
const price = decimal({ precision: 8, scale: 2 })
const id = uuid({ key: true, generate: 'v7' })

// Inference needs no type argument.
same<typeof note, Field<string | null, true, false>>(true)
same<typeof state, Field<'draft' | 'published', true, false>>(true)
same<typeof day, Field<LocalDate, true, false>>(true)
same<typeof price, Field<Decimal, false, false>>(true)
same<typeof id, Field<string, true, true>>(true)
version() satisfies Field<number, true, false>
same<ValueOf<typeof note>, string | null>(true)
text() satisfies Field<string, false, false>
text({ key: true }) satisfies Field<string, false, true>
text({ nullable: false }) satisfies Field<string, false, false>
text({ default: '' }) satisfies Field<string, true, false>
text({ nullable: true, default: 'x' }) satisfies Field<string | null, true, false>
boolean({ default: false }) satisfies Field<boolean, true, false>
integer({ default: () => 1 }) satisfies Field<number, true, false>
instant({ default: now }) satisfies Field<Instant, true, false>
money({ currency: 'EUR', nullable: true }) satisfies Field<Money | null, true, false>
uuid() satisfies Field<string, false, false>
decimal({ precision: 4, scale: 1, default: decimalOf('0.0') }) satisfies Field<Decimal, true, false>

interface Address {
  readonly street: string
}
json<Address>() satisfies Field<Address, false, false>
const address = json<Address>({ nullable: true })
same<typeof address, Field<Address | null, true, false>>(true)
const tags = json({ schema: list(text()), default: [] })
same<typeof tags, Field<string[], true, false>>(true)
json<Address>({ default: { street: '' } }) satisfies Field<Address, true, false>

const members = { id, note, state, stars: integer({ min: 1, max: 5 }) }
same<
  RowOf<typeof members>,
  { id: string; note: string | null; state: 'draft' | 'published'; stars: number }
>(true)
const least: InputOf<typeof members> = { stars: 3 }
least satisfies { readonly stars: number; readonly note?: string | null }

const Booking = object({
  guests: list(object({ name: text(), age: integer({ nullable: true }) }), { min: 1 }),
  room: object({ bed: choice(['twin', 'double']) }, { nullable: true }),
})
const result = Booking['~standard'].validate({})
if (result.issues === undefined) {
  result.value satisfies {
    guests: { name: string; age: number | null }[]
    room: { bed: 'twin' | 'double' } | null
  }
}
same<ValueOf<typeof Booking>['guests'][number]['age'], number | null>(true)

// @ts-expect-error stars has no default: it may not be left out.
const missing: InputOf<typeof members> = { note: null }
// @ts-expect-error A field that is not nullable takes no null.
const wrongNull: InputOf<typeof members> = { stars: null }
// @ts-expect-error A misspelled option would be a rule that nobody checks.
text({ maximum: 3 })
// @ts-expect-error Also next to a right one.
text({ min: 1, maximum: 3 })
// @ts-expect-error A default must be a value of the field.
text({ default: 3 })
// @ts-expect-error A default must be one of the choices.
choice(['draft', 'published'], { default: 'gone' })
// @ts-expect-error Any text is not a date: localDate() checks it.
date({ default: '2026-02-30' })
// @ts-expect-error A decimal needs its digits: columns are made of them.
decimal()
// @ts-expect-error A decimal is text; 0.1 + 0.2 is why.
decimal({ precision: 4, scale: 1, default: 0.1 })
// @ts-expect-error A default must fit the schema inside.
json({ schema: list(text()), default: [1] })
// @ts-expect-error A key that may be null finds no row; only columns have keys at all.
list(text(), { key: true })
// @ts-expect-error Fields are shared by table, form and document: nobody may change one.
note.nullable = false
// @ts-expect-error text({ nullable: true }) is not a field of plain text.
note satisfies Field<string>

missing satisfies object
wrongNull satisfies object

/** Types of models: what is inferred from a declaration, and what a declaration cannot say. */
import { defineField, type Field } from '../schema/index.ts'
import { check, index, type KeyOf, many, model, reference, type Row, unique } from './index.ts'
import type { Insert } from './row.ts'

const name: Field<string, false, false> = defineField<string>(
  { kind: 'text', jsonSchema: { type: 'string' } },
  {},
)
const stars: Field<number | null, true, false> = defineField<number, true>(
  { kind: 'integer', jsonSchema: { type: 'integer' } },
  { nullable: true },
)
const night: Field<number, false, true> = defineField<number, false, undefined, true>(
  { kind: 'integer', jsonSchema: { type: 'integer' } },
  { key: true },
)

// Two models that name each other, one of them with constraints on both kinds of relation.
const City = model(
  'city',
  { name, hotels: () => many(Hotel, 'city'), favourite: () => many(Person, 'favourite') },
  (city) => [unique(city.name)],
)
const Hotel = model(
  'hotel',
  { name, stars, city: reference(() => City), rooms: () => many(Room, 'hotel') },
  (hotel) => [index(hotel.city, hotel.name), check('stars-known', hotel.stars.between(1, 5))],
)
const Room = model('room', { name, hotel: reference(() => Hotel, { onDelete: 'cascade' }) })
const Night = model('night', { room: reference(() => Room, { key: true }), night, stars })

// A model that refers to itself, with an index on that.
const Person = model(
  'person',
  {
    name,
    manager: () => reference(Person, { nullable: true }),
    reports: () => many(Person, 'manager'),
    favourite: reference(() => City, { nullable: true }),
  },
  (person) => [index(person.manager, person.name)],
)

type Same<One, Two> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Two ? 1 : 2 ? true : false

true satisfies Same<Row<typeof City>, { readonly id: number; readonly name: string }>
true satisfies Same<
  Row<typeof Hotel>,
  {
    readonly id: number
    readonly name: string
    readonly stars: number | null
    readonly city: number
  }
>
true satisfies Same<
  Row<typeof Person>,
  {
    readonly id: number
    readonly name: string
    readonly manager: number | null
    readonly favourite: number | null
  }
>
true satisfies Same<KeyOf<typeof Hotel>, number>
true satisfies Same<KeyOf<typeof Night>, { readonly room: number; readonly night: number }>
true satisfies Same<
  Row<typeof Night>,
  { readonly room: number; readonly night: number; readonly stars: number | null }
>

const hotel: Insert<typeof Hotel> = { name: 'Avenida', city: 3 }
hotel.stars satisfies number | null | undefined
hotel.id satisfies number | undefined

// @ts-expect-error The name has no default, so a new row needs one.
const nameless: Insert<typeof Hotel> = { city: 3 }
void nameless

// @ts-expect-error A room has no field "hotels".
many(() => Room, 'hotels')
// @ts-expect-error The name of a room is text, not a reference.
many(() => Room, 'name')

model('hotel', { name }, (row) => [
  index(row.name),
  // @ts-expect-error The model has no field "city".
  unique(row.city),
  // @ts-expect-error Text is not compared with a number.
  check('named', row.name.ne(0)),
])

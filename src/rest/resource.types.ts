/** Which names a resource may be declared with: those of the model, where they make sense. */
import { choice, date, integer, json, many, model, money, reference, text } from '../db/index.ts'
import { resource } from './index.ts'

const City = model('city', { name: text(), hotels: () => many(Hotel, 'city') })
const Hotel = model('hotel', {
  name: text(),
  nick: text({ nullable: true }),
  city: reference(() => City),
  stars: integer(),
  board: choice(['none', 'half']),
  openedOn: date(),
  price: money(),
  notes: json(),
  secret: text(),
  rooms: () => many(Room, 'hotel'),
})
const Room = model('room', { hotel: reference(() => Hotel), beds: integer() })

resource(Hotel, {
  names: 'snake_case',
  fields: ['id', 'name', 'nick', 'city', 'stars', 'board', 'openedOn', 'price', 'notes'],
  filter: ['id', 'city', 'stars', 'board', 'openedOn'],
  search: ['name', 'nick'],
  order: ['stars', 'openedOn', 'name'],
  expand: {
    city: ['id', 'name'],
    rooms: {
      fields: ['beds'],
      limit: 5,
      expand: { hotel: { fields: ['id'], expand: { city: ['id'] } } },
    },
  },
})

// @ts-expect-error The model has no such field.
resource(Hotel, { fields: ['id', 'title'] })
// @ts-expect-error Rows that point back are expanded, not read as a field.
resource(Hotel, { fields: ['id', 'rooms'] })
// @ts-expect-error A field that may not be read may not be asked about either.
resource(Hotel, { fields: ['id', 'name'], filter: ['secret'] })
// @ts-expect-error Money is two values: it is neither more nor less than another currency.
resource(Hotel, { fields: ['id', 'price'], filter: ['price'] })
// @ts-expect-error JSON has no order.
resource(Hotel, { fields: ['id', 'notes'], order: ['notes'] })
// @ts-expect-error A number is not searched for words.
resource(Hotel, { fields: ['id', 'stars'], search: ['stars'] })
// @ts-expect-error A choice is filtered, not searched.
resource(Hotel, { fields: ['id', 'board'], search: ['board'] })
// @ts-expect-error A date is filtered, not searched.
resource(Hotel, { fields: ['id', 'openedOn'], search: ['openedOn'] })
// @ts-expect-error A field is no relation.
resource(Hotel, { fields: ['id'], expand: { name: ['id'] } })
// @ts-expect-error The city has no stars.
resource(Hotel, { fields: ['id'], expand: { city: ['stars'] } })
const roomsOf = { rooms: { fields: ['id'], expand: { hotel: ['beds'] } } } as const
// @ts-expect-error The room's hotel has no beds.
resource(Hotel, { fields: ['id'], expand: roomsOf })
// @ts-expect-error There are two spellings.
resource(Hotel, { fields: ['id'], names: 'kebab-case' })

import { integer, object, text } from '../schema/index.ts'
import { z } from 'zod'
import { HttpError, reply, type App, type Component, type Context, type Group } from './index.ts'

declare const app: App

// Parameters come from the path.
app.get('/hotels/:id/rooms/:room', ({ params }) => {
  params satisfies { readonly id: string; readonly room: string }
  // @ts-expect-error The path has no parameter called hotel.
  return params.hotel
})
app.get('/files/*', ({ params }) => params['*'] satisfies string)
app.get('/', ({ params }) => {
  // @ts-expect-error The path has no parameters.
  return params.id
})

// A group adds those of its prefix, however deep.
app.group('/hotels/:hotel', (hotel) => {
  hotel.group('/rooms/:room').get('/nights/:night', ({ params }) => {
    params satisfies { readonly hotel: string; readonly room: string; readonly night: string }
  })
})

// A component does not know its prefix: its own parameters are certain, others may be there.
export const reviews: Component = {
  routes(group) {
    group.get('/:review', ({ params }) => {
      params.review satisfies string
      params.hotel satisfies string | undefined
      // @ts-expect-error A mount without the parameter gives undefined.
      params.hotel satisfies string
    })
  },
}

// Schemas type query and body; without one the query is URLSearchParams and there is no body.
const page = object({ limit: integer(), q: text({ nullable: true }) })
app.get('/rooms', { query: page }, ({ query, body }) => {
  query.limit satisfies number
  query.q satisfies string | null
  body satisfies undefined
  // @ts-expect-error The schema has no field called page.
  return query.page
})
app.post(
  '/rooms/:id',
  { query: z.object({ dry: z.coerce.boolean() }), body: z.object({ name: z.string() }), name: 'x' },
  ({ params, query, body }) => {
    params.id satisfies string
    query.dry satisfies boolean
    body.name satisfies string
  },
)
app.post('/rooms', ({ query, body }) => {
  query satisfies URLSearchParams
  body satisfies undefined
})
// @ts-expect-error GET has no body.
app.get('/rooms', { body: page }, () => 1)
// @ts-expect-error A schema is needed, not a description of one.
app.post('/rooms', { body: { name: 'text' } }, () => 1)

// url() wants the parameters of the path, all and no others.
const room = app.group('/hotels/:hotel').get('/rooms/:room', () => 1)
room.url({ hotel: 1, room: 'a' }, { query: { page: 2, tag: ['x'], none: undefined } })
// @ts-expect-error The parameter room is missing.
room.url({ hotel: 1 })
// @ts-expect-error There is no parameter called night.
room.url({ hotel: 1, room: 2, night: 3 })
// @ts-expect-error The parameters are missing.
room.url()
app.get('/rooms', () => 1).url()
app.get('/rooms', () => 1).url({}, { query: { page: 1 } })

// Any context fits a function that asks for none in particular: that is how batteries read theirs.
declare function currentUser(ctx: Context): string
app.post('/x/:id', { body: page }, (ctx) => currentUser(ctx))

// Hooks answer with what can only be meant as an answer.
app.before(() => undefined)
app.before(async (ctx) => (currentUser(ctx) === '' ? reply('no', { status: 401 }) : undefined))
// @ts-expect-error A number is returned by accident.
app.before(() => 7)
// @ts-expect-error So is text.
app.after((ctx) => currentUser(ctx))

// Error handlers get the class that they were declared for.
app.onError(HttpError, (error) => error.status satisfies number)
app.onError(404, (error) => {
  // @ts-expect-error Any error may have a status by being no HttpError.
  return error.status
})
// @ts-expect-error Not a class of errors.
app.onError(Date, () => 1)

// An extension of a group fits an app.
declare function healthCheck(group: Group): void
app.use(healthCheck)

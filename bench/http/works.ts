/**
 * The five works that every server of this benchmark does: the routes, the request that the load
 * sends, and the answer that is checked before anything is timed.
 */

export type WorkName = 'json' | 'list' | 'route' | 'post' | 'full'

export interface Work {
  readonly name: WorkName
  readonly title: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  /** What the parsed answer must equal. */
  readonly answer: unknown
}

export interface Item {
  readonly id: number
  readonly name: string
  readonly city: string
  readonly stars: number
  readonly price: { readonly amount: number; readonly currency: string }
  readonly amenities: readonly string[]
  readonly description: string
}

export const ROUTES = 100

export const small = { hello: 'world', id: 7, ok: true }

export const items: readonly Item[] = Array.from({ length: 100 }, (_, i) => ({
  id: i + 1,
  name: `Hotel ${'Aurora Borealis Meridian Solstice'.split(' ')[i % 4]} ${i + 1}`,
  city: ['Lyon', 'Paris', 'Lisbon', 'Tokyo'][i % 4] ?? '',
  stars: (i % 5) + 1,
  price: { amount: 9900 + i * 137, currency: 'EUR' },
  amenities: ['wifi', 'breakfast', 'parking', 'pets'].slice(0, (i % 4) + 1),
  description: 'Quiet rooms near the old town, with a garden and a view of the river. '.repeat(3),
}))

export const booking = {
  hotel: 4711,
  checkIn: '2027-06-10',
  checkOut: '2027-06-13',
  contact: { name: 'Ada Example', email: 'ada@example.com', phone: '+33123456789' },
  guests: Array.from({ length: 3 }, (_, i) => ({
    name: `Guest number ${i + 1}`,
    age: 30 + i,
    email: `guest${i + 1}@example.com`,
    requests: 'A high floor away from the lift, please, and one more pillow.',
  })),
  rooms: 2,
  newsletter: false,
  note: 'We arrive late in the evening, after ten; please keep the rooms for us. '.repeat(5).trim(),
}

export const profile = {
  user: 'u-1024',
  name: 'Ada Example',
  roles: ['guest', 'member'],
  points: 1290,
}

export const works: readonly Work[] = [
  { name: 'json', title: 'small JSON', method: 'GET', path: '/json', answer: small },
  {
    name: 'list',
    title: 'list of 100 objects, 35 KB',
    method: 'GET',
    path: '/list',
    answer: items,
  },
  {
    name: 'route',
    title: 'one of 100 routes, two typed query values',
    method: 'GET',
    path: '/group57/hotels/42/rooms?limit=20&offset=40',
    answer: { group: 57, hotel: '42', limit: 20, offset: 40 },
  },
  {
    name: 'post',
    title: 'POST 1 KB JSON, validated, echoed',
    method: 'POST',
    path: '/bookings',
    body: JSON.stringify(booking),
    answer: booking,
  },
  {
    name: 'full',
    title: 'security defaults, request id, ETag, signed session cookie',
    method: 'GET',
    path: '/profile',
    answer: profile,
  },
]

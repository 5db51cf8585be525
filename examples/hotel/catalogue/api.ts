/** `places` and `hotels` of the API: what there is, without regard to a stay. */
import type { Group } from 'portico'
import { resource } from 'portico/rest'
import { integer, object, text } from 'portico/schema'
import { Hotel } from './models.ts'
import { placeSearch } from './place-search.ts'

const placesQuery = object({
  q: text({ max: 100, default: '', label: 'Name, or the beginning of one' }),
  limit: integer({ min: 1, max: 50, default: 10 }),
})

const hotels = resource(Hotel, {
  names: 'snake_case',
  fields: [
    'id',
    'slug',
    'name',
    'city',
    'stars',
    'rooms',
    'currency',
    'checkInFrom',
    'checkOutUntil',
  ],
  filter: ['city', 'stars', 'rooms', 'slug'],
  search: ['name'],
  order: ['name', 'stars', 'rooms'],
  expand: {
    city: ['id', 'slug', 'name', 'country'],
    roomTypes: {
      fields: ['id', 'name', 'beds', 'sizeM2', 'maxAdults', 'maxChildren', 'maxGuests'],
      limit: 'all',
    },
  },
})

export function catalogueApi(group: Group): void {
  group.get('/places', { query: placesQuery, name: 'api-places' }, async (ctx) => {
    const found = await placeSearch(ctx).search(ctx.query.q, ctx.query.limit)
    return {
      items: found.map(({ id, slug, name, country, kind }) => ({ id, slug, name, country, kind })),
    }
  })
  group.mount('/hotels', hotels)
}

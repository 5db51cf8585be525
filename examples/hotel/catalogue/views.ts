/** The pages that need no stay: home, where the data comes from, how it works; and the pictures. */
import { HttpError, reply, type Context, type Group } from 'portico'
import { database } from 'portico/db'
import { pricesFromKey, type PricesFrom } from '../availability/price-from.ts'
import { stayFormView, typedValues, wishQuery } from '../availability/stay-form.ts'
import { HOLD_MINUTES } from '../booking/hold.ts'
import { MAX_NIGHTS } from '../booking/stay.ts'
import { now, todayIn } from '../clock.ts'
import { ATTRIBUTIONS, type Attribution } from '../data/attributions.ts'
import { hotelArtFile } from '../site/art/hotel-art.ts'
import { dataPage, type SourceView } from '../site/data-page.ts'
import { shortDayText } from '../site/dates.ts'
import { homePage, type HomeView } from '../site/home-page.ts'
import { howItWorksPage } from '../site/how-it-works-page.ts'
import { countOf } from '../site/stay-summary.ts'
import { siteView } from '../site-view.ts'
import { Hotel } from './models.ts'
import { hotelPicture, placePicture } from './picture-facts.ts'
import { placeWithin } from './place-words.ts'

const A_DAY = 'public, max-age=86400'

export function catalogueViews(group: Group): void {
  group.get('/', { name: 'home' }, async (ctx) => {
    const prices = await ctx.get(pricesFromKey).read(now(ctx))
    return homePage(homeView(ctx, prices))
  })

  group.get('/data', { name: 'data' }, (ctx) =>
    dataPage({ site: siteView(ctx), sources: ATTRIBUTIONS.map(sourceView), notes: NOTES }),
  )

  group.get('/how-it-works', { name: 'how-it-works' }, (ctx) =>
    howItWorksPage({ site: siteView(ctx), holdMinutes: HOLD_MINUTES, maxNights: MAX_NIGHTS }),
  )

  group.get('/art/:file', { name: 'art' }, async (ctx) => {
    const id = Number(/^(\d{1,15})\.svg$/.exec(ctx.params.file)?.[1] ?? 0)
    const hotels = Hotel.where((row) => row.id.eq(id)).include({ city: true })
    const hotel = await database(ctx).first(hotels)
    if (hotel === null)
      throw new HttpError(404, 'not-found', 'There is no picture at this address.')
    return reply(hotelArtFile(hotelPicture(hotel, hotel.city)), {
      headers: { 'content-type': 'image/svg+xml', 'cache-control': A_DAY },
    })
  })
}

function homeView(ctx: Context, prices: PricesFrom): HomeView {
  const wish = { stay: prices.stay, party: prices.party, rooms: 1 }
  const today = todayIn(ctx, 'UTC')
  const nothing = { values: typedValues(new URLSearchParams()), errors: [] }
  return {
    site: siteView(ctx),
    search: stayFormView(ctx.url('search'), nothing, today),
    places: prices.places.map(({ place, hotels, from }) => ({
      name: place.name,
      within: placeWithin(place),
      href: ctx.url('search', {}, { query: { place: place.slug, ...wishQuery(wish) } }),
      art: placePicture(place),
      hotels,
      from,
    })),
    pricesAreFor: `for two, ${shortDayText(wish.stay.checkIn)}, ${countOf(wish.stay.nights, 'night')}`,
    hotels: prices.hotels,
    towns: prices.towns,
  }
}

/** What the site takes from each of its files. */
const USES: Readonly<Record<string, string>> = {
  'data/hotels-of-france.tsv.br': 'towns, positions, stars and room counts of the French hotels',
  'data/places.tsv.br': 'the places that you can search',
  'seed/demo-cities.ts': 'positions and stars of the hotels in Barcelona',
  'data/bookings.tsv.br': 'the real bookings with which the rules of booking are tested',
}

function sourceView({
  title,
  author,
  source,
  licence,
  licenceUrl,
  files,
}: Attribution): SourceView {
  const uses = new Intl.ListFormat('en').format(files.map((file) => USES[file] ?? file))
  return {
    name: title,
    href: source,
    use: `${uses.charAt(0).toUpperCase()}${uses.slice(1)}.`,
    licence,
    licenceHref: licenceUrl,
    attribution: author,
  }
}

const NOTES: readonly string[] = [
  ...ATTRIBUTIONS.map(({ title, changes }) => `${title}: ${changes}`),
  'Names, prices, types of room, amenities and taxes of all hotels are invented. No real business is meant.',
]

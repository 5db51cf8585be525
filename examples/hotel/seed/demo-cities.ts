/**
 * The hotels of the demo outside France, all invented. Those of Barcelona stand where the city's own
 * register has a hotel of as many stars (Open Data BCN), moved up to 200 m; the others stand in the
 * middle of a well-known quarter.
 */
import type { Stars } from './hotel-seed.ts'

export interface DemoCity {
  /** The slug of the place. */
  readonly place: string
  /** ISO 4217. */
  readonly currency: string
  readonly hotels: readonly DemoHotel[]
}

/** Name, latitude, longitude, stars, rooms. */
export type DemoHotel = readonly [string, number, number, Stars, number]

/** In the order of the hotels' ids: append, never reorder. */
export const DEMO_CITIES: readonly DemoCity[] = [
  {
    place: 'barcelona',
    currency: 'EUR',
    hotels: [
      ['Hostal del Gat Blau', 41.3826, 2.1744, 2, 24],
      ['Hotel dels Tres Tarongers', 41.3826, 2.1725, 3, 58],
      ['Hotel de la Llanterna Verda', 41.3846, 2.1745, 4, 92],
      ["Pensió de l'Oreneta Grisa", 41.3864, 2.1624, 1, 14],
      ['Hotel del Pescador de Núvols', 41.3882, 2.166, 3, 71],
      ['Hotel de les Set Gavines', 41.3949, 2.1621, 4, 118],
      ['Gran Hotel del Rossinyol', 41.3937, 2.1654, 5, 146],
      ['Casa del Garrofer', 41.4093, 2.159, 4, 36],
      ['Hotel del Drac Tranquil', 41.4088, 2.2141, 4, 210],
      ["Hotel de l'Eriçó Blanc", 41.3759, 2.1468, 3, 64],
    ],
  },
  {
    place: 'lisbon',
    currency: 'EUR',
    hotels: [
      ['Pensão da Andorinha Azul', 38.712, -9.13, 2, 18],
      ['Hotel do Relógio de Sal', 38.7107, -9.1378, 3, 66],
      ['Hotel da Guitarra de Vidro', 38.7104, -9.1421, 4, 84],
      ['Casa da Nespereira', 38.7164, -9.1486, 4, 22],
      ['Residencial do Gato Pardo', 38.7166, -9.131, 1, 11],
      ['Palácio das Três Gaivotas', 38.6979, -9.2065, 5, 97],
      ['Hotel do Farol Sonhador', 38.7205, -9.146, 3, 130],
      ['Hotel da Cegonha Discreta', 38.7141, -9.1606, 4, 48],
    ],
  },
  {
    place: 'tokyo',
    currency: 'JPY',
    hotels: [
      ['Ryokan Kaede no Yume', 35.7119, 139.7966, 3, 28],
      ['Hotel Aoi Tsubame', 35.6896, 139.7006, 4, 312],
      ['Hotel Shiroi Tanuki', 35.6595, 139.7005, 3, 184],
      ['Grand Hotel Kujaku no Niwa', 35.6717, 139.765, 5, 226],
      ['Minshuku Suzume', 35.7138, 139.777, 1, 9],
      ['Hotel Mizu no Oto', 35.684, 139.7744, 4, 140],
      ['Ryokan Yoru no Tsuru', 35.7019, 139.7407, 4, 19],
      ['Inn Akai Kaeru', 35.7272, 139.767, 2, 16],
    ],
  },
  {
    place: 'kuwait-city',
    currency: 'KWD',
    hotels: [
      ['Dar Al Nawras Al Azraq', 29.38, 47.99, 4, 120],
      ['Qasr Al Hudhud', 29.369, 47.969, 5, 238],
      ['Funduq Al Sidra Al Khadra', 29.368, 47.983, 3, 76],
      ['Dar Al Fanous Al Qadim', 29.3652, 47.9645, 4, 88],
      ['Funduq Al Ghazal Al Hadi', 29.373, 48.003, 3, 54],
      ['Bayt Al Usfour', 29.3775, 47.9935, 2, 31],
    ],
  },
]

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPlaces } from '../places/place.ts'
import { frenchHotelName, nameCore } from './french-names.ts'
import type { Stars } from './hotel-seed.ts'

const places = new Map(readPlaces().map((place) => [place.slug, place]))

/** Two thousand names of one kind of hotel. */
function names(slug: string, stars: Stars, rooms: number): string[] {
  const place = places.get(slug) ?? assert.fail(slug)
  return Array.from({ length: 2000 }, (_, id) => frenchHotelName({ id, place, stars, rooms }, 0))
}

describe('frenchHotelName', () => {
  it('gives a hotel the same name each time, and another one at another attempt', () => {
    const place = places.get('lyon') ?? assert.fail()
    const hotel = { id: 1, place, stars: 3 as const, rooms: 20 }
    assert.equal(frenchHotelName(hotel, 0), frenchHotelName(hotel, 0))
    assert.notEqual(frenchHotelName(hotel, 0), frenchHotelName(hotel, 1))
  })

  it('contracts, elides and agrees as French does', () => {
    for (const name of names('lyon', 3, 20)) {
      assert.doesNotMatch(name, /\bde le\b|\bde les\b|\bdu [AEIOUÉÈÎÔŒ]|\bde la [AEIOUÉÈÎÔŒ]/)
      assert.doesNotMatch(name, /l'(Héron|Hérisson|Hêtre|Hibou|Houx|Huppe)/)
      assert.doesNotMatch(name, /\bde la \S+ (Blanc|Bleu|Vert|Gris|Doré|Noir)$/)
      assert.doesNotMatch(name, /\bdu \S+ (Blanche|Bleue|Verte|Grise|Dorée|Noire)$/)
    }
  })

  const kinds: [slug: string, stars: Stars, rooms: number, houses: string[]][] = [
    ['lyon', 1, 20, ['Auberge', 'Hôtel', 'Petit Hôtel']],
    ['lyon', 3, 200, ['Hôtel']],
    ['lyon', 5, 200, ['Grand Hôtel', 'Palais']],
    ['chamonix-mont-blanc', 2, 20, ['Auberge', 'Chalet', 'Chalet-Hôtel', 'Hôtel']],
  ]
  for (const [slug, stars, rooms, houses] of kinds) {
    it(`calls houses of ${stars} stars and ${rooms} rooms in ${slug} ${houses.join(', ')}`, () => {
      const found = new Set(
        names(slug, stars, rooms).map((name) => name.split(/ (?:de|du|des) /)[0]),
      )
      assert.deepEqual(found, new Set(houses))
    })
  }

  it('takes its words from the surroundings', () => {
    assert.ok(names('saint-malo', 2, 20).some((name) => name.includes('Goéland')))
    assert.ok(!names('lyon', 2, 20).some((name) => name.includes('Goéland')))
    assert.ok(names('chamonix-mont-blanc', 2, 20).some((name) => name.includes('Marmotte')))
  })

  it('puts nouns into the plural after a number', () => {
    const all = names('chamonix-mont-blanc', 3, 20).filter((name) => / des /.test(name))
    assert.ok(all.length > 200)
    for (const name of all) assert.match(name, / des (Deux|Trois|Quatre|Cinq|Sept|Neuf) \S+[sx]$/)
    assert.ok(all.every((name) => !/Hibous$|Traîneaus$/.test(name)))
  })
})

describe('nameCore', () => {
  const same: [a: string, b: string][] = [
    ['Hôtel du Paon Bleu', 'LE PAON BLEU'],
    ["Auberge de l'Écureuil", 'HOTEL RESTAURANT ECUREUIL'],
    ['Grand Hôtel des Trois Grues', 'Les Trois Grues'],
  ]
  for (const [a, b] of same) {
    it(`is the same for ${a} and ${b}`, () => {
      assert.equal(nameCore(a), nameCore(b))
    })
  }

  it('tells two animals apart', () => {
    assert.notEqual(nameCore('Hôtel du Paon'), nameCore('Hôtel du Geai'))
  })
})

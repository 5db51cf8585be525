/**
 * Pictures of places: a few houses in the light and the land of the town. Of the same parts as the
 * pictures of hotels, so that a place and its hotels look like pages of one book.
 */
import { html, type Html } from 'portico/templates'
import { hash } from '../../seed/random.ts'
import { drawFacade, facadeSize } from './facade.ts'
import { lightOf } from './light.ts'
import { drawScene, HEIGHT, STREET, WIDTH, type Scene } from './scene.ts'
import { drawTree, treeOf } from './tree.ts'

export interface PlaceArtFacts {
  readonly id: number
  readonly country: string
  readonly latitude: number
  readonly scene: Scene
}

/** Decoration beside the name of the place: hidden from screen readers. */
export function placeArt(place: PlaceArtFacts): Html {
  return html`<svg
    class="art"
    viewBox="0 40 ${WIDTH} ${HEIGHT - 40}"
    preserveAspectRatio="xMidYMax slice"
    aria-hidden="true"
  >
    ${row(place, WIDTH)}
  </svg>`
}

/** The picture above the search form: a whole waterfront. */
export function panorama(seed: number): Html {
  const place = { id: seed, country: 'FR', latitude: 43.5, scene: 'sea' as const }
  return html`<svg
    class="art"
    viewBox="0 40 960 ${HEIGHT - 40}"
    preserveAspectRatio="xMidYMax slice"
    aria-hidden="true"
  >
    ${row(place, 960)}
  </svg>`
}

/** Houses side by side, with a tree in some of the gaps, until the street is full. */
function row(place: PlaceArtFacts, width: number): Html {
  const light = lightOf(place.id)
  const tree = treeOf(place)
  const drawn: Html[] = []
  for (let left = 12, i = 0; left < width - 60; i++) {
    const id = hash(place.id, 996, i)
    const rooms = 6 + (hash(id, 997) % (place.scene === 'skyline' ? 260 : 70))
    const isAlpine = place.scene === 'mountains'
    const facts = { id, stars: 1 + (hash(id, 998) % 4), rooms, country: place.country, isAlpine }
    const size = facadeSize(facts)
    const gap = isAlpine ? 34 : 10 + (hash(id, 999) % 3) * 22
    drawn.push(drawFacade(facts, light, { x: left + size.width / 2, y: STREET }).drawing)
    left += size.width + gap
    if (gap > 30) drawn.push(drawTree(tree, left - gap / 2, STREET + 3, 0.9, light))
  }
  return html`${drawScene(place.scene, light, place.id, width)}${drawn}`
}

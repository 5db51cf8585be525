/**
 * The picture of a hotel: no photograph, and it says so, but true in what it shows. Storeys and width
 * come from the rooms, the land from the place, the roof from the country; the bunting has one pennant
 * for each star. The same hotel has the same picture on every machine.
 */
import { html, type Html } from 'portico/templates'
import { hash } from '../../seed/random.ts'
import { drawFacade, storeysOf, type Facade } from './facade.ts'
import { lightOf, type Light } from './light.ts'
import { drawScene, HEIGHT, STREET, WIDTH, type Scene } from './scene.ts'
import { drawTree, treeOf } from './tree.ts'

export interface HotelArtFacts {
  readonly id: number
  /** 1 to 5. */
  readonly stars: number
  readonly rooms: number
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** Degrees; it decides which trees grow. */
  readonly latitude: number
  readonly scene: Scene
}

/** For a page. `label` false where the text beside it says enough and the picture is decoration. */
export function hotelArt(facts: HotelArtFacts): Html {
  return html`<svg
    class="art"
    viewBox="${viewBox(facts)}"
    preserveAspectRatio="xMidYMax slice"
    role="img"
    aria-label="${hotelArtLabel(facts)}"
  >
    ${drawing(facts)}
  </svg>`
}

/** A file of its own, for pictures that are loaded when they come into sight. */
export function hotelArtFile(facts: HotelArtFacts): string {
  const svg = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox(facts)}">
    ${drawing(facts)}
  </svg>`
  return String(svg)
}

const LAND: Readonly<Record<Scene, string>> = {
  sea: 'by the sea',
  mountains: 'below mountains',
  hills: 'among hills',
  'old-town': 'in an old town',
  skyline: 'in a large city',
}

/** The alternative text of a picture: what it shows, and that it is drawn. */
export function hotelArtLabel({ rooms, scene }: HotelArtFacts): string {
  return `Illustration, not a photo: a house of ${storeysOf(rooms)} storeys ${LAND[scene]}`
}

/** Small houses are seen from nearer, so that a card shows a house and not a field. */
function viewBox(facts: HotelArtFacts): string {
  if (storeysOf(facts.rooms) > 3) return `0 0 ${WIDTH} ${HEIGHT}`
  const width = 250
  const height = (width * HEIGHT) / WIDTH
  const left = Math.min(WIDTH - width, Math.max(0, middleOf(facts) - 105))
  return `${left} ${round(HEIGHT - height)} ${width} ${round(height)}`
}

function middleOf({ id }: HotelArtFacts): number {
  return 132 + (hash(id, 995) % 30)
}

function drawing(facts: HotelArtFacts): Html {
  const light = lightOf(facts.id)
  const spot = { x: middleOf(facts), y: STREET }
  const facade = drawFacade({ ...facts, isAlpine: facts.scene === 'mountains' }, light, spot)
  const tree = treeOf(facts)
  const left = spot.x - facade.width / 2
  const mast = mastOf(spot.x, facade)
  return html`${drawScene(facts.scene, light, facts.id)}
  ${drawTree(tree, left - 20, STREET - 1, 0.9, light)}
  ${left > 70 && drawTree(tree, left - 44, STREET + 3, 1.1, light)} ${facade.drawing}
  ${drawBunting(facts.stars, spot.x, facade, light)}
  ${mast < WIDTH - 36 && drawTree(tree, mast + 20, STREET - 1, 1, light)}`
}

function mastOf(x: number, facade: Facade): number {
  return Math.min(WIDTH - 8, x + facade.width / 2 + 60)
}

/** From the corner of the roof to a mast, one pennant for each star. */
function drawBunting(stars: number, x: number, facade: Facade, light: Light): Html {
  const startX = x + facade.width / 2 - 2
  const startY = STREET - facade.height + 2
  const endX = mastOf(x, facade)
  const endY = Math.max(startY + 8, STREET - 62)
  const sag = 12
  const at = (t: number) => ({
    x: round(startX + (endX - startX) * t),
    y: round(startY + (endY - startY) * t + 4 * sag * t * (1 - t)),
  })
  const pennants = Array.from({ length: stars }, (_, i) => {
    const { x: px, y: py } = at((i + 0.75) / (stars + 0.5))
    return html`<path
      fill="${i % 2 === 0 ? '#b4532a' : '#e0a63a'}"
      d="M${px - 4} ${py - 0.6}h8l-4 9z"
    />`
  })
  const middle = at(0.5)
  const control = {
    x: round(2 * middle.x - (startX + endX) / 2),
    y: round(2 * middle.y - (startY + endY) / 2),
  }
  return html`<path
      fill="none"
      stroke="${light.line}"
      stroke-width="1"
      d="M${startX} ${startY}Q${control.x} ${control.y} ${endX} ${endY}V${STREET + 2}"
    />
    ${pennants}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** Trees: which grow where, and how each is drawn. */
import { html, type Html } from 'portico/templates'
import type { Light } from './light.ts'
import type { Scene } from './scene.ts'

export type Tree = 'palm' | 'fir' | 'cypress' | 'plane'

export function treeOf(place: { readonly latitude: number; readonly scene: Scene }): Tree {
  const latitude = Math.abs(place.latitude)
  if (place.scene === 'mountains') return 'fir'
  if (latitude < 32 || (place.scene === 'sea' && latitude < 44)) return 'palm'
  return latitude < 45 ? 'cypress' : 'plane'
}

/** A tree whose foot is at (x, y), about 60 high at `scale` 1. */
export function drawTree(tree: Tree, x: number, y: number, scale: number, light: Light): Html {
  const leaf = light.hour === 'night' ? '#1b3a35' : light.hour === 'evening' ? '#4b5a4a' : '#4f7a4e'
  return html`<g transform="translate(${x} ${y}) scale(${scale})"
    >${SHAPES[tree](leaf, light.line)}</g
  >`
}

const SHAPES: Readonly<Record<Tree, (leaf: string, trunk: string) => Html>> = {
  palm: (leaf, trunk) =>
    html`<path fill="none" stroke="${trunk}" stroke-width="3" d="M0 0q4-24-1-44" />
      <path
        fill="${leaf}"
        d="M-1-44q-14-8-22 4 11-6 22-4zq-8-16-20-12 12 2 20 12zq0-16 12-18-6 8-12 18zq12-12 22-3-12-2-22 3zq14 0 18 12-8-8-18-12z"
      />`,
  fir: (leaf, trunk) =>
    html`<path fill="${trunk}" d="M-2 0h4v-8h-4z" />
      <path fill="${leaf}" d="M-15-6L0-30 15-6zM-12-20L0-44l12 24zM-9-36L0-58l9 22z" />`,
  cypress: (leaf, trunk) =>
    html`<path fill="${trunk}" d="M-1.5 0h3v-8h-3z" />
      <path fill="${leaf}" d="M0-64q9 26 7 46-2 12-7 12t-7-12q-2-20 7-46z" />`,
  plane: (leaf, trunk) =>
    html`<path fill="none" stroke="${trunk}" stroke-width="3" d="M0 0v-26m0 8l-7-9m7 4l7-8" />
      <path
        fill="${leaf}"
        d="M-16-26q-8-12 4-19 1-12 13-11 12-1 12 11 10 7 3 18-8 9-16 3-9 7-16-2z"
      />`,
}

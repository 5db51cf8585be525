/**
 * The light of a picture: the hour that a house has drawn for itself, as a palette of flat inks.
 *
 * Pictures are printed, not lit: no gradients, few colours, the same in a light and in a dark page.
 */
import { hash } from '../../seed/random.ts'

export interface Light {
  readonly hour: 'morning' | 'noon' | 'evening' | 'night'
  /** Bands of the sky from the top. */
  readonly sky: readonly [string, string, string]
  readonly sun: string
  /** Silhouettes from the farthest to the nearest. */
  readonly far: string
  readonly middle: string
  readonly near: string
  readonly ground: string
  readonly path: string
  readonly water: string
  readonly foam: string
  /** A window with somebody behind it, and one without. */
  readonly lit: string
  readonly unlit: string
  /** What outlines are drawn with. */
  readonly line: string
}

const LIGHTS: readonly Light[] = [
  {
    hour: 'morning',
    sky: ['#cfe0de', '#e9e3d3', '#f6d9c0'],
    sun: '#f3b98b',
    far: '#b7c8c4',
    middle: '#8fae9f',
    near: '#6b917b',
    ground: '#7f9a6c',
    path: '#e8dcc3',
    water: '#7fb0b5',
    foam: '#d9ebe7',
    lit: '#f6d98f',
    unlit: '#55707a',
    line: '#2c3e46',
  },
  {
    hour: 'noon',
    sky: ['#a9d0d6', '#c4e0e1', '#e2eee6'],
    sun: '#fbf2d4',
    far: '#9cc1c0',
    middle: '#7dab91',
    near: '#5b8f6c',
    ground: '#86a566',
    path: '#efe2c4',
    water: '#4f98a3',
    foam: '#cfe9e8',
    lit: '#fbe6a6',
    unlit: '#4d6f7c',
    line: '#22414a',
  },
  {
    hour: 'evening',
    sky: ['#c98f7e', '#e5a884', '#f5cf9f'],
    sun: '#fdeac0',
    far: '#b88580',
    middle: '#8d6b73',
    near: '#62566a',
    ground: '#6a6553',
    path: '#d9b78c',
    water: '#8f7480',
    foam: '#f2c9a2',
    lit: '#ffdf94',
    unlit: '#4a4a60',
    line: '#33293a',
  },
  {
    hour: 'night',
    sky: ['#1d3146', '#274057', '#365468'],
    sun: '#f2e7c6',
    far: '#2f4c60',
    middle: '#27404f',
    near: '#1f3541',
    ground: '#2c4440',
    path: '#61706a',
    water: '#24495a',
    foam: '#5d8794',
    lit: '#ffd987',
    unlit: '#22384a',
    line: '#101e2a',
  },
]

/** The hour of the house with this id; nights are the rarest. */
export function lightOf(id: number): Light {
  const [morning, noon, evening, night] = LIGHTS as readonly [Light, Light, Light, Light] // four above
  const draw = hash(id, 900) % 10
  if (draw < 3) return morning
  if (draw < 6) return noon
  return draw < 9 ? evening : night
}

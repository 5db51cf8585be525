/** The class of a hotel: stars for the eye, words for the ear. */
import { html, type Html } from 'portico/templates'

/** `count` from 1 to 5. */
export function stars(count: number): Html {
  const words = count === 1 ? '1 star' : `${count} stars`
  return html`<span class="stars" role="img" aria-label="${words}">${'★'.repeat(count)}</span>`
}

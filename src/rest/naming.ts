/**
 * Names on the wire: the properties of a model as an API spells them, in JSON and in queries alike.
 *
 * The spelling is chosen once for a resource. `snake_case` is that of the columns, so it is as free of
 * collisions as they are.
 */
import { type JsonNames, snakeCase } from '../db/index.ts'

/** `roomTypes` stays as it is, or becomes `room_types`. */
export function wireName(property: string, names: JsonNames): string {
  return names === 'snake_case' ? snakeCase(property) : property
}

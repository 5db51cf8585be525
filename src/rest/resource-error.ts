/** What is wrong with the declaration of a resource; thrown when it is mounted, before any request. */
import type { ModelMetadata } from '../db/index.ts'
import { listNames, PorticoError } from '../internal/index.ts'

export class ResourceError extends PorticoError {}

/** `property` stands in `option`, which takes the names in `known`. */
export function unknownName(
  model: ModelMetadata,
  option: string,
  property: string,
  known: Iterable<string>,
): ResourceError {
  return new ResourceError(
    'resource-name-unknown',
    `The resource of model "${model.name}" has ${JSON.stringify(property)} in ${option}, which can have ` +
      `${listNames(known)}. Correct the name, or remove it.`,
  )
}

/** `problem` completes the sentence; `remedy` is one of its own. */
export function invalidResource(
  model: ModelMetadata,
  problem: string,
  remedy: string,
): ResourceError {
  return new ResourceError(
    'resource-invalid',
    `The resource of model "${model.name}" ${problem}. ${remedy}`,
  )
}

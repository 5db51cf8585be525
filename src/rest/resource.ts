/**
 * A resource: the rows of a model as a part of an API, read by GET and HEAD.
 *
 * A value that does nothing until it is mounted: `group.mount('/hotels', hotels)`. What it does not
 * declare can neither be read nor asked about.
 */
import type { ModelMetadata } from '../db/index.ts'
import type { Component } from '../http/index.ts'
import { compileResource, type ResourceDeclaration } from './compiled-resource.ts'
import { item } from './item.ts'
import { list } from './list.ts'
import type { FieldName, ResourceOptions } from './resource-options.ts'

/**
 * Declares a resource of `model`. Mounting it throws ResourceError for a name that the model does not
 * have or that cannot be used so. The app must provide a database: `app.use(db)`.
 */
export function resource<Described extends ModelMetadata, const Field extends FieldName<Described>>(
  model: Described,
  options: ResourceOptions<Described, Field>,
): Component {
  return {
    routes(group) {
      // The same options: the declaration only forgets which names they are.
      const declaration = options as ResourceDeclaration
      // Models may be declared after the resource, so this is the first time to look at them.
      const compiled = compileResource(model, declaration)
      const named = (kind: string) =>
        options.name === undefined ? {} : { name: `${options.name}-${kind}` }
      group.get('/', { query: compiled.listQuery, ...named('list') }, (ctx) => list(compiled, ctx))
      group.get(`/:${compiled.keyName}`, { query: compiled.itemQuery, ...named('item') }, (ctx) =>
        item(compiled, ctx),
      )
    },
  }
}

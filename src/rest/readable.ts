/**
 * What clients may read of the rows of a model: fields, and relations with what may be read of theirs.
 *
 * Compiled from a declaration when its resource is mounted, and a tree as deep as that declaration: no
 * request can ask for more, however it nests.
 */
import type { JsonNames, ModelMetadata } from '../db/index.ts'
import { wireName } from './naming.ts'
import { invalidResource, unknownName } from './resource-error.ts'

export interface Readable {
  readonly model: ModelMetadata
  /** Properties by their name on the wire, in the order of the declaration. */
  readonly fields: ReadonlyMap<string, string>
  readonly relations: ReadonlyMap<string, Relation>
}

export interface Relation {
  readonly property: string
  /** Rows for each parent; null for all of them. */
  readonly limit: number | null
  readonly rows: Readable
}

/** A declaration, of a resource or of a relation, without the types that its names were checked by. */
export interface Declaration {
  readonly fields: readonly string[]
  readonly expand?: Readonly<Record<string, readonly string[] | RelationDeclaration | undefined>>
}

interface RelationDeclaration extends Declaration {
  readonly limit?: number | 'all'
}

const RELATED_LIMIT = 100 // rows
const MAX_RELATED_LIMIT = 1000

/** Throws ResourceError for names that the model does not have, and for limits out of bounds. */
export function readableOf(
  model: ModelMetadata,
  declaration: Declaration,
  names: JsonNames,
): Readable {
  const known = model.columns.map((column) => column.property)
  const unknown = declaration.fields.find((property) => !known.includes(property))
  if (unknown !== undefined) throw unknownName(model, 'fields', unknown, new Set(known))
  if (declaration.fields.length === 0) {
    throw invalidResource(model, 'lets nobody read a field', "Name them: fields: ['id', …].")
  }
  const relations = Object.entries(declaration.expand ?? {}).map(
    ([property, given]) =>
      [wireName(property, names), relationOf(model, property, given, names)] as const,
  )
  return {
    model,
    fields: new Map(declaration.fields.map((property) => [wireName(property, names), property])),
    relations: new Map(relations),
  }
}

function relationOf(
  model: ModelMetadata,
  property: string,
  given: readonly string[] | RelationDeclaration | undefined,
  names: JsonNames,
): Relation {
  const field = Object.hasOwn(model.fields, property) ? model.fields[property] : undefined
  if (field === undefined || (field.kind !== 'reference' && field.kind !== 'many')) {
    const relations = Object.entries(model.fields)
      .filter(([, { kind }]) => kind === 'reference' || kind === 'many')
      .map(([name]) => name)
    throw unknownName(model, 'expand', property, relations)
  }
  const declaration: RelationDeclaration =
    given === undefined || isList(given) ? { fields: given ?? [] } : given
  const { limit = RELATED_LIMIT } = declaration
  const isRows = Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= MAX_RELATED_LIMIT
  if (!isRows && limit !== 'all') {
    throw invalidResource(
      model,
      `expands "${property}" with the limit ${limit}`,
      `Give 1 to ${MAX_RELATED_LIMIT} rows for each parent, or 'all' where they are few by nature; more are ` +
        'pages of a resource of their own.',
    )
  }
  return {
    property,
    limit: field.kind === 'many' && limit !== 'all' ? limit : null,
    rows: readableOf(field.target(), declaration, names),
  }
}

/** Array.isArray does not narrow a readonly list. */
function isList(given: readonly string[] | RelationDeclaration): given is readonly string[] {
  return Array.isArray(given)
}

/**
 * The query string of a resource as one schema: what it may hold, and what that means.
 *
 * The fields decide which parameters there are and what values they take, so an unknown one is refused
 * by a message that lists the known ones, and the same description serves documents. What
 * `interpret` finds wrong is told in the same way.
 */
import type { StandardIssue, StandardSchema } from '../internal/index.ts'
import { type Fields, type JsonSchema, object, type RowOf } from '../schema/index.ts'
import { ParameterError } from './parameter-error.ts'

/** The parameters as sent, a list where a name repeats. */
export type GivenQuery = Readonly<Record<string, string | readonly string[]>>

export interface QuerySchema<Query> extends StandardSchema<unknown, Query> {
  /** Describes the parameters as properties. */
  readonly jsonSchema: JsonSchema
}

/** The schema of a route's query; `interpret` may throw ParameterError. */
export function querySchema<Members extends Fields, Query>(
  members: Members,
  interpret: (values: RowOf<Members>, given: GivenQuery) => Query,
): QuerySchema<Query> {
  const schema = object(members)
  const { validate } = schema.fromText['~standard']
  return {
    jsonSchema: schema.jsonSchema,
    '~standard': {
      version: 1,
      vendor: 'portico',
      validate(given) {
        const result = validate(given)
        if (result.issues !== undefined) return { issues: result.issues.map(aboutParameter) }
        try {
          // A query that its schema takes is what the parser of query strings makes: names and texts.
          const query = given as GivenQuery
          return { value: interpret(result.value, query) }
        } catch (error) {
          if (!(error instanceof ParameterError)) throw error
          return { issues: [{ message: error.message, path: [error.parameter] }] }
        }
      },
    },
  }
}

/** An item of a list has no name of its own in a query. */
function aboutParameter({ message, path = [] }: StandardIssue): StandardIssue {
  return { message, path: path.slice(0, 1) }
}

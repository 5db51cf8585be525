/**
 * `GET /hotels/3?fields=id,name&expand=city`: one row of a resource, by its key.
 *
 * A key that no row can have is as unknown as one that no row has: both answers have the same bytes.
 */
import { database } from '../db/index.ts'
import { type Context, HttpError, type Reply, reply } from '../http/index.ts'
import { object } from '../schema/index.ts'
import type { CompiledResource } from './compiled-resource.ts'
import { expandField, parseExpand } from './expand.ts'
import { fieldsField, selectedFields } from './fields.ts'
import { comparedField } from './filter.ts'
import type { Readable } from './readable.ts'
import { type QuerySchema, querySchema } from './read-query.ts'
import { columnOf, rowsOf } from './row-query.ts'
import { type Selection, selectRows } from './selection.ts'

/** Reads a key from the text of a path; null for text that is no key. */
export type ReadKey = (text: string | undefined) => unknown

export async function item(
  { model, names, key, keyName, readKey }: CompiledResource,
  ctx: Context<Readonly<Record<string, string | undefined>>, Selection>,
): Promise<Reply> {
  const value = readKey(ctx.params[keyName])
  if (value === null) throw unknownRow()
  const rows = rowsOf(model).where((row) => columnOf(row, key).eq(value))
  const json = await database(ctx).jsonFirst(selectRows(rows, ctx.query), { names })
  if (json === null) throw unknownRow()
  return reply(json, { headers: { 'content-type': 'application/json' } })
}

/** The query string of an item: what to read of the row. */
export function itemQuery(readable: Readable): QuerySchema<Selection> {
  const members = {
    fields: fieldsField(readable),
    ...(readable.relations.size > 0 && { expand: expandField() }),
  }
  return querySchema(members, ({ fields, expand }) => ({
    fields: selectedFields(readable, fields),
    expansions: parseExpand(expand ?? null, readable),
  }))
}

/** The reader of the keys of `readable`'s rows. */
export function keyReader({ model }: Readable, key: string): ReadKey {
  const schema = object({ key: comparedField(model, key) })
  const { validate } = schema.fromText['~standard']
  return (text = '') => {
    const result = validate({ key: text })
    return result.issues === undefined ? result.value.key : null
  }
}

function unknownRow(): HttpError {
  return new HttpError(
    404,
    'row-unknown',
    'There is nothing at this address. It may have been deleted; the list has the keys of what there is.',
  )
}

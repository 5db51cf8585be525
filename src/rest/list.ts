/**
 * `GET /hotels?stars.gte=4&order=-stars,name&limit=20`: a page of a resource.
 *
 * The rows never become objects: the database's plan writes them as JSON text, which goes out as it is.
 */
import { database } from '../db/index.ts'
import { type Context, type Reply, reply } from '../http/index.ts'
import type { CompiledResource } from './compiled-resource.ts'
import { fetchPage } from './cursor-pagination.ts'
import type { ListQuery } from './list-query.ts'
import { pageLinks } from './page-links.ts'
import { wireName } from './naming.ts'
import { orderRows } from './order.ts'
import { rowsOf } from './row-query.ts'
import { searchCondition } from './search.ts'
import { selectRows } from './selection.ts'

export async function list(
  resource: CompiledResource,
  ctx: Context<unknown, ListQuery>,
): Promise<Reply> {
  const { filters, words, order, selection, given, cursor, limit } = ctx.query
  const { model, names, key, search } = resource

  let rows = rowsOf(model)
  for (const { filter, value } of filters) rows = rows.where((row) => filter.condition(row, value))
  if (words.length > 0) rows = rows.where((row) => searchCondition(row, words, search))
  rows = orderRows(selectRows(rows, selection), order, key)

  const orderText = order.map((term) => term.name).join(',')
  const page = await fetchPage(database(ctx), rows, { order: orderText, cursor, limit, names })

  const next = JSON.stringify(page.nextCursor)
  return reply(`{"items":${page.items},"${wireName('nextCursor', names)}":${next}}`, {
    headers: {
      'content-type': 'application/json',
      link: pageLinks(ctx.path, given, page.nextCursor),
    },
  })
}

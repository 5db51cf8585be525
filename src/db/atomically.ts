/**
 * Several statements as one, on a connection that is held: a transaction without its object.
 *
 * On a connection that answers at once no promise is made, so nothing else can run in between.
 */
import type { Connection, MaybePromise } from './drivers/driver.ts'

/** `depth` as for `Connection.begin`: 0 for a transaction, more for a savepoint within one. */
export function atomically<Result>(
  connection: Connection,
  depth: number,
  work: () => MaybePromise<Result>,
): MaybePromise<Result> {
  const begun = connection.begin(depth)
  if (begun instanceof Promise) return begun.then(() => finish(connection, depth, work))
  return finish(connection, depth, work)
}

function finish<Result>(
  connection: Connection,
  depth: number,
  work: () => MaybePromise<Result>,
): MaybePromise<Result> {
  const undo = async (error: unknown): Promise<never> => {
    await connection.rollback(depth)
    throw error
  }
  try {
    const result = work()
    if (result instanceof Promise) {
      return result.then(async (value) => (await connection.commit(depth), value)).catch(undo)
    }
    const committed = connection.commit(depth)
    return committed instanceof Promise ? committed.then(() => result).catch(undo) : result
  } catch (error) {
    return undo(error)
  }
}

/** Which functions of src a piece of work calls, as V8 counts them. */
import { Session } from 'node:inspector/promises'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const SOURCES = pathToFileURL(join(import.meta.dirname, '..')).href

/** By path from the root (`src/http/dispatch.ts`), the names of the functions that `work` called. */
export async function traceCalls(work: () => Promise<unknown>): Promise<Map<string, Set<string>>> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    await work()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    const files = result.filter(({ url }) => url.startsWith(`${SOURCES}/src/`))
    return new Map(
      files.map(({ url, functions }) => {
        const called = functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
        return [
          url.slice(SOURCES.length + 1),
          new Set(called.map(({ functionName }) => functionName)),
        ]
      }),
    )
  } finally {
    session.disconnect()
  }
}

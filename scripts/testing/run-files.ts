/**
 * What runs inside a test process: each file in turn, as one test that holds the file's own.
 *
 * That test fails when the file leaves something behind - a timer, a socket, a server, a child
 * process, a warning - because the next file of the process, or the next release, would suffer.
 * Hooks that a file declares at its top stay inside it.
 */
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const ROOT = join(import.meta.dirname, '..', '..')
const GRACE = 1000 // milliseconds in which sockets that are closing have to be closed
const FILE_LIMIT = 120_000 // milliseconds; the slowest file takes a tenth of it

/** Registers the files (paths from the root of the repository) with the test runner. */
export function runFiles(files: readonly string[]): void {
  const warnings: Error[] = []
  process.on('warning', (warning) => warnings.push(warning))
  // Opened when first used, never to be closed; no file is to blame for the first line it prints.
  void [process.stdin, process.stdout, process.stderr]

  for (const file of files) {
    test(file, async (context) => {
      // Holds the loop too: once it runs empty, node:test adds a timer that would count as left open.
      const watchdog = setTimeout(giveUp, FILE_LIMIT, file)
      const before = openResources()
      // The import comes first: hooks run in order, and the file's own have to close what it opened.
      await import(pathToFileURL(join(ROOT, file)).href)
      context.after(async () => {
        const left = await leftOver(before)
        clearTimeout(watchdog)
        const [warning] = warnings.splice(0)
        if (left.length > 0) throw new Error(leakMessage(file, left))
        if (warning !== undefined) throw new Error(`${file} caused a warning`, { cause: warning })
      })
    })
  }
}

function giveUp(file: string): never {
  console.error(
    `${file} did not end within ${FILE_LIMIT / 1000} seconds: something it awaits never happens.`,
  )
  process.exit(1)
}

/** What keeps the process alive, by kind; what was unref'ed does not count. */
function openResources(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

async function leftOver(before: ReadonlyMap<string, number>): Promise<string[]> {
  const deadline = Date.now() + GRACE
  for (;;) {
    await sleep(5) // warnings and closings arrive in a later turn of the loop
    const left = [...openResources()].filter(([kind, count]) => count > (before.get(kind) ?? 0))
    if (left.length === 0 || Date.now() > deadline) return left.map(([kind]) => kind)
  }
}

function leakMessage(file: string, kinds: readonly string[]): string {
  return (
    `${file} left open: ${kinds.join(', ')}. It would keep the process alive, or disturb the tests that follow. ` +
    'Close it in the test (`using`, t.after) or in an after() hook.'
  )
}

/** Readings of the event stream of `node:test`, which has no names for these two wishes. */
import type { run } from 'node:test'

type Events = ReturnType<typeof run>
interface TestEvent {
  type: string
  data: { nesting?: number; name?: string; details?: { type?: string } }
}

/** Leaves out the tests that passed: what stays is a line for each file, and what went wrong. */
export async function* onlyFiles(source: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  // Spec wants the start of each result that it sees, so a start waits until its result is known.
  const waiting: TestEvent[] = []
  for await (const event of source) {
    if (event.type === 'test:start') waiting.push(event)
    else if (event.type === 'test:pass' && isNested(event) && waiting.length > 0) waiting.pop()
    else if (event.type === 'test:pass' || event.type === 'test:fail')
      yield* [...waiting.splice(0), event]
    else yield event
  }
}

function isNested(event: TestEvent): boolean {
  return (event.data.nesting ?? 0) > 0
}

/**
 * Watches a run; call the result when it is over for what its summary does not say: nothing ran,
 * or a file of `files` has no test. Sets the exit code of the process when a test fails.
 */
export function watchTests(events: Events, files: readonly string[]): () => string[] {
  const passed = new Set<string>()
  let ran = 0
  let current: string[] = []
  const onEnd = ({ nesting, name }: { nesting: number; name: string }): void => {
    // Tests are reported from the inside out: what precedes a file belongs to it.
    if (nesting > 0) current.push(name)
    else if (current.length > 0) passed.add(name)
    if (nesting === 0) {
      ran += current.length
      current = []
    }
  }
  events.on('test:pass', onEnd)
  events.on('test:fail', (event) => {
    onEnd(event)
    process.exitCode = 1
  })
  return () => {
    if (ran === 0)
      return ['No test ran: either the files hold none or the name pattern matches none.']
    return files
      .filter((file) => !passed.has(file))
      .map((file) => `${file} has no test, or did not get to one.`)
  }
}

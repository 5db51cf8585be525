/**
 * `npm test`: every `*.test.ts` of src, tests and examples, in Node's own test runner.
 *
 * A process costs more than most test files, so the files of one folder of src share one and run
 * in turn; files of tests/ and examples/, which start servers and browsers, get one each.
 * Arguments narrow the run to paths that contain one of them: `npm test -- src/db cookies`.
 * `--verbose` prints every test, `--name <pattern>` runs only the tests that match.
 */
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'
import { onlyFiles, watchTests } from './testing/events.ts'

const ROOT = join(import.meta.dirname, '..')

// Apps of tests do not log, and whoever wants another mode says so.
process.env['NODE_ENV'] ??= 'test'

const { values: flags, positionals: filters } = parseArgs({
  options: { verbose: { type: 'boolean' }, name: { type: 'string' } },
  allowPositionals: true,
})

const files = findTests(filters)
if (files.length === 0) {
  console.error(
    `No test file matches ${filters.join(', ') || '*.test.ts'}. Paths start with src, tests or examples.`,
  )
  process.exit(1)
}

const directory = mkdtempSync(join(tmpdir(), 'portico-test-'))
try {
  const events = run({
    files: writeGroups(directory, files),
    cwd: ROOT,
    concurrency: availableParallelism(),
    execArgv: ['--test-force-exit'],
    ...(flags.name === undefined ? {} : { testNamePatterns: flags.name }),
  })
  const problems = watchTests(events, flags.name === undefined ? files : [])
  // Spec prints the summary that everyone knows how to read, so it has the last word.
  const shown = flags.verbose ? events : Readable.from(onlyFiles(events))
  await pipeline(shown, new spec(), process.stdout, { end: false })
  for (const problem of problems()) {
    console.error(problem)
    process.exitCode = 1
  }
} finally {
  rmSync(directory, { recursive: true })
}

function findTests(wanted: readonly string[]): string[] {
  const all = globSync('{src,tests,examples}/**/*.test.ts', {
    cwd: ROOT,
    exclude: (path) => path.endsWith('node_modules'),
  })
  const paths = all.map((path) => path.replaceAll(sep, '/')).toSorted()
  return wanted.length === 0
    ? paths
    : paths.filter((path) => wanted.some((part) => path.includes(part)))
}

/** One module a process, the slow ones first so that all cores finish together. */
function writeGroups(into: string, paths: readonly string[]): string[] {
  const groups = Object.groupBy(paths, (path) => (path.startsWith('src/') ? folderOf(path) : path))
  const runner = JSON.stringify(join(import.meta.dirname, 'testing', 'run-files.ts'))
  const names = Object.keys(groups).toSorted(
    (a, b) => slowness(b) - slowness(a) || (a < b ? -1 : 1),
  )
  return names.map((name) => {
    const module = join(into, `${name.replaceAll('/', '-')}.mjs`)
    writeFileSync(
      module,
      `import { runFiles } from ${runner}\nrunFiles(${JSON.stringify(groups[name])})\n`,
    )
    return module
  })
}

function slowness(group: string): number {
  return ['src', 'examples', 'tests'].indexOf(group.slice(0, group.indexOf('/')))
}

/** `src/db/sql/select.test.ts` -> `src/db`; `src/app.test.ts` -> `src/app.test.ts`. */
function folderOf(path: string): string {
  return path.split('/').slice(0, 2).join('/')
}

/**
 * Gate: the public API is what docs/reference/api.txt says it is: every name of every subpath with its
 * declaration, as the published .d.ts files have it. A change of it is seen in review, and made on
 * purpose by `npm run check -- api --update` and a line in CHANGELOG.md.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emitSources } from '../packaging/build.ts'
import { describeExports } from './declarations.ts'
import type { GateOptions, Report } from './report.ts'

const SNAPSHOT = 'docs/reference/api.txt'

export async function checkApi(root: string, options: GateOptions = {}): Promise<Report> {
  const path = join(root, SNAPSHOT)
  const sections = await readApi(root)
  const now = sections.flatMap(({ subpath, names }) => [`# ${subpath}`, '', ...names, ''])
  const count = sections
    .flatMap(({ names }) => names)
    .filter((line) => !line.startsWith(' ')).length
  if (options.update === true) writeFileSync(path, `${now.join('\n').trimEnd()}\n`)
  const before = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : []
  return {
    checked: `${count} names in ${sections.length} subpaths`,
    problems: count === 0 ? ['No public name was found.'] : compare(before, now),
  }
}

interface Section {
  readonly subpath: string
  /** See describeExports. */
  readonly names: readonly string[]
}

async function readApi(root: string): Promise<Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-api-'))
  try {
    await emitSources(root, folder, '--emitDeclarationOnly')
    // The repository's own file; tsc has no type for it.
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, string>
    }
    return Object.entries(exports)
      .filter(([, file]) => file.endsWith('.ts'))
      .map(([subpath, file]) => ({
        subpath: `portico${subpath.slice(1)}`,
        names: describeExports(join(folder, file.replace(/^\.\/src\//, ''))),
      }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Lines are compared within their section and their name, so the order does not matter. */
function compare(before: readonly string[], now: readonly string[]): string[] {
  const [old, fresh] = [withOwner(before), withOwner(now)]
  const gone = [...old].filter((line) => !fresh.has(line)).map((line) => `- ${line}`)
  const added = [...fresh].filter((line) => !old.has(line)).map((line) => `+ ${line}`)
  return [...gone, ...added]
}

/** `# portico/db`, `class Database {`, `  close(): void` -> `portico/db: class Database { close(): void`. */
function withOwner(lines: readonly string[]): Set<string> {
  const found = new Set<string>()
  let [section, owner] = ['', '']
  for (const line of lines) {
    if (line.startsWith('# ')) section = line.slice(2)
    else if (line.startsWith(' ')) found.add(`${section}: ${owner} ${line.trim()}`)
    else if (line !== '') {
      owner = line
      found.add(`${section}: ${line}`)
    }
  }
  return found
}

/**
 * Gate: the public API is what docs/reference/api.txt says it is: every name of every subpath with its
 * declaration, as the published .d.ts files have it. A change of it is seen in review, and made on
 * purpose by `npm run check -- api --update` and a line in CHANGELOG.md.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emitSources } from '../packaging/build.ts'
import { describeExports, NOT_FOUND } from './declarations.ts'
import type { GateOptions, Report } from './report.ts'

const SNAPSHOT = 'docs/reference/api.txt'

export async function checkApi(root: string, options: GateOptions = {}): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-api-'))
  try {
    const errors = await emitSources(root, folder, '--emitDeclarationOnly')
    if (errors.length > 0) return { checked: 'nothing', problems: errors }
    return judge(join(root, SNAPSHOT), readApi(root, folder), options)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Section {
  readonly subpath: string
  /** See describeExports. */
  readonly lines: readonly string[]
}

function judge(path: string, sections: readonly Section[], { update }: GateOptions): Report {
  const now = sections.flatMap(({ subpath, lines }) => [`# ${subpath}`, '', ...lines, ''])
  const names = sections.flatMap(({ lines }) => lines.filter((line) => !line.startsWith(' ')))
  const lost = names.filter((name) => name.includes(NOT_FOUND))
  if (update === true) writeFileSync(path, `${now.join('\n').trimEnd()}\n`)
  const before = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  return {
    checked: `${names.length} names in ${sections.length} subpaths`,
    problems:
      names.length === 0 ? ['No public name was found.'] : [...lost, ...compare(before, now)],
  }
}

/** The declarations of src are in `folder`, each in the place of its source. */
function readApi(root: string, folder: string): Section[] {
  // The repository's own file; tsc has no type for it.
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string>
  }
  const entries = Object.entries(exports).filter(([, file]) => file.endsWith('.ts'))
  return entries.map(([subpath, file]) => ({
    subpath: `portico${subpath.slice(1)}`,
    lines: describeExports(join(folder, file.replace(/^\.\/src\//, ''))),
  }))
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

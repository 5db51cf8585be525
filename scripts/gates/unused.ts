/** Gate: knip (knip.json) finds no file, export or dependency that nothing uses. */
import type { Report } from './report.ts'
import { linesOf, runTool } from './tool.ts'

interface Found {
  readonly name: string
  readonly line?: number
}

/** Lists of findings by kind, such as `files`, `exports` and `unlisted`, and where they were found. */
type Issue = { readonly file: string } & Readonly<Record<string, readonly Found[] | string>>

export async function checkUnused(root: string): Promise<Report> {
  const { code, output } = await runTool(root, 'knip', ['--no-progress', '--reporter', 'json'])
  const checked = 'files, exports, dependencies'
  const start = output.indexOf('{"issues"')
  if (start === -1) return { checked, problems: [`knip ended with ${code}:`, ...linesOf(output)] }
  // The output of a pinned tool, on one line.
  const { issues } = JSON.parse(output.slice(start).split('\n')[0] ?? '') as {
    issues: readonly Issue[]
  }
  const problems = issues.flatMap(describe)
  return { checked, problems: code === 0 || problems.length > 0 ? problems : linesOf(output) }
}

const KINDS: Readonly<Record<string, string>> = {
  files: 'an unused file',
  exports: 'an export that no other file uses',
  types: 'an exported type that no other file uses',
  dependencies: 'a dependency that nothing imports',
  devDependencies: 'a dependency that nothing imports',
  unlisted: 'an import of a package that is not a dependency',
  unresolved: 'an import that leads nowhere',
  duplicates: 'the same thing exported twice',
}

function describe(issue: Issue): string[] {
  return Object.entries(issue).flatMap(([kind, found]) => {
    if (typeof found === 'string') return []
    return found.flat().map(({ name, line = 1 }) => {
      const what = KINDS[kind] ?? kind
      return `${issue.file}:${line} ${kind === 'files' ? '' : `${name} `}is ${what}.`
    })
  })
}

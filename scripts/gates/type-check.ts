/**
 * Gate: the sources, tests and examples type-check, and so does src as it is published, where
 * isolatedDeclarations asks for a written type on every export.
 */
import type { Report } from './report.ts'
import { linesOf, runTool } from './tool.ts'

const PROJECTS = ['tsconfig.json', 'tsconfig.build.json']

export async function checkTypes(root: string): Promise<Report> {
  const runs = await Promise.all(PROJECTS.map((project) => checkProject(root, project)))
  return {
    checked: `${Math.max(...runs.map(({ files }) => files))} files`,
    // A file of src is in both projects; its errors are worth saying once.
    problems: [...new Set(runs.flatMap(({ problems }) => problems))],
  }
}

interface Run {
  readonly files: number
  readonly problems: readonly string[]
}

async function checkProject(root: string, project: string): Promise<Run> {
  const args = ['-p', project, '--noEmit', '--pretty', 'false', '--listFilesOnly']
  const [listed, checked] = await Promise.all([
    runTool(root, 'tsc', args),
    runTool(root, 'tsc', args.slice(0, -1)),
  ])
  const files = linesOf(listed.output).filter((path) => !path.includes('/node_modules/')).length
  const problems = checked.code === 0 ? [] : linesOf(checked.output).map(withColon)
  return { files, problems: files > 0 ? problems : [`${project} includes no file.`, ...problems] }
}

/** `src/app.ts(3,14): error …` -> `src/app.ts:3 error …`, which terminals and editors link. */
function withColon(line: string): string {
  return line.replace(/^(\S+)\((\d+),\d+\): /, '$1:$2 ')
}

/** Gate: everything is formatted as oxfmt would write it (.oxfmtrc.json). */
import type { Report } from './report.ts'
import { linesOf, runTool } from './tool.ts'

export async function checkFormat(root: string): Promise<Report> {
  const { code, output } = await runTool(root, 'oxfmt', ['--check', '.'])
  const lines = linesOf(output)
  // Each unformatted file is a line "path (12ms)".
  const unformatted = lines.flatMap((line) => {
    const path = /^(\S+) \(\d+m?s\)$/.exec(line)?.[1]
    return path === undefined ? [] : [`${path}:1 is not formatted.`]
  })
  const count = /on (\d+) files/.exec(output)?.[1] ?? '0'
  return {
    checked: `${count} files`,
    problems: code === 0 ? [] : unformatted.length > 0 ? unformatted : lines,
  }
}

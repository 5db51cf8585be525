/** Gate: `npm test`; the fast way runs the tests of src alone. */
import { join } from 'node:path'
import type { GateOptions, Report } from './report.ts'
import { linesOf, runTool } from './tool.ts'

export async function checkTests(root: string, options: GateOptions = {}): Promise<Report> {
  const filters = options.fast === true ? ['src/'] : []
  const script = join(root, 'scripts/test.ts')
  const { code, output } = await runTool(root, process.execPath, [script, ...filters])
  const count = /^ℹ tests (\d+)$/m.exec(output)?.[1] ?? '0'
  const passed = code === 0 && count !== '0'
  const told = linesOf(output).filter((line) => !line.startsWith('✔'))
  return { checked: `${count} tests`, problems: passed ? [] : told }
}

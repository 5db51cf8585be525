/** Gate: `npm test`; the fast way runs the tests of src alone. */
import type { GateOptions, Report } from './report.ts'
import { runCommand } from './tool.ts'

export function checkTests(root: string, options: GateOptions = {}): Promise<Report> {
  const filters = options.fast === true ? ['src/'] : []
  return runCommand(root, ['node', 'scripts/test.ts', ...filters], /tests (\d+)/)
}

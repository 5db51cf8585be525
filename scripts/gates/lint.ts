/** Gate: oxlint with the type-aware rules of tsgolint (.oxlintrc.json) finds nothing. */
import type { Report } from './report.ts'
import { runTool } from './tool.ts'

interface LintResult {
  readonly number_of_files: number
  readonly number_of_rules: number
  readonly diagnostics: readonly Diagnostic[]
}

interface Diagnostic {
  readonly message: string
  readonly code?: string
  readonly filename: string
  readonly labels: readonly { readonly span: { readonly line: number } }[]
}

export async function checkLint(root: string): Promise<Report> {
  const { output } = await runTool(root, 'oxlint', ['--format=json'])
  // The output of a pinned tool; what is no JSON throws, and so fails the gate.
  const result = JSON.parse(output) as LintResult
  const problems = result.diagnostics.map(describe)
  if (result.number_of_files === 0) problems.push('oxlint found no file to lint.')
  return {
    checked: `${result.number_of_files} files, ${result.number_of_rules} rules`,
    problems,
  }
}

function describe({ filename, labels, message, code }: Diagnostic): string {
  return `${filename}:${labels[0]?.span.line ?? 1} ${message}${code === undefined ? '' : ` [${code}]`}`
}

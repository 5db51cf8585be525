/** Runs the tools of node_modules/.bin in a folder, and the lines that they print. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'

export interface ToolResult {
  /** The exit code; -1 for a process that a signal ended. */
  readonly code: number
  /** Standard output, then standard error, without colours. */
  readonly output: string
}

/** Runs `command`: a name in node_modules/.bin, or a path. Rejects when it cannot be started. */
export async function runTool(
  root: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ToolResult> {
  const path = command.includes('/') ? command : join(root, 'node_modules', '.bin', command)
  const child = spawn(path, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', ...env } })
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? -1))
  })
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  // Some tools colour their output when CI is set, whatever NO_COLOR says.
  return { code, output: stripVTControlCharacters(`${out}${err}`) }
}

/** The lines of `output` that say something. */
export function linesOf(output: string): string[] {
  return output
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
}

/**
 * Gate: two years of real bookings, replayed through the hotel's own rules, end as they must, and the
 * hotels that the first start makes keep every promise of the data (examples/hotel/invariants.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from './report.ts'
import { linesOf, runTool, type ToolResult } from './tool.ts'

/** Counted once, independently of Portico, for houses of 187 and 226 rooms. */
const EXPECTED = {
  resort: { accepted: 38_851, refused: 825 },
  city: { accepted: 73_668, refused: 5331 },
}

export async function checkHotel(root: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-hotel-'))
  try {
    const url = `sqlite:${join(folder, 'hotel.db')}`
    const problems = judgeReplay(await hotel(root, url, 'replay', '--json'))
    for (const args of [['seed', 'demo'], ['invariants']]) {
      if (problems.length > 0) break
      const { code, output } = await hotel(root, url, ...args)
      if (code !== 0)
        problems.push(`\`hotel ${args.join(' ')}\` ended with ${code}:`, ...linesOf(output))
    }
    return { checked: '119,390 bookings, the invariants of the demo', problems }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function hotel(root: string, url: string, ...args: readonly string[]): Promise<ToolResult> {
  const env = { DATABASE_URL: url }
  return runTool(root, process.execPath, [join(root, 'examples/hotel/cli.ts'), ...args], env)
}

function judgeReplay({ code, output }: ToolResult): string[] {
  const expected = JSON.stringify(EXPECTED)
  const lines = linesOf(output)
  if (code === 0 && lines.includes(expected)) return []
  return [`The replay has to end with ${expected}. It ended with exit code ${code} and:`, ...lines]
}

/**
 * Gate: docs/reference/errors.md lists every code that src can throw, and no other.
 *
 * Its tables have the columns code, status (or "start-up"), when, what to do.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from './report.ts'
import { findThrownCodes, type ThrownCode } from './thrown-codes.ts'

const PAGE = 'docs/reference/errors.md'

interface Row {
  readonly code: string
  readonly status: string
  readonly line: number
  /** Every cell has something to say. */
  readonly complete: boolean
}

export async function checkErrors(root: string): Promise<Report> {
  const { codes, unreadable, files } = findThrownCodes(root)
  const rows = existsSync(join(root, PAGE)) ? readRows(readFileSync(join(root, PAGE), 'utf8')) : []
  const known = new Map(rows.map((row) => [row.code, row]))
  const thrown = new Set(codes.map(({ code }) => code))
  const problems = [
    ...unreadable.map((what) => `${what}: write it as a string, or hand on a parameter.`),
    ...codes.flatMap((found) => judgeCode(found, known.get(found.code))),
    ...rows.flatMap((row, index) => judgeRow(row, thrown, rows.slice(0, index))),
  ]
  if (codes.length === 0)
    problems.push('No code was found in src: the gate does not understand the code any more.')
  return { checked: `${thrown.size} codes in ${files} files, ${rows.length} rows`, problems }
}

function judgeCode({ code, place, status }: ThrownCode, row: Row | undefined): string[] {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))
    return [`${place} has the code "${code}", which is not kebab-case.`]
  if (row === undefined) return [`${place} has the code "${code}", which ${PAGE} does not list.`]
  if (status === null || row.status.includes(String(status))) return []
  return [`${place} answers "${code}" with ${status}; ${PAGE}:${row.line} says ${row.status}.`]
}

function judgeRow(row: Row, thrown: ReadonlySet<string>, earlier: readonly Row[]): string[] {
  const place = `${PAGE}:${row.line}`
  if (!thrown.has(row.code)) return [`${place} lists "${row.code}", which nothing in src throws.`]
  if (!row.complete) return [`${place} leaves a cell of "${row.code}" empty.`]
  return earlier.some(({ code }) => code === row.code)
    ? [`${place} lists "${row.code}" a second time.`]
    : []
}

function readRows(page: string): Row[] {
  return page.split('\n').flatMap((text, index) => {
    const cells = text
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim())
    const code = /^`([^`]+)`$/.exec(cells[0] ?? '')?.[1]
    if (code === undefined) return []
    return [
      {
        code,
        status: cells[1] ?? '',
        line: index + 1,
        complete: cells.length === 4 && cells.every((cell) => cell !== ''),
      },
    ]
  })
}

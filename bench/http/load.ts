/**
 * Load from one thread and 64 connections on the second core: `wrk` where it is installed, else
 * autocannon. Only the number of answered requests is taken from it; time is the server's CPU time.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { hasTaskset, type Contender } from './contender.ts'
import type { Work } from './works.ts'

const run = promisify(execFile)

export const loadTool: 'wrk' | 'autocannon' =
  spawnSync('wrk', ['--version']).error === undefined ? 'wrk' : 'autocannon'

/** Loads `server` for `seconds` and returns how many requests it answered. */
export async function load(server: Contender, work: Work, seconds: number): Promise<number> {
  const command =
    loadTool === 'wrk' ? wrk(server, work, seconds) : autocannon(server, work, seconds)
  const pinned = hasTaskset ? ['taskset', '-c', '1', ...command] : command
  const { stdout } = await run(pinned[0] ?? '', pinned.slice(1), { maxBuffer: 1 << 24 })
  return loadTool === 'wrk' ? readWrk(stdout) : readAutocannon(stdout)
}

function headersOf(server: Contender, work: Work): [string, string][] {
  const headers: [string, string][] = []
  if (work.body !== undefined) headers.push(['content-type', 'application/json'])
  if (work.name === 'full' && server.cookie !== undefined) headers.push(['cookie', server.cookie])
  return headers
}

function wrk(server: Contender, work: Work, seconds: number): string[] {
  const script = join(mkdtempSync(join(tmpdir(), 'portico-bench-')), 'request.lua')
  const lines = [`wrk.method = ${JSON.stringify(work.method)}`]
  if (work.body !== undefined) lines.push(`wrk.body = [[${work.body}]]`)
  for (const [name, value] of headersOf(server, work))
    lines.push(`wrk.headers["${name}"] = [[${value}]]`)
  writeFileSync(script, lines.join('\n'))
  return ['wrk', '-t1', '-c64', `-d${seconds}s`, '-s', script, server.url + work.path]
}

function readWrk(output: string): number {
  if (/Non-2xx|Socket errors/.test(output)) throw new Error(`The load met errors:\n${output}`)
  return Number(/(\d+) requests in/.exec(output)?.[1])
}

function autocannon(server: Contender, work: Work, seconds: number): string[] {
  const file = join(import.meta.dirname, '..', 'node_modules', 'autocannon', 'autocannon.js')
  const headers = headersOf(server, work).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const body = work.body === undefined ? [] : ['-b', work.body]
  const options = ['-c', '64', '-d', String(seconds), '-m', work.method, '-j', ...headers, ...body]
  return [process.execPath, file, ...options, server.url + work.path]
}

function readAutocannon(output: string): number {
  const result = JSON.parse(output)
  if (result.non2xx > 0 || result.errors > 0) throw new Error('The load met errors')
  return result['2xx']
}

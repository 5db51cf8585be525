/**
 * `npm run check`: everything that CI does, one gate after the other.
 *
 *   npm run check                     all of it
 *   npm run check:fast                what a change needs at hand, in under two minutes
 *   npm run check -- layers types     these gates only
 *   npm run check -- --except tests   all but these
 *   npm run check -- api --update     write down the public API as it is now
 *   npm run check -- --json           the result as JSON on standard output
 *
 * Exits with 1 when a gate fails.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gates, type GateEntry } from './gates/index.ts'
import type { Report } from './gates/report.ts'

const ROOT = join(import.meta.dirname, '..')

interface Outcome {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly report: Report
}

const { values: flags, positionals: only } = parseArgs({
  options: {
    fast: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    except: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
})

const outcomes: Outcome[] = []
for (const gate of chooseGates()) {
  say(`${gate.name.padEnd(9)} `)
  const outcome = await runGate(gate)
  outcomes.push(outcome)
  say(describe(outcome, gate))
}
const failed = outcomes.filter((outcome) => !outcome.passed)
say(`\n${outcomes.length - failed.length} passed, ${failed.length} failed\n`)
if (flags.json) console.log(JSON.stringify({ failed: failed.length, gates: outcomes }, null, 2))
if (failed.length > 0) process.exitCode = 1

function chooseGates(): GateEntry[] {
  const known = gates.map(({ name }) => name)
  const unknown = [...only, ...flags.except].filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no gate ${unknown.join(', ')}. The gates are ${known.join(', ')}.`)
    process.exit(1)
  }
  if (only.length > 0) return gates.filter(({ name }) => only.includes(name))
  return gates.filter((gate) => !flags.except.includes(gate.name) && (gate.fast || !flags.fast))
}

async function runGate(gate: GateEntry): Promise<Outcome> {
  const start = performance.now()
  const report = await gate.run(ROOT, { fast: flags.fast, update: flags.update }).catch(crashed)
  const seconds = Math.round(performance.now() - start) / 1000
  return { name: gate.name, passed: report.problems.length === 0, seconds, report }
}

/** A gate that breaks has not passed. */
function crashed(error: unknown): Report {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { checked: 'the gate itself broke', problems: text.split('\n') }
}

function describe({ passed, seconds, report }: Outcome, gate: GateEntry): string {
  const { checked, problems, warnings = [] } = report
  const lines = [
    `${passed ? '✔' : '✖'} ${checked} (${seconds.toFixed(1)} s)`,
    ...warnings.map((warning) => `    warning: ${warning}`),
    ...problems.map((problem) => `    ${problem}`),
    ...(passed ? [] : [`    To do: ${gate.remedy}`]),
  ]
  return `${lines.join('\n')}\n`
}

function say(text: string): void {
  if (!flags.json) process.stdout.write(text)
}

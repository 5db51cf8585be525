/**
 * The HTTP benchmark: CPU time per request of the server's process, relative to node:http by hand.
 *
 * Each cell is the median of strictly alternating pairs (baseline, contender) of a few seconds each,
 * so that a slow moment of the machine hits both. `node http/run.ts --pairs 14 --seconds 2`,
 * `--works json,list`, `--servers portico,fastify`, `--json`.
 */
import { parseArgs } from 'node:util'
import { checkAnswer } from './check-answer.ts'
import { Contender } from './contender.ts'
import { load, loadTool } from './load.ts'
import { works, type Work } from './works.ts'

interface Cell {
  readonly work: string
  readonly server: string
  /** Baseline's CPU time per request divided by the contender's: higher is better. */
  readonly ratio: number
  readonly quartiles: readonly [number, number]
  readonly microseconds: number
  readonly baselineMicroseconds: number
}

const { values: options } = parseArgs({
  options: {
    pairs: { type: 'string', default: '14' },
    seconds: { type: 'string', default: '2' },
    works: { type: 'string', default: works.map((work) => work.name).join() },
    servers: {
      type: 'string',
      default: 'portico,portico-default,fastify,fastify-by-hand,hono,express',
    },
    json: { type: 'boolean', default: false },
  },
})
const pairs = Number(options.pairs)
const seconds = Number(options.seconds)
/** Servers that only differ from another of the table in the last work. */
const lastWorkOnly = new Set(['fastify-by-hand'])

const cells: Cell[] = []
for (const work of works.filter((each) => options.works.split(',').includes(each.name))) {
  for (const server of options.servers.split(',')) {
    if (lastWorkOnly.has(server) && work.name !== 'full') continue
    if (server === 'portico-default' && work.name === 'full') continue
    cells.push(await measure(server, work))
  }
}
process.stdout.write(options.json ? `${JSON.stringify(cells, null, 2)}\n` : table())

async function measure(name: string, work: Work): Promise<Cell> {
  const baseline = await Contender.start('raw', work)
  const contender = await Contender.start(name, work)
  try {
    await checkAnswer(baseline, work)
    await checkAnswer(contender, work)
    await slice(baseline, work)
    await slice(contender, work)
    const times: [baseline: number, contender: number][] = []
    for (let pair = 0; pair < pairs; pair++) {
      process.stderr.write(`\r${work.name} ${name} ${pair + 1}/${pairs}   `)
      // Which goes first alternates too, so that neither always follows the other.
      const first = pair % 2 === 0 ? await slice(baseline, work) : null
      const second = await slice(contender, work)
      times.push([first ?? (await slice(baseline, work)), second])
    }
    return summarise(name, work, times)
  } finally {
    process.stderr.write('\r\u001b[K')
    await baseline.stop()
    await contender.stop()
  }
}

/** CPU microseconds per request over one slice of load. */
async function slice(server: Contender, work: Work): Promise<number> {
  const before = await server.cpuMicroseconds()
  const requests = await load(server, work, seconds)
  return ((await server.cpuMicroseconds()) - before) / requests
}

function summarise(server: string, work: Work, times: readonly [number, number][]): Cell {
  const ratios = times.map(([baseline, contender]) => baseline / contender)
  return {
    work: work.title,
    server,
    ratio: quantile(ratios, 0.5),
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    microseconds: quantile(
      times.map(([, contender]) => contender),
      0.5,
    ),
    baselineMicroseconds: quantile(
      times.map(([baseline]) => baseline),
      0.5,
    ),
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const low = sorted[Math.floor(position)] ?? Number.NaN
  const high = sorted[Math.ceil(position)] ?? Number.NaN
  return low + (high - low) * (position - Math.floor(position))
}

function table(): string {
  const rows = cells.map(
    ({ work, server, ratio, quartiles: [low, high], microseconds, baselineMicroseconds }) =>
      `| ${work} | ${server} | **${ratio.toFixed(2)}** | ${low.toFixed(2)}-${high.toFixed(2)} | ` +
      `${microseconds.toFixed(1)} | ${baselineMicroseconds.toFixed(1)} |`,
  )
  const method = `Node ${process.version}, ${loadTool}, ${pairs} pairs of ${seconds} s a cell.`
  return [
    method,
    '',
    '| work | server | ratio | quartiles | µs CPU a request | node:http |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

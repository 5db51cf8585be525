/**
 * Gate: the tarball works where nothing else is: installed in an empty folder, it runs the app of
 * the README as JavaScript, answers over a socket soon enough, and its declarations pass the
 * strictest consumer. Its size has a budget, since everybody downloads it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPackage } from '../packaging/build.ts'
import { installTarball, linkNodeTypes, packFolder, type Tarball } from '../packaging/tarball.ts'
import { codeBlocks } from './code-blocks.ts'
import type { Report } from './report.ts'
import { linesOf, runTool } from './tool.ts'

const BUDGET = {
  tarball: 300_000, // bytes, packed
  start: 150, // milliseconds from Node's own start to the first response
}
const STARTS = 20 // at most, until one is in time: whatever else the machine does can only add to it

export async function checkPacked(root: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-packed-'))
  try {
    const dist = join(folder, 'dist')
    const errors = await buildPackage(root, dist)
    if (errors.length > 0) return { checked: 'nothing', problems: errors }
    const tarball = await packFolder(dist, folder)
    const project = mkdtempSync(join(folder, 'project-'))
    await installTarball(project, tarball.path)
    const [start, types] = [await runApp(root, project), await checkConsumer(root, project)]
    const problems = [...judgeSize(tarball), ...start.problems, ...types]
    const size = `${tarball.files} files, ${Math.ceil(tarball.bytes / 1000)} KB`
    return {
      checked: `${size}, first response after ${Math.round(start.milliseconds)} ms`,
      problems,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function judgeSize({ bytes, path }: Tarball): string[] {
  if (bytes <= BUDGET.tarball) return []
  return [
    `The tarball has ${bytes} bytes, ${BUDGET.tarball} at most: see what \`tar -tvzf ${path}\` lists.`,
  ]
}

// Runs inside the consumer's project; the clock starts when Node is ready to run a program.
const STARTER = `
import { get } from 'node:http'
await import('./app.js')
get('http://127.0.0.1:' + process.env.PORT + '/hello/world', async (response) => {
  const body = Buffer.concat(await response.toArray()).toString()
  const milliseconds = performance.now() - performance.nodeTiming.bootstrapComplete
  console.log('\\n' + JSON.stringify({ milliseconds, status: response.statusCode, body }))
  process.exit()
})
`

interface Start {
  readonly milliseconds: number
  readonly problems: readonly string[]
}

async function runApp(root: string, project: string): Promise<Start> {
  const [app] = codeBlocks(readFileSync(join(root, 'README.md'), 'utf8'))
  if (app === undefined) return { milliseconds: Infinity, problems: ['README.md:1 shows no app.'] }
  writeFileSync(join(project, 'app.js'), app.code)
  writeFileSync(join(project, 'start.js'), STARTER)
  let milliseconds = Infinity
  for (let i = 0; i < STARTS && milliseconds > BUDGET.start; i++) {
    const { output } = await runTool(project, process.execPath, ['start.js'], {
      PORT: await freePort(),
    })
    const answer = linesOf(output).at(-1) ?? ''
    if (!answer.includes('"status":200') || !answer.includes(String.raw`{\"hello\":\"world\"}`)) {
      return {
        milliseconds,
        problems: ['The packed app did not answer as it should:', ...linesOf(output)],
      }
    }
    // What STARTER printed, as the test above has seen.
    milliseconds = Math.min(milliseconds, (JSON.parse(answer) as Start).milliseconds)
    if (i > 1 && milliseconds > 2 * BUDGET.start) break
  }
  if (milliseconds <= BUDGET.start) return { milliseconds, problems: [] }
  const late = `The first response came after ${Math.round(milliseconds)} ms, ${BUDGET.start} at most: load later what the six-line app does not need.`
  return { milliseconds, problems: [late] }
}

/** Type-checks the README's app and every subpath as the strictest of users would. */
async function checkConsumer(root: string, project: string): Promise<string[]> {
  // The repository's own file; tsc has no type for it.
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: object
  }
  const subpaths = Object.keys(exports).filter((subpath) => !subpath.endsWith('.json'))
  const imports = subpaths.map(
    (subpath, i) => `import * as p${i} from 'portico${subpath.slice(1)}'`,
  )
  const uses = subpaths.map((_, i) => `p${i}`).join(', ')
  writeFileSync(
    join(project, 'every-name.ts'),
    `${imports.join('\n')}\nexport const all: object[] = [${uses}]\n`,
  )
  writeFileSync(join(project, 'app.ts'), readFileSync(join(project, 'app.js')))
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: CONSUMER, include: ['*.ts'] }),
  )
  linkNodeTypes(project, root)
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { code, output } = await runTool(project, tsc, ['-p', '.', '--pretty', 'false'])
  return code === 0 ? [] : ['The declarations do not pass a strict consumer:', ...linesOf(output)]
}

const CONSUMER = {
  ...{ target: 'es2024', module: 'nodenext', types: ['node'], noEmit: true },
  ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
  ...{ verbatimModuleSyntax: true, skipLibCheck: false },
}

async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.')
  return String(address.port)
}

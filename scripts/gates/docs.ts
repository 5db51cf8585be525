/**
 * Gate: what the documentation shows is true. Every `ts` block of README.md and docs/ is a program of
 * its own that type-checks and runs to its end, every relative link leads to a file, and no page is
 * without a link to it.
 *
 * A block whose first line is a comment with a file name (`// models.ts`) can be imported by the other
 * blocks of its page. "```ts no-run <reason>" type-checks only. Blocks run in a folder of their own,
 * with PORT=0; a server that they start ends with them.
 */
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, dirname, join, posix, sep } from 'node:path'
import { codeBlocks, type CodeBlock } from './code-blocks.ts'
import type { Report } from './report.ts'
import { linesOf, runTool } from './tool.ts'

const PAGES = ['*.md', 'docs/**/*.md', 'examples/*/*.md']
const LIMIT = 30 // seconds for one block
const NOTHING = 'README.md:1 no block was found; the README shows at least the six-line app.'

interface Program {
  /** `docs/guides/schema.md`. */
  readonly page: string
  readonly block: CodeBlock
  /** Where it was written, to be run. */
  readonly file: string
}

export async function checkDocs(root: string): Promise<Report> {
  const pages = globSync(PAGES, { cwd: root })
    .map((path) => path.replaceAll(sep, '/'))
    .toSorted()
  mkdirSync(join(root, 'var'), { recursive: true })
  // Below the root, so that `portico` means this repository.
  const folder = mkdtempSync(join(root, 'var', 'docs-'))
  try {
    const programs = pages.flatMap((page) => writePrograms(root, folder, page))
    const links = checkLinks(root, pages)
    const checked = `${programs.length} code blocks in ${pages.length} pages`
    if (programs.length === 0) return { checked, problems: [NOTHING, ...links] }
    const [types, runs] = await Promise.all([checkTypes(root, folder, programs), runAll(programs)])
    return { checked, problems: [...links, ...types, ...runs] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function writePrograms(root: string, folder: string, page: string): Program[] {
  const home = join(folder, page.replaceAll('/', '-'))
  mkdirSync(home)
  return codeBlocks(readFileSync(join(root, page), 'utf8')).map((block) => {
    const name = /^\/\/ ([a-z0-9-]+\.ts)\b/.exec(block.code)?.[1] ?? `line-${block.line}.ts`
    const file = join(home, name)
    if (existsSync(file))
      throw new Error(
        `${page}:${block.line} is the second block called ${name}; a page has one of a name.`,
      )
    writeFileSync(file, block.code)
    return { page, block, file }
  })
}

async function checkTypes(
  root: string,
  folder: string,
  programs: readonly Program[],
): Promise<string[]> {
  // An example may show a name that it does not use further.
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, rootDir: root }
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: ['.'],
    exclude: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const { code, output } = await runTool(root, 'tsc', ['-p', folder, '--pretty', 'false'])
  // Errors of src itself are for the gate that is called types.
  const lines = linesOf(output).filter((line) => !line.startsWith('src/'))
  return code === 0 ? [] : lines.map((line) => onPage(line, programs))
}

async function runAll(programs: readonly Program[]): Promise<string[]> {
  const wanted = programs.filter(({ block }) => !block.note.startsWith('no-run '))
  const problems: string[][] = []
  const queue = wanted.entries()
  // Every worker takes the next program from the one iterator.
  const work = async (): Promise<void> => {
    for (const [index, program] of queue) problems[index] = await runProgram(program)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return problems.flat()
}

async function runProgram({ page, block, file }: Program): Promise<string[]> {
  // Ends what the block leaves running, such as a server, but gives late failures a moment.
  const runner = `await import(${JSON.stringify(file)}); setTimeout(() => process.exit(), 20)`
  const args = [`${LIMIT}s`, process.execPath, '--input-type=module', '--eval', runner]
  const env = { PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'development' }
  const { code, output } = await runTool(dirname(file), '/usr/bin/timeout', args, env)
  if (code === 0) return []
  const told = linesOf(output).filter((line) => !/^\s+at |^Node\.js v/.test(line))
  const where = new RegExp(`${basename(file)}:(\\d+)`).exec(output)?.[1] ?? '0'
  return [
    `${page}:${block.line + Number(where)} does not run to its end (exit code ${code}):`,
    ...told.map((line) => `  ${line}`),
  ]
}

/** `var/docs-x/README.md/line-9.ts(3,1): error …` -> `README.md:12 error …`. */
function onPage(line: string, programs: readonly Program[]): string {
  const found = /^(\S+)\((\d+),\d+\): (.*)$/.exec(line)
  const program = programs.find(
    ({ file }) => found?.[1] !== undefined && file.endsWith(found[1].replaceAll('\\', '/')),
  )
  if (found === null || program === undefined) return line
  return `${program.page}:${program.block.line + Number(found[2])} ${found[3]}`
}

/** Links that lead nowhere, and pages of docs/ that no link leads to. */
function checkLinks(root: string, pages: readonly string[]): string[] {
  const links = pages.flatMap((page) => linksOf(root, page))
  const reached = new Set(links.map(({ target }) => target))
  const broken = links.filter(({ target }) => !existsSync(join(root, target)))
  const lost = pages.filter((page) => page.startsWith('docs/') && !reached.has(page))
  return [
    ...broken.map(
      ({ page, line, target }) => `${page}:${line} links to ${target}, which is not there.`,
    ),
    ...lost.map((page) => `${page}:1 is linked from no page; docs/README.md lists the guides.`),
  ]
}

function linksOf(root: string, page: string): { page: string; line: number; target: string }[] {
  const lines = readFileSync(join(root, page), 'utf8').split('\n')
  return lines.flatMap((text, index) =>
    [...text.matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => ({
        page,
        line: index + 1,
        target: posix.join(posix.dirname(page), target),
      })),
  )
}

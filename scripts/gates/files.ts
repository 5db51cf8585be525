/**
 * Gate: the shape of files, where no linter looks. Short enough to read in a sitting, named after
 * what they hold, an index.ts that is a list of names, and no decorators or accessors, which type
 * stripping cannot remove and TypeScript's `erasableSyntaxOnly` does not mind.
 */
import { posix } from 'node:path'
import { Visitor } from 'oxc-parser'
import type { Report } from './report.ts'
import { isTest, listSources, readSource, type Source } from './sources.ts'

const LIMITS = { warn: 300, fail: 400, test: 600 } // lines
/** Names that say where a thing was put, not what it is. */
const VAGUE = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'types',
  'constants',
  'misc',
])

export async function checkFiles(root: string): Promise<Report> {
  const paths = listSources(root, ['src', 'examples', 'tests', 'scripts'])
  const sources = paths.map((path) => readSource(root, path))
  const problems = sources.flatMap((source) => [
    ...checkSize(source),
    ...checkName(source),
    ...checkIndex(source),
    ...checkSyntax(source),
  ])
  const warnings = sources
    .filter((source) => !isTesting(source.path) && lineCount(source) > LIMITS.warn)
    .map(
      (source) =>
        `${source.path} has ${lineCount(source)} lines; at ${LIMITS.fail} it has to be split.`,
    )
  if (paths.length === 0) problems.push('There is no source to look at.')
  return { checked: `${paths.length} files`, problems, warnings }
}

function checkSize(source: Source): string[] {
  const limit = isTesting(source.path) ? LIMITS.test : LIMITS.fail
  const lines = lineCount(source)
  return lines <= limit
    ? []
    : [
        `${source.path}:${limit + 1} has ${lines} lines, ${limit} at most: give one of its nouns a file of its own.`,
      ]
}

/** Tests, and what tests share. */
function isTesting(path: string): boolean {
  return isTest(path) || path.startsWith('tests/')
}

function checkName({ path }: Source): string[] {
  const name = posix.basename(path).replace(/(\.[a-z]+)*\.ts$/, '') // also .test, .types, .browser.test
  if (VAGUE.has(name))
    return [`${path}:1 "${name}" does not say what is in it: name it after its main export.`]
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [`${path}:1 is not named in kebab-case.`]
}

/** The public face of a folder is read as a list: nothing else, and nothing swept in. */
function checkIndex(source: Source): string[] {
  if (!/^src\/([^/]+\/)?index\.ts$/.test(source.path)) return []
  return source.parsed.program.body
    .filter((statement) => statement.type !== 'ExportNamedDeclaration' || statement.source === null)
    .map(
      (statement) =>
        `${source.path}:${source.lineOf(statement.start)} is not of the form "export { name } from './file.ts'".`,
    )
}

function checkSyntax(source: Source): string[] {
  const problems: string[] = []
  const refuse = (what: string, offset: number): void => {
    problems.push(
      `${source.path}:${source.lineOf(offset)} has ${what}, which Node cannot run from TypeScript.`,
    )
  }
  new Visitor({
    Decorator: ({ start }) => refuse('a decorator', start),
    AccessorProperty: ({ start }) => refuse('an accessor property', start),
  }).visit(source.parsed.program)
  return problems
}

function lineCount(source: Source): number {
  return source.text.trimEnd().split('\n').length
}

/** The TypeScript of the repository as a syntax tree (oxc), for the gates that read code. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parseSync, Visitor, type ParseResult } from 'oxc-parser'

export interface Source {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
  readonly parsed: ParseResult
  /** The line, from 1, of an offset in `text`. */
  lineOf(offset: number): number
}

export interface Import {
  /** As it is written: `../http/index.ts`, `node:fs`, `ajv`. */
  readonly specifier: string
  readonly line: number
}

/** Paths from `root`, with slashes and in order, of the `.ts` files in `folders`. */
export function listSources(root: string, folders: readonly string[]): string[] {
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  return present
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root, exclude: isForeign }))
    .map((path) => path.replaceAll(sep, '/'))
    .toSorted()
}

export function readSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const parsed = parseSync(path, text)
  return { path, text, parsed, lineOf: (offset) => text.slice(0, offset).split('\n').length }
}

/** A test, a type test, or what the tests of an example share: none of it is published. */
export function isTest(path: string): boolean {
  return /\.(test|types)\.ts$|^examples\/[^/]+\/testing\//.test(path)
}

/** Every module that `source` names: imports, re-exports, `import()` and import types. */
export function importsOf(source: Source): Import[] {
  const { module, program } = source.parsed
  const imports: Import[] = []
  const add = (specifier: string, offset: number): void => {
    imports.push({ specifier, line: source.lineOf(offset) })
  }
  for (const { moduleRequest } of module.staticImports)
    add(moduleRequest.value, moduleRequest.start)
  for (const { moduleRequest } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest !== null) add(moduleRequest.value, moduleRequest.start)
  }
  new Visitor({
    TSImportType: ({ source: { value, start } }) => add(value, start),
    ImportExpression: ({ source: expression }) => {
      if (expression.type === 'Literal' && typeof expression.value === 'string')
        add(expression.value, expression.start)
    },
  }).visit(program)
  return imports
}

function isForeign(path: string): boolean {
  return /(^|[/\\])(node_modules|dist|var)$/.test(path)
}

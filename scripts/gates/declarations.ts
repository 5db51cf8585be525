/**
 * Reads emitted declarations (.d.ts): what an entry file exports, each name as one line of text
 * without comments. Names that come from another file are followed to where they are declared.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync, type Comment, type Node, type ParseResult } from 'oxc-parser'

/** Part of the line of a name whose declaration cannot be found. */
export const NOT_FOUND = ' is not declared in '

/**
 * What the .ts file exports whose .d.ts stands at its place, in alphabetical order: one line for a
 * name, and one, indented, for each member of a class or an interface.
 */
export function describeExports(entry: string): string[] {
  const file = readDeclarations(entry)
  const entries = file.parsed.module.staticExports.flatMap((statement) => statement.entries)
  return entries
    .flatMap(({ exportName }) => (exportName.name === null ? [] : [exportName.name]))
    .toSorted()
    .flatMap((name) => describeName(file, name))
}

interface Declarations {
  readonly path: string
  readonly text: string
  readonly parsed: ParseResult
}

function readDeclarations(sourcePath: string): Declarations {
  const path = sourcePath.replace(/\.ts$/, '.d.ts')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return { path, text, parsed: parseSync(path, text) }
}

/** `name` as exported by `file`: its declaration, here or where the file has it from. */
function describeName(file: Declarations, name: string): string[] {
  const entries = file.parsed.module.staticExports.flatMap((statement) => statement.entries)
  const entry = entries.find(({ exportName }) => exportName.name === name)
  const local = entry?.localName.name ?? entry?.importName.name ?? name
  if (entry?.moduleRequest) return describeFrom(file, entry.moduleRequest.value, local, name)
  for (const { moduleRequest, entries: names } of file.parsed.module.staticImports) {
    const found = names.find(({ localName }) => localName.value === local)
    if (found !== undefined)
      return describeFrom(file, moduleRequest.value, found.importName.name ?? local, name)
  }
  const lines = declarationsOf(file, local)
  return lines.length === 0 ? [`${name}${NOT_FOUND}${file.path}`] : lines
}

function describeFrom(
  file: Declarations,
  specifier: string,
  original: string,
  name: string,
): string[] {
  const rename = original === name ? [] : [`  as ${name}`]
  if (!specifier.startsWith('.')) return [`${original} of ${specifier}`, ...rename]
  return [
    ...describeName(readDeclarations(join(dirname(file.path), specifier)), original),
    ...rename,
  ]
}

/** Overloads and merged declarations give several. */
function declarationsOf(file: Declarations, name: string): string[] {
  return file.parsed.program.body.flatMap((statement) => {
    const exported =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
    const declaration = exported ? statement.declaration : statement
    if (declaration === null || !declares(declaration, name)) return []
    const members = membersOf(declaration)
    if (members === null) return [oneLine(file, declaration.start, declaration.end)]
    const head = oneLine(file, declaration.start, members.start)
    const lines = members.body.map((member) => oneLine(file, member.start, member.end))
    // What is private has no name in a declaration file, but TypeScript notes that it is there.
    return [
      head,
      ...lines.filter((line) => !/^(#private|private )/.test(line)).map((line) => `  ${line}`),
    ]
  })
}

function membersOf(declaration: Node): { start: number; body: readonly Node[] } | null {
  const isLong =
    declaration.type === 'ClassDeclaration' || declaration.type === 'TSInterfaceDeclaration'
  return isLong ? declaration.body : null
}

function declares(declaration: Node, name: string): boolean {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name)
  }
  return (
    'id' in declaration && declaration.id?.type === 'Identifier' && declaration.id.name === name
  )
}

/** The text between two offsets without comments, spaces folded, and without `declare`. */
function oneLine({ text, parsed }: Declarations, start: number, end: number): string {
  const inside = parsed.comments.filter(
    (comment: Comment) => comment.start >= start && comment.end <= end,
  )
  let from = start
  let bare = ''
  for (const comment of inside) {
    bare += text.slice(from, comment.start)
    from = comment.end
  }
  bare += text.slice(from, end)
  return bare
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^declare /, '')
    .replace(/;$/, '')
}

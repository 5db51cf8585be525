/**
 * Gate: who may import whom (docs/architecture.md).
 *
 * A folder of src imports only folders of lower rows, only through their index.ts, and packages
 * only from `dependencies`. Examples see what a user sees. Type imports count: a type that leaks
 * upwards ties the folders together as firmly as a call.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Report } from './report.ts'
import { importsOf, isTest, listSources, readSource, type Import } from './sources.ts'

/** From the lowest row up; a folder of src that is not here has no place yet. */
export const ROWS: readonly (readonly string[])[] = [
  ['internal'],
  ['schema', 'http', 'templates'],
  ['db', 'security', 'static', 'tasks', 'mail', 'cache', 'storage'],
  ['rest', 'auth', 'forms'],
  ['admin', 'accounts'],
  ['cli', 'testing'],
]

// Fewer than these, and the gate is looking at the wrong folder or understands no import.
const MINIMUM = { modules: 60, imports: 150 }

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string>>
}

export async function checkLayers(root: string): Promise<Report> {
  const problems: string[] = []
  let imports = 0
  const paths = listSources(root, ['src', 'examples', 'tests', 'scripts'])
  for (const path of paths) {
    for (const found of importsOf(readSource(root, path))) {
      imports++
      const fault = judge(root, path, found)
      if (fault !== null)
        problems.push(`${path}:${found.line} imports "${found.specifier}": ${fault}`)
    }
  }
  const modules = paths.filter((path) => path.startsWith('src/')).length
  if (modules < MINIMUM.modules || imports < MINIMUM.imports) {
    problems.push(
      `Only ${modules} modules and ${imports} imports were seen; at least ${MINIMUM.modules} and ${MINIMUM.imports} are expected.`,
    )
  }
  return { checked: `${modules} modules of src, ${imports} imports`, problems }
}

function judge(root: string, path: string, { specifier }: Import): string | null {
  if (specifier.startsWith('node:')) return null
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    if (!existsSync(join(root, target)) || posix.extname(target) === '')
      return 'there is no such file; name it with its extension.'
    if (path.startsWith('src/')) return judgeSource(path, target)
    return path.startsWith('examples/') ? judgeExample(path, target) : null
  }
  if (path.startsWith('src/')) return judgePackage(root, '.', path, specifier)
  return path.startsWith('examples/') ? judgePackage(root, folderOf(path), path, specifier) : null
}

function judgeSource(path: string, target: string): string | null {
  if (!target.startsWith('src/'))
    return isTest(path) ? null : 'src may not import what is outside of it.'
  const [from, to] = [rowOf(path), rowOf(target)]
  if (from === null)
    return `src/${path.split('/')[1]} has no row yet; give it one in scripts/gates/layers.ts and docs/architecture.md.`
  if (to === null || folderOf(path) === folderOf(target)) return null
  if (to < ROWS.length && posix.basename(target) !== 'index.ts')
    return `import ${folderOf(target)}/index.ts, which is what the folder offers.`
  // A test may look at its folder from above: the app that puts the folders together included.
  if (isTest(path) || to < from || from === ROWS.length) return null
  return `${folderOf(target)} is not below ${folderOf(path)}. Move what both need down, or pass it in.`
}

function judgeExample(path: string, target: string): string | null {
  if (folderOf(target) === folderOf(path)) return null
  if (isTest(path) && target.startsWith('tests/')) return null
  return 'an example may use only its own files and the public names of portico.'
}

function judgePackage(root: string, home: string, path: string, specifier: string): string | null {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const framework = readPackage(root, '.')
  if (name === 'portico') {
    if (home === '.') return isTest(path) ? null : 'src names its own files by path.'
    const subpath = `.${specifier.slice(name.length)}`
    return framework.exports?.[subpath] === undefined
      ? `the public ones are ${Object.keys(framework.exports ?? {}).join(', ')}.`
      : null
  }
  const own = readPackage(root, home)
  const allowed = {
    ...own.dependencies,
    ...own.peerDependencies,
    ...(isTest(path) ? framework.devDependencies : {}),
  }
  return name in allowed
    ? null
    : `${name} is not in the dependencies of ${posix.join(home, 'package.json')}.`
}

/** The row of a file of src, from 0; files that lie directly in src are above all rows. */
function rowOf(path: string): number | null {
  const [, folder, rest] = path.split('/')
  if (rest === undefined) return ROWS.length
  const row = ROWS.findIndex((folders) => folders.includes(folder ?? ''))
  return row === -1 ? null : row
}

/** `src/db/sql/select.ts` -> `src/db`, `examples/hotel/main.ts` -> `examples/hotel`. */
function folderOf(path: string): string {
  return path.split('/').slice(0, 2).join('/')
}

function readPackage(root: string, folder: string): Package {
  const path = join(root, folder, 'package.json')
  // The repository's own file; tsc has no type for it.
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Package) : {}
}

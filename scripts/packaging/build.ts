/**
 * The package as users get it: JavaScript and declarations instead of TypeScript, because Node does
 * not strip types below node_modules, and a package.json without what only the repository needs.
 */
import { copyFileSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linesOf, runTool } from '../gates/tool.ts'

const DOCUMENTS = ['README.md', 'CHANGELOG.md', 'LICENSE']
const NODE = '>=24.15'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly exports: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}

/**
 * Builds the sources of `root` into the folder `into`, which is emptied first. Returns what keeps
 * src from compiling, a line each; then there is no package.
 */
export async function buildPackage(root: string, into: string): Promise<string[]> {
  rmSync(into, { recursive: true, force: true })
  const errors = await emitSources(root, into)
  if (errors.length > 0) return errors
  copyAssets(root, into)
  for (const document of DOCUMENTS) copyFileSync(join(root, document), join(into, document))
  writeFileSync(join(into, 'package.json'), `${JSON.stringify(publicManifest(root), null, 2)}\n`)
  return []
}

/** Writes the JavaScript and the declarations of src into `into`. Returns the errors of tsc. */
export async function emitSources(
  root: string,
  into: string,
  ...flags: string[]
): Promise<string[]> {
  const args = ['-p', 'tsconfig.build.json', '--outDir', into, '--pretty', 'false', ...flags]
  const { code, output } = await runTool(root, 'tsc', args)
  return code === 0 ? [] : ['src does not compile:', ...linesOf(output)]
}

/** What is not TypeScript in src, such as a style sheet, is read beside the module at run time. */
function copyAssets(root: string, into: string): void {
  for (const file of globSync('**/*.*', { cwd: join(root, 'src') })) {
    if (!file.endsWith('.ts')) cpSync(join(root, 'src', file), join(into, file))
  }
}

/** Derived from the repository's own, so that a version or a dependency is written down once. */
function publicManifest(root: string): object {
  // The repository's own file; tsc has no type for it.
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  const { name, version, description, license, dependencies } = manifest
  const exports = Object.entries(manifest.exports).map(([subpath, file]) => [
    subpath,
    published(file),
  ])
  return {
    ...{ name, version, description, license, type: 'module' },
    exports: Object.fromEntries(exports),
    engines: { node: NODE },
    sideEffects: false,
    dependencies,
  }
}

/** `./src/db/index.ts` -> what Node loads and what TypeScript reads. */
function published(file: string): string | { types: string; default: string } {
  if (!file.endsWith('.ts')) return file
  const stem = file.replace(/^\.\/src\//, './').replace(/\.ts$/, '')
  return { types: `${stem}.d.ts`, default: `${stem}.js` }
}

/**
 * A temporary copy of the repository with something wrong planted in it, for the tests of the
 * gates: a gate that has never been seen to fail proves nothing.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
// What is large, made by programs, or the history: no gate reads it.
const LEFT_OUT = /^(node_modules|\.git|var|dist|coverage|bench)$/

export interface PlantedCopy extends Disposable {
  readonly root: string
}

/**
 * Copies the repository and writes `files` over it: text by path from the root, null to delete.
 * `folder` copies less: the one folder at the root that the gate looks at.
 */
export function plant(files: Readonly<Record<string, string | null>>, folder = ''): PlantedCopy {
  const root = mkdtempSync(join(tmpdir(), 'portico-gate-'))
  cpSync(join(ROOT, folder), join(root, folder), { recursive: true, filter: isWanted })
  linkModules(root)
  for (const [path, text] of Object.entries(files)) {
    if (text === null) {
      rmSync(join(root, path), { recursive: true })
      continue
    }
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true }) }
}

function isWanted(path: string): boolean {
  return !LEFT_OUT.test(relative(ROOT, path)) && !/[/\\](var|node_modules)$/.test(path)
}

/** The packages are those of the repository, but `portico` is the copy. */
function linkModules(root: string): void {
  const modules = join(root, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== 'portico') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  symlinkSync(root, join(modules, 'portico'))
}

/** The problems that are about planted files; the tree around them may have some of its own. */
export function about(part: string, problems: readonly string[]): string[] {
  return problems.filter((problem) => problem.includes(part))
}

/** `src/planted.ts` -> `src/planted-3.ts`: many plants stand in one copy. */
export function numbered(path: string, index: number): string {
  return path.replace(/(\.test)?\.ts$/, (ending) => `-${index}${ending}`)
}

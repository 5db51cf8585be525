/** Packs a built folder with npm, and installs the tarball in a folder that has nothing else. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runTool, type ToolResult } from '../gates/tool.ts'

export interface Tarball {
  readonly path: string
  /** Packed. */
  readonly bytes: number
  readonly files: number
}

/** Packs `folder` into the folder `into`. */
export async function packFolder(folder: string, into: string): Promise<Tarball> {
  const { code, output } = await runNpm(folder, ['pack', '--json', '--pack-destination', into])
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`)
  // Of npm's own making; a surprise in it throws on use.
  const [packed] = JSON.parse(output.slice(output.indexOf('['))) as [
    { filename: string; size: number; entryCount: number },
  ]
  return { path: join(into, packed.filename), bytes: packed.size, files: packed.entryCount }
}

/**
 * Makes `folder` a project that depends on the tarball and on nothing else. The dependencies come
 * from npm's cache when `npm ci` has left them there, else from the registry.
 */
export async function installTarball(folder: string, tarball: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const args = ['install', tarball, '--ignore-scripts', '--no-audit', '--no-fund']
  const offline = await runNpm(folder, [...args, '--offline'])
  if (offline.code === 0) return
  const online = await runNpm(folder, [...args, '--prefer-offline'])
  if (online.code !== 0) throw new Error(`npm install of the tarball failed:\n${online.output}`)
}

/** Node's types for the consumer's type check, as a link: they are not what is tested. */
export function linkNodeTypes(folder: string, root: string): void {
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true })
  symlinkSync(join(root, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'))
}

function runNpm(folder: string, args: readonly string[]): Promise<ToolResult> {
  // npm is a script for whichever node comes first on the PATH: the one that runs this.
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
  return runTool(folder, '/usr/bin/env', ['npm', ...args], {
    PATH: path,
    npm_config_loglevel: 'error',
  })
}

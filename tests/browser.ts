/**
 * The one way in which tests start a browser: a Chromium that npm brought along, without a download.
 *
 * CHROMIUM_PATH names another one. The binary is unpacked once for each version into the temporary
 * folder, in a way that two processes can do at the same time.
 */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

// No sandbox: containers of CI run as root, where Chromium refuses to have one. Pages are our own.
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']

/** Starts a headless Chromium; close it in an `after` hook. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await unpack())
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

async function unpack(): Promise<string> {
  const folder = join(tmpdir(), `portico-chromium-${packedVersion()}`)
  if (!existsSync(folder)) {
    const fresh = mkdtempSync(`${folder}-`)
    await inflateInto(fresh)
    try {
      renameSync(fresh, folder)
    } catch {
      // Another process was first; its folder has the same content.
      rmSync(fresh, { recursive: true })
    }
  }
  return join(folder, 'chromium')
}

/** The package knows no other target than the temporary folder. */
async function inflateInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

function packedVersion(): string {
  const path = new URL('../node_modules/@sparticuz/chromium/package.json', import.meta.url)
  // A file of npm's; tsc has no type for it.
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

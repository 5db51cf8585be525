/** docs/architecture.md against the code: its rows, its folders, and the files of its two requests. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { portico, redirect, type App } from 'portico'
import { connect, createMigration, type Database, database, model } from 'portico/db'
import { resource } from 'portico/rest'
import { object, text } from 'portico/schema'
import { ROWS } from '../scripts/gates/layers.ts'
import { traceCalls } from './call-trace.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGE = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
const Hotel = model('hotel', { name: text({ max: 120 }) })

let db: Database
let app: App
before(async () => {
  db = await connect('sqlite::memory:', { models: [Hotel] })
  await db.script(createMigration([Hotel], 'sqlite'))
  app = portico({ log: false })
  app.use(db)
  app.mount('/api/v1/hotels', resource(Hotel, { fields: ['id', 'name'], order: ['name'] }))
  app.post('/hotels', { body: object({ name: text({ max: 120 }) }) }, async (ctx) => {
    await database(ctx).transaction((tx) => tx.insert(Hotel, { name: ctx.body.name }))
    return redirect('/hotels')
  })
})
after(() => db.close())

interface Step {
  readonly file: string
  readonly name: string
}

/** The numbered lines below the heading that starts with `title`. */
function stepsOf(title: string): Step[] {
  const section = PAGE.split('\n### ').find((part) => part.startsWith(title)) ?? ''
  const lines = section.matchAll(/^\d+\. `(src\/[^`]+)` `([^`]+)`: \S/gm)
  return [...lines].map(([, file = '', name = '']) => ({ file, name }))
}

/** The steps that `request` did not run through, after the app has warmed up. */
async function missedSteps(
  steps: readonly Step[],
  request: () => Request,
  status: number,
): Promise<Step[]> {
  await app.fetch(request())
  const calls = await traceCalls(async () => {
    const response = await app.fetch(request())
    assert.equal(response.status, status, await response.text())
  })
  return steps.filter(({ file, name }) => !calls.get(file)?.has(name))
}

describe('docs/architecture.md', () => {
  it('names what a GET of a resource runs through, in seven files', async () => {
    const steps = stepsOf('`GET /api/v1/hotels`')
    assert.equal(steps.length, 7)
    const request = (): Request => new Request('http://localhost/api/v1/hotels')
    assert.deepEqual(await missedSteps(steps, request, 200), [])
  })

  it('names what the POST of a form runs through, in seven files', async () => {
    const steps = stepsOf('`POST` of a form')
    assert.equal(steps.length, 7)
    const request = (): Request =>
      new Request('http://localhost/hotels', {
        method: 'POST',
        headers: { origin: 'http://localhost' },
        body: new URLSearchParams({ name: 'Hôtel du Lac' }),
      })
    assert.deepEqual(await missedSteps(steps, request, 303), [])
  })

  it('would notice a step that is not taken, and a function that is not there', async () => {
    const wrong = [
      { file: 'src/rest/item.ts', name: 'item' },
      { file: 'src/rest/list.ts', name: 'missing' },
      { file: 'src/missing.ts', name: 'list' },
    ]
    const request = (): Request => new Request('http://localhost/api/v1/hotels')
    assert.deepEqual(await missedSteps(wrong, request, 200), wrong)
  })

  it('has a line for each folder, and none for another', () => {
    const named = [...PAGE.matchAll(/^\| `([^`]+)` \|/gm)].map(([, folder = '']) => folder)
    const folders = ['src', 'examples'].flatMap((parent) => foldersIn(parent))
    const top = ['bench', 'docs', 'scripts', 'tests']
    assert.deepEqual(named.toSorted(), [...folders, ...top].toSorted())
  })

  it('draws the rows that the gate for layers checks', () => {
    const drawn = [...PAGE.matchAll(/^(\d) {5}(\w.*)$/gm)].map(([, row, names = '']) => [
      Number(row),
      names.split(' · '),
    ])
    const present = foldersIn('src').map((path) => path.slice('src/'.length))
    const rows = ROWS.map(
      (folders, row) => [row, folders.filter((folder) => present.includes(folder))] as const,
    )
    assert.deepEqual(drawn, rows.filter(([, folders]) => folders.length > 0).toReversed())
  })
})

function foldersIn(parent: string): string[] {
  const entries = readdirSync(join(ROOT, parent), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${parent}/${name}`)
}

/** `npm run hotel -- <command>`: what is done to the hotel's data from a terminal. */
import { writeFile } from 'node:fs/promises'
import { parseArgs, styleText } from 'node:util'
import { readConfig } from 'portico'
import { connect, createMigration, type Database } from 'portico/db'
import { checkInvariants } from './invariants.ts'
import { models } from './models.ts'
import {
  DEFAULT_DATABASE_URL,
  fillDatabase,
  MIGRATIONS,
  openDatabase,
  seedFrance,
} from './open-database.ts'
import { withProgress } from './progress.ts'
import { bookingEvents, readBookings } from './replay/booking-events.ts'
import { replay } from './replay/replay.ts'

const USAGE = `Usage: npm run hotel -- <command>

  seed demo            the hotels of the demo (the first start does this by itself)
  seed france          all 10,700 hotels of France, beside the demo's
  replay               118,675 real bookings through the hotel's rules, in a database of its own
    --resort 187       rooms of the resort
    --city 226         rooms of the city hotel
    --json             prints {"resort":{"accepted","refused"},"city":{…}}
  invariants           checks what the data promises; exits 1 when a promise is broken
    --json             prints the invariants with their violations
  migration            writes the first migration from the models, while there is none to keep

DATABASE_URL names the database; without it it is examples/hotel/var/hotel.db.
`

const { values: options, positionals } = readArguments()

const commands: Readonly<Record<string, () => Promise<void>>> = {
  'seed demo': () => withDatabase(fillDatabase),
  'seed france': () => withDatabase(seedFrance),
  replay: replayBookings,
  invariants: () => withDatabase(printInvariants),
  migration: writeMigration,
}

const name = positionals.join(' ')
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (options.help || command === undefined) {
  if (!options.help && name !== '') process.stderr.write(`There is no command "${name}".\n\n`)
  process.stderr.write(USAGE)
  process.exitCode = options.help ? 0 : 2
} else {
  await command()
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        resort: { type: 'string', default: '187' },
        city: { type: 'string', default: '226' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    // An option that is not known, or has no value: the message says which.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exit(2)
  }
}

async function withDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  const db = await openDatabase(readConfig().databaseUrl ?? DEFAULT_DATABASE_URL)
  try {
    await work(db)
  } finally {
    await db.close()
  }
}

async function replayBookings(): Promise<void> {
  const capacities = { resort: rooms('resort', options.resort), city: rooms('city', options.city) }
  const events = bookingEvents(readBookings())
  const db = await connect('sqlite::memory:', { models })
  await db.script(createMigration(models, 'sqlite'))
  const counts = await withProgress('Replaying two years of bookings', (onProgress) =>
    replay(db, events, capacities, (done) => onProgress(done / events.length)),
  )
  const invariants = await checkInvariants(db)
  await db.close()
  if (options.json) {
    process.stdout.write(`${JSON.stringify(counts)}\n`)
  } else {
    for (const house of ['resort', 'city'] as const) {
      const { accepted, refused } = counts[house]
      const line = `${house.padEnd(7)} ${capacities[house]} rooms: ${accepted} accepted, ${refused} refused`
      process.stdout.write(`${line}\n`)
    }
  }
  if (invariants.some((invariant) => invariant.violations.length > 0)) {
    process.stderr.write('The replay broke a promise of the data:\n')
    printFindings(invariants)
    process.exitCode = 1
  }
}

function rooms(house: string, text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  process.stderr.write(
    `--${house} is ${JSON.stringify(text)}; it takes a number of rooms, such as 187.\n`,
  )
  process.exit(2)
}

async function printInvariants(db: Database): Promise<void> {
  const invariants = await checkInvariants(db)
  if (options.json) process.stdout.write(`${JSON.stringify(invariants)}\n`)
  else printFindings(invariants)
  if (invariants.some((invariant) => invariant.violations.length > 0)) process.exitCode = 1
}

function printFindings(invariants: Awaited<ReturnType<typeof checkInvariants>>): void {
  for (const { id, promise, violations } of invariants) {
    const mark = violations.length === 0 ? styleText('green', '✓') : styleText('red', '✗')
    process.stdout.write(`${mark} ${id} ${promise}\n`)
    for (const violation of violations.slice(0, 20)) process.stdout.write(`    ${violation}\n`)
    if (violations.length > 20) process.stdout.write(`    and ${violations.length - 20} more\n`)
  }
}

async function writeMigration(): Promise<void> {
  const file = `${MIGRATIONS}/0001_initial.sql`
  try {
    await writeFile(file, createMigration(models, 'sqlite'), { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    process.stderr.write(`${file} is there already. Delete it first, if no database has run it.\n`)
    process.exit(1)
  }
  process.stdout.write(`Wrote ${file}\n`)
}

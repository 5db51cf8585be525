/** Starts the hotel site: `npm start`. */
import { dirname, join } from 'node:path'
import { readConfig } from 'portico'
import { openSecretKey } from 'portico/security'
import { hotelApp } from './app.ts'
import { DEFAULT_DATABASE_URL, fillDatabase, openDatabase } from './open-database.ts'

const config = readConfig()
const url = config.databaseUrl ?? DEFAULT_DATABASE_URL
openSecretKey({
  secretKey: config.secretKey,
  isProduction: config.mode === 'production',
  file: join(folderOf(url), 'secret.key'),
})
const db = await openDatabase(url)
await fillDatabase(db)

const stop = new AbortController()
const server = await hotelApp(db).serve({ signal: stop.signal })
process.stderr.write(`The hotel site is on ${server.url} - stop it with Ctrl+C\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void shutDown())

/** Requests that run are finished before the database goes. */
async function shutDown(): Promise<void> {
  stop.abort()
  await server.close()
  await db.close()
}

/** The folder of a SQLite file; of another database, the one where the file would be. */
function folderOf(databaseUrl: string): string {
  const [scheme, file = ''] = databaseUrl.split(/:(.*)/s)
  return scheme === 'sqlite' && !file.startsWith(':')
    ? dirname(file)
    : dirname(DEFAULT_DATABASE_URL.slice('sqlite:'.length))
}

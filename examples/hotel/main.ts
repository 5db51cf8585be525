/** Starts the hotel site: `npm start`. */
import { readConfig } from 'portico'
import { hotelApp } from './app.ts'
import { DEFAULT_DATABASE_URL, fillDatabase, openDatabase } from './open-database.ts'

const config = readConfig()
const db = await openDatabase(config.databaseUrl ?? DEFAULT_DATABASE_URL)
await fillDatabase(db)

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

const server = await hotelApp(db).serve({ signal: stop.signal })
process.stderr.write(`The hotel site is on ${server.url} - stop it with Ctrl+C\n`)
await server.closed
await db.close()

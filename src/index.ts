export { portico } from './app.ts'
export { created, HttpError, redirect, reply } from './http/index.ts'
export type { Context } from './http/index.ts'

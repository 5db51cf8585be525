export { staticFiles, type StaticFiles, type StaticOptions } from './static-files.ts'

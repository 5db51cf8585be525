/** `npm run build`: builds the package into dist/ and packs it there, as it would be published. */
import { join } from 'node:path'
import { buildPackage } from './packaging/build.ts'
import { packFolder } from './packaging/tarball.ts'

const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'dist')

const errors = await buildPackage(ROOT, DIST)
if (errors.length > 0) {
  console.error(errors.join('\n'))
  process.exit(1)
}
const { path, bytes, files } = await packFolder(DIST, DIST)
console.log(`${path}: ${files} files, ${Math.ceil(bytes / 1000)} KB`)

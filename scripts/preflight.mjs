/*
 * The first thing every npm script runs: refuses a Node that cannot run TypeScript sources, in one
 * sentence that says what to do. Only syntax and names that Node 12 knew, because the Node that
 * must understand this file is the one that is too old.
 */
import fs from 'fs'

var needed = [24, 15]
var found = process.version.slice(1).split('.').map(Number)

if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  refuse(
    'This is Node ' +
      process.version +
      ' and Portico needs ' +
      needed.join('.') +
      ' or newer: run `npm ci`, ' +
      'which installs the right Node beside the sources, and start scripts by npm, as in `npm test`.',
  )
}

// npm writes this file last, so an install that was cut short is noticed too.
if (!fs.existsSync(new URL('../node_modules/.package-lock.json', import.meta.url))) {
  refuse(
    'The dependencies are not installed (node_modules is missing or incomplete): run `npm ci` and try again.',
  )
}

function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

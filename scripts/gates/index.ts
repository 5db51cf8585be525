/**
 * The gates, in the order in which they are worth asking: what is quick and often wrong first.
 * A long job of an example or a benchmark joins here, as the replay of the hotel does.
 */
import { checkErrors } from './errors.ts'
import { checkFiles } from './files.ts'
import { checkFormat } from './format.ts'
import { checkLayers } from './layers.ts'
import { checkLint } from './lint.ts'
import type { Gate } from './report.ts'
import { checkTests } from './tests.ts'
import { checkTypes } from './type-check.ts'

export interface GateEntry {
  readonly name: string
  readonly run: Gate
  /** Part of `npm run check:fast`. */
  readonly fast: boolean
  /** What whoever broke it should do. */
  readonly remedy: string
}

export const gates: readonly GateEntry[] = [
  { name: 'format', run: checkFormat, fast: true, remedy: 'npm run format' },
  {
    name: 'lint',
    run: checkLint,
    fast: true,
    remedy: 'mend each line; `npx oxlint --fix` does the simple ones.',
  },
  { name: 'types', run: checkTypes, fast: true, remedy: 'mend each line.' },
  {
    name: 'layers',
    run: checkLayers,
    fast: true,
    remedy: 'move the code to where it may be used from; docs/architecture.md has the rows.',
  },
  {
    name: 'files',
    run: checkFiles,
    fast: true,
    remedy: 'split or rename; CONTRIBUTING.md says how.',
  },
  {
    name: 'errors',
    run: checkErrors,
    fast: true,
    remedy: 'give docs/reference/errors.md one row for each code that src throws.',
  },
  {
    name: 'tests',
    run: checkTests,
    fast: true,
    remedy: 'npm test -- <part of a path> runs a few.',
  },
]

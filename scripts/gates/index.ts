/**
 * The gates, in the order in which they are worth asking: what is quick and often wrong first.
 * A long job, such as the replay of the hotel's bookings, is a gate as well, and not a fast one.
 */
import { checkApi } from './api.ts'
import { checkDocs } from './docs.ts'
import { checkErrors } from './errors.ts'
import { checkFiles } from './files.ts'
import { checkFormat } from './format.ts'
import { checkHotel } from './hotel.ts'
import { checkLayers } from './layers.ts'
import { checkLint } from './lint.ts'
import { checkPacked } from './packed.ts'
import type { Gate } from './report.ts'
import { checkTests } from './tests.ts'
import { checkTypes } from './type-check.ts'
import { checkUnused } from './unused.ts'

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
    name: 'unused',
    run: checkUnused,
    fast: true,
    remedy: 'delete it; what only looks unused is explained to knip in knip.json.',
  },
  {
    name: 'api',
    run: checkApi,
    fast: true,
    remedy: 'if the change is meant: npm run check -- api --update, and a line in CHANGELOG.md.',
  },
  {
    name: 'docs',
    run: checkDocs,
    fast: true,
    remedy: 'correct the page, or the code that it shows.',
  },
  {
    name: 'packed',
    run: checkPacked,
    fast: false,
    remedy: 'npm run build makes the same package in dist/ to look at.',
  },
  {
    name: 'tests',
    run: checkTests,
    fast: true,
    remedy: 'npm test -- <part of a path> runs a few.',
  },
  {
    name: 'hotel',
    run: checkHotel,
    fast: false,
    remedy: 'npm run hotel -- replay, and npm run hotel -- invariants, say more.',
  },
]

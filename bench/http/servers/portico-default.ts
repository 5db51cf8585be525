/** Portico as the six-line app has it: every security default, request id, ETag. */
import { serve } from '../portico-app.ts'

await serve({})

/** Portico with nothing on that the other servers do not do; the last work with its own defaults. */
import { serve } from '../portico-app.ts'
import { workName } from '../report.ts'

await serve(
  workName === 'full'
    ? {}
    : {
        dangerouslyWithout: ['security-headers', 'host-check', 'origin-check'],
        requestIdHeader: null,
        etag: false,
        compression: false,
      },
)

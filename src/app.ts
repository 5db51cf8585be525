import { readConfig } from './config.ts'
import { App, createLogger } from './http/index.ts'

export function portico(options: { log?: boolean } = {}): App {
  const config = readConfig()
  return new App({
    isDevelopment: config.mode !== 'production',
    defaultHeaders: [],
    guards: [],
    idHeader: 'x-request-id',
    etag: true,
    compression: true,
    bodyLimitBytes: 1_048_576,
    logger: createLogger({ level: options.log === false ? 'silent' : 'info' }),
    serve: { port: config.port, host: config.host },
    renderError: null,
    checkStart: () => {},
  })
}

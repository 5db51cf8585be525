/**
 * Ends a server gracefully when the process is told to end: SIGTERM by a supervisor, SIGINT by Ctrl-C.
 */
import process from 'node:process'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/**
 * Calls `close` at the first signal and repeats the signal when it is done, so that the process ends the way
 * it was told to. A second signal ends it at once. Returns what takes the handlers away again.
 */
export function closeOnSignals(close: () => Promise<void>): () => void {
  const handlers = SIGNALS.map((signal) => {
    const handle = (): void => {
      forget()
      void close().then(() => {
        // Others that listen have their own way to end the process.
        if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
      })
    }
    return [signal, handle] as const
  })
  const forget = (): void => {
    for (const [signal, handle] of handlers) process.off(signal, handle)
  }
  for (const [signal, handle] of handlers) process.on(signal, handle)
  return forget
}

/** What a server under test tells the runner over IPC: where it listens and what CPU it has used. */

export interface Ready {
  readonly port: number
  /** The `Cookie` header of a signed session that this server accepts. */
  readonly cookie?: string
}

export function report(ready: Ready): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicroseconds: user + system })
  })
  process.on('disconnect', () => process.exit())
  process.send?.(ready)
}

/** The work this server was started for. */
export const workName: string = process.argv[2] ?? 'json'

/**
 * A server under test: its own process, pinned to the first core where `taskset` exists, so that
 * the load on the other core does not share it.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ready } from './report.ts'
import type { Work } from './works.ts'

export const hasTaskset: boolean = spawnSync('taskset', ['-p', '1']).status === 0

export class Contender {
  readonly name: string
  readonly #child: ChildProcess
  readonly #ready: Ready

  private constructor(name: string, child: ChildProcess, ready: Ready) {
    this.name = name
    this.#child = child
    this.#ready = ready
  }

  static async start(name: string, work: Work): Promise<Contender> {
    const file = join(import.meta.dirname, 'servers', `${name}.ts`)
    const node = [process.execPath, file, work.name]
    const command = hasTaskset ? ['taskset', '-c', '0', ...node] : node
    const child = spawn(command[0] ?? '', command.slice(1), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    const ready = await nextMessage<Ready>(child)
    return new Contender(name, child, ready)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#ready.port}`
  }

  get cookie(): string | undefined {
    return this.#ready.cookie
  }

  /** CPU time, user and system, that the server's process has used since its start. */
  async cpuMicroseconds(): Promise<number> {
    const answer = nextMessage<{ cpuMicroseconds: number }>(this.#child)
    this.#child.send('cpu')
    return (await answer).cpuMicroseconds
  }

  async stop(): Promise<void> {
    this.#child.disconnect()
    this.#child.kill('SIGKILL')
    await sleep(50)
  }
}

function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null): void => {
      reject(new Error(`The server ended with code ${code}`))
    }
    child.once('exit', fail)
    child.once('message', (message) => {
      child.off('exit', fail)
      // The proof of the type is report.ts, the only sender.
      resolve(message as Message)
    })
  })
}

/**
 * A progress bar on standard error, for work that makes people wait. Where nobody watches (a pipe, a
 * log) it prints the beginning and the end only.
 */
import { styleText } from 'node:util'

export interface Progress {
  /** Shows how much of the work is done, from 0 to 1. Draws at most twenty times a second. */
  update(done: number): void
  end(): void
}

const WIDTH = 30
const MS_BETWEEN_DRAWS = 50

function startProgress(title: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const startedAt = performance.now()
  let drawnAt = 0
  if (!stream.isTTY) stream.write(`${title} …\n`)
  return {
    update(done) {
      const now = performance.now()
      if (!stream.isTTY || now - drawnAt < MS_BETWEEN_DRAWS) return
      drawnAt = now
      const left = done > 0.01 ? `, ${seconds((now - startedAt) * (1 / done - 1))} left` : ''
      stream.write(`\r${title} ${bar(done)} ${Math.floor(done * 100)} %${left}\u001b[K`)
    },
    end() {
      const time = seconds(performance.now() - startedAt)
      const mark = styleText('green', '✓', { stream })
      stream.write(
        `${stream.isTTY ? '\r' : ''}${mark} ${title} (${time})${stream.isTTY ? '\u001b[K' : ''}\n`,
      )
    },
  }
}

/** Runs `work` under a bar. */
export async function withProgress<Result>(
  title: string,
  work: (onProgress: (done: number) => void) => Promise<Result>,
): Promise<Result> {
  const progress = startProgress(title)
  const result = await work((done) => progress.update(done))
  progress.end()
  return result
}

function bar(done: number): string {
  const full = Math.round(Math.min(1, done) * WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
}

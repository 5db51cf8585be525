/**
 * Where an error came from, for the eyes of its developer: the line of the app that threw it.
 *
 * Only development asks for it. The first frame outside of node_modules, of Node and of Portico is taken to be
 * the app's own; without one, the first frame that has a file.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Failure {
  readonly name: string
  readonly message: string
  /** Null when the stack names no file. */
  readonly file: string | null
  /** From 1. */
  readonly line: number
  readonly excerpt: readonly SourceLine[]
  readonly stack: string
}

export interface SourceLine {
  readonly number: number
  readonly text: string
}

const FRAME = /(?:\(|at (?:async )?)((?:file:\/\/)?\/[^():]+):(\d+):\d+\)?$/
const LINES_AROUND = 4
const PORTICO = fileURLToPath(new URL('..', import.meta.url))

/** Describes the innermost cause of `error`. Reads one source file; never throws. */
export function describeFailure(error: Error): Failure {
  let origin = error
  while (origin.cause instanceof Error) origin = origin.cause
  const stack = origin.stack ?? String(origin)
  const frames = stack.split('\n').flatMap((line) => parseFrame(line))
  const frame = frames.find(({ file }) => isOwn(file)) ?? frames[0]
  return {
    name: origin.name,
    message: origin.message,
    file: frame?.file ?? null,
    line: frame?.line ?? 0,
    excerpt: frame === undefined ? [] : readLines(frame.file, frame.line),
    stack,
  }
}

function parseFrame(text: string): { file: string; line: number }[] {
  const [, place, line] = FRAME.exec(text.trim()) ?? []
  if (place === undefined) return []
  return [{ file: place.startsWith('file:') ? fileURLToPath(place) : place, line: Number(line) }]
}

function isOwn(file: string): boolean {
  return !file.includes('/node_modules/') && !file.startsWith(PORTICO)
}

function readLines(file: string, line: number): SourceLine[] {
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch {
    return [] // the file is gone since it was loaded: the page does without
  }
  const first = Math.max(1, line - LINES_AROUND)
  return source
    .split('\n')
    .slice(first - 1, line + LINES_AROUND)
    .map((text, i) => ({ number: first + i, text }))
}

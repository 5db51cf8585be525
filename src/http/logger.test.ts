import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { createLogger, type Logger, type LoggerOptions } from './logger.ts'

function capture(options: LoggerOptions = {}): { logger: Logger; writes: string[] } {
  const writes: string[] = []
  const logger = createLogger({ now: () => 0, write: (lines) => writes.push(lines), ...options })
  return { logger, writes }
}

async function logged(log: (logger: Logger) => void, options?: LoggerOptions): Promise<unknown> {
  const { logger, writes } = capture(options)
  log(logger)
  await turn()
  const text = writes.join('')
  assert.equal(text.indexOf('\n'), text.length - 1, 'an entry is one line')
  return JSON.parse(text)
}

describe('createLogger', () => {
  it('writes time, level, message and fields', async () => {
    const entry = await logged((logger) => logger.warn('low stock', { room: 3 }))
    assert.deepEqual(entry, {
      time: '1970-01-01T00:00:00.000Z',
      level: 'warn',
      msg: 'low stock',
      room: 3,
    })
  })

  it('writes once for all entries of a tick', async () => {
    const { logger, writes } = capture()
    for (let i = 0; i < 3; i++) logger.info(`${i}`)
    assert.equal(writes.length, 0)
    await turn()
    assert.equal(writes.length, 1)
    assert.equal(writes[0]?.split('\n').length, 4)
  })

  it('writes from its level on', async () => {
    const { logger, writes } = capture({ level: 'warn' })
    logger.debug('a')
    logger.info('b')
    logger.warn('c')
    logger.error('d')
    await turn()
    assert.deepEqual(
      [...writes.join('').matchAll(/"msg":"(.)"/g)].map((match) => match[1]),
      ['c', 'd'],
    )
    assert.deepEqual([logger.isOn('info'), logger.isOn('warn')], [false, true])
  })

  it('does nothing when silent', async () => {
    const { logger, writes } = capture({ level: 'silent' })
    assert.equal(
      logger.withRequest('id', () => (logger.error('a'), 7)),
      7,
    )
    await turn()
    assert.deepEqual(writes, [])
    assert.equal(logger.isOn('error'), false)
  })

  it('adds the id of the request, now and later, and no other', async () => {
    const { logger, writes } = capture()
    const later = async (id: string): Promise<void> => {
      await sleep(1)
      logger.info(id)
    }
    await Promise.all(['a', 'b'].map((id) => logger.withRequest(id, () => later(id))))
    logger.info('none')
    await turn()
    const lines = writes
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      lines.map((line) => [line.msg, line.request]),
      [
        ['a', 'a'],
        ['b', 'b'],
        ['none', undefined],
      ],
    )
  })

  it('lets no field pretend to be the head of the entry', async () => {
    const entry = await logged((logger) =>
      logger.info('real', { msg: 'forged', level: 'error', time: 'x', request: 'y', a: 1 }),
    )
    assert.deepEqual(entry, { time: '1970-01-01T00:00:00.000Z', level: 'info', msg: 'real', a: 1 })
  })

  it('replaces values by the names of their fields, at every depth', async () => {
    const entry = await logged((logger) =>
      logger.info('login', {
        user: { password: 'hunter2', Authorization: ['Bearer x'], name: 'Ann' },
        list: [{ card_number: 4242, apiKey: 'k', 'set-cookie': 'sid=1' }],
        resetToken: { value: 'x' },
        headers: new Map([['x-session', 's']]),
      }),
    )
    assert.partialDeepStrictEqual(entry, {
      user: { password: '[redacted]', Authorization: '[redacted]', name: 'Ann' },
      list: [{ card_number: '[redacted]', apiKey: '[redacted]', 'set-cookie': '[redacted]' }],
      resetToken: '[redacted]',
      headers: { 'x-session': '[redacted]' },
    })
  })

  it('writes errors with their code and cause', async () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'x' })
    assert.partialDeepStrictEqual(await logged((logger) => logger.error('failed', { error })), {
      error: { name: 'Error', message: 'outer', code: 'x', cause: { message: 'inner' } },
    })
  })

  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const awkward: [name: string, value: unknown, expected: unknown][] = [
    ['a bigint', 1n, '1'],
    ['not a number', NaN, 'NaN'],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an impossible date', new Date(NaN), 'Invalid Date'],
    ['bytes', Buffer.from('secret'), '[6 bytes]'],
    ['a set', new Set([1]), [1]],
    ['a function', Math.max, '[function max]'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['null', null, null],
    [
      'a throwing getter',
      {
        get a() {
          throw new Error('no')
        },
      },
      '[unreadable: no]',
    ],
    [
      'a throwing toJSON',
      {
        toJSON() {
          throw new Error('no')
        },
        a: 1,
      },
      { toJSON: '[function toJSON]', a: 1 },
    ],
    ['a long text', 'a'.repeat(9000), `${'a'.repeat(8192)}… (9000 characters)`],
    ['a long list', Array.from({ length: 200 }, () => 0), Array.from({ length: 100 }, () => 0)],
  ]
  for (const [name, value, expected] of awkward) {
    it(`writes ${name}`, async () => {
      const entry = await logged((logger) => logger.info('m', { value }))
      assert.deepEqual(Object(entry).value, expected)
    })
  }

  it('writes a circle to a depth', async () => {
    const entry = await logged((logger) => logger.info('m', circle))
    assert.match(JSON.stringify(entry), /\[deeper\]/)
  })

  it('keeps line breaks and terminal escapes inside their string', async () => {
    const text = 'a\n{"level":"error"}\r\u001b[2J\u009b2J\u2028\u2029\u0085\u007f'
    const { logger, writes } = capture()
    logger.info(text, { [text]: text })
    logger.access({ id: text, method: text, path: text, status: 200, ms: 1, bytes: 0 })
    await turn()
    const lines = writes.join('').slice(0, -1).split('\n')
    assert.equal(lines.length, 2)
    for (const line of lines) assert.match(line, /^[\x20-\x7e]+$/)
    assert.equal(JSON.parse(lines[0] ?? '').msg, text)
  })

  it('writes the line of a request without its query', async () => {
    const { logger, writes } = capture()
    logger.access({
      id: 'r1',
      method: 'GET',
      path: '/reset?token=s3cret',
      status: 200,
      ms: 1.23456,
      bytes: 12,
    })
    logger.access({ id: 'r2', method: 'GET', path: '/', status: 500, ms: 0, bytes: null })
    await turn()
    assert.equal(
      writes.join(''),
      '{"time":"1970-01-01T00:00:00.000Z","level":"info","msg":"request","request":"r1","method":"GET","path":"/reset","status":200,"ms":1.235,"bytes":12}\n' +
        '{"time":"1970-01-01T00:00:00.000Z","level":"error","msg":"request","request":"r2","method":"GET","path":"/","status":500,"ms":0.000,"bytes":null}\n',
    )
  })

  it('leaves out requests below its level', async () => {
    const { logger, writes } = capture({ level: 'warn' })
    logger.access({ id: 'a', method: 'GET', path: '/', status: 404, ms: 1, bytes: 0 })
    await turn()
    assert.deepEqual(writes, [])
  })

  it('writes what is left to standard output when the process exits', () => {
    const script = `import { createLogger } from './logger.ts'
      createLogger().info('last words'); process.exit(3)`
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: import.meta.dirname,
    })
    assert.equal(run.status, 3)
    assert.match(String(run.stdout), /"msg":"last words"/)
  })
})

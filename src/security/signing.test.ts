import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sign, unsign } from './signing.ts'

const KEY = 'a key of at least 32 bytes, for tests only'
const OTHER = 'another key of at least 32 bytes, for tests'
const session = { key: KEY, purpose: 'session', now: 1_700_000_000_500 }

describe('sign', () => {
  it('has a form that will not change: sessions outlive a deployment', () => {
    assert.equal(
      sign('user:7', session),
      'dXNlcjo3.s44we8.LTle7R5ikrJGpe3_JQtlXFd-AdJ78iGRFPvxWoLf-Yk',
    )
  })

  it('is safe in cookies and URLs whatever the value', () => {
    assert.match(sign('é;, \r\n"%', session), /^[\w.-]+$/)
  })

  const weak: [name: string, key: string | string[]][] = [
    ['a key of 31 bytes', 'k'.repeat(31)],
    ['no key', []],
    ['a weak key among the old ones', [KEY, 'old']],
  ]
  for (const [name, key] of weak) {
    it(`refuses ${name}`, () => {
      assert.throws(() => sign('a', { key, purpose: 'session' }), {
        code: 'key-weak',
        message: /Make one: node -p/,
      })
    })
  }

  it('refuses a purpose that could be taken for another', () => {
    for (const purpose of ['', 'a\0b']) {
      assert.throws(() => sign('a', { key: KEY, purpose }), { code: 'purpose-invalid' })
    }
  })
})

describe('unsign', () => {
  for (const value of ['', 'user:7', 'é🙂', 'a.b.c', '\0', 'x'.repeat(10_000)]) {
    it(`gives ${JSON.stringify(value.slice(0, 10))} back`, () => {
      assert.equal(unsign(sign(value, session), session), value)
    })
  }

  it('refuses a text with any character changed, removed or added', () => {
    const signed = sign('user:7', session)
    for (let i = 0; i < signed.length; i++) {
      for (const other of ['A', 'B', '.', '-', '=', ' ']) {
        const changed = signed.slice(0, i) + other + signed.slice(i + 1)
        if (changed !== signed) assert.equal(unsign(changed, session), null)
      }
      assert.equal(unsign(signed.slice(0, i) + signed.slice(i + 1), session), null)
    }
    for (const changed of [`${signed}=`, `${signed}A`, ` ${signed}`, `${signed}\n`]) {
      assert.equal(unsign(changed, session), null)
    }
  })

  it('refuses another purpose, even one that runs into the value', () => {
    const signed = sign('b', { ...session, purpose: 'a' })
    assert.equal(unsign(signed, { ...session, purpose: 'ab' }), null)
    assert.equal(unsign(signed, { ...session, purpose: 'session' }), null)
  })

  it('accepts old keys and signs with the first', () => {
    const old = sign('a', { ...session, key: OTHER })
    assert.equal(unsign(old, session), null)
    assert.equal(unsign(old, { ...session, key: [KEY, OTHER] }), 'a')
    assert.equal(sign('a', { ...session, key: [KEY, OTHER] }), sign('a', session))
  })

  it('accepts a text until its age is over', () => {
    const signed = sign('a', session)
    const at = (seconds: number): string | null =>
      unsign(signed, { ...session, now: session.now + seconds * 1000, maxAgeSeconds: 60 })
    assert.deepEqual([at(0), at(59.5), at(60)], ['a', 'a', null])
    assert.equal(unsign(signed, { ...session, now: session.now + 1e12 }), 'a')
  })

  for (const text of [
    '',
    '.',
    '..',
    'a.b',
    'not signed',
    'a.b.c',
    `${'a'.repeat(1e5)}.1.${'b'.repeat(43)}`,
  ]) {
    it(`refuses ${JSON.stringify(text.slice(0, 20))}`, () =>
      assert.equal(unsign(text, session), null))
  }
})

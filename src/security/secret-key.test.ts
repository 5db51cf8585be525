import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openSecretKey } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-key-'))
after(() => rmSync(folder, { recursive: true }))

describe('openSecretKey', () => {
  it('takes the key that is given and writes nothing', () => {
    const file = join(folder, 'given')
    assert.equal(openSecretKey({ secretKey: 'given', isProduction: true, file }), 'given')
    assert.throws(() => statSync(file), { code: 'ENOENT' })
  })

  it('makes a key for its owner alone, and finds it again', () => {
    const file = join(folder, 'new', 'secret.key')
    const key = openSecretKey({ secretKey: null, isProduction: false, file })
    assert.match(key, /^[\w-]{43}$/)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(readFileSync(file, 'utf8'), key)
    assert.equal(openSecretKey({ secretKey: null, isProduction: false, file }), key)
  })

  it('makes up none in production', () => {
    const file = join(folder, 'production')
    assert.throws(() => openSecretKey({ secretKey: null, isProduction: true, file }), {
      code: 'secret-key-missing',
      message: /^SECRET_KEY is not set, and in production no key is made up/,
    })
  })
})

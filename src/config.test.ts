import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  it('has defaults for development on this machine', () => {
    assert.deepEqual(readConfig({ PORT: ' ' }), {
      mode: 'development',
      port: 8000,
      host: '127.0.0.1',
      hosts: [],
      databaseUrl: null,
      secretKey: null,
    })
  })

  it('reads every variable', () => {
    const environment = {
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '0.0.0.0',
      HOSTS: 'example.com, .example.org',
      DATABASE_URL: 'sqlite:var/app.db',
      SECRET_KEY: 'k',
    }
    assert.deepEqual(readConfig(environment), {
      mode: 'production',
      port: 0,
      host: '0.0.0.0',
      hosts: ['example.com', '.example.org'],
      databaseUrl: 'sqlite:var/app.db',
      secretKey: 'k',
    })
  })

  it('stops at what it does not understand', () => {
    assert.throws(() => readConfig({ NODE_ENV: 'prod' }), {
      code: 'config-invalid',
      message:
        'NODE_ENV is "prod". It is one of development, test, production; any other could be production misspelt. ' +
        'Set NODE_ENV=production, or leave it out.',
    })
    for (const PORT of ['80a', '-1', '65536', '1.5']) {
      assert.throws(() => readConfig({ PORT }), {
        code: 'config-invalid',
        message: `PORT is "${PORT}". It is a number from 0 to 65535; 0 takes any free port. Set PORT=8000.`,
      })
    }
  })
})

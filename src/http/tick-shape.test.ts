import assert from 'node:assert/strict'
import { executionAsyncResource } from 'node:async_hooks'
import process from 'node:process'
import { describe, it } from 'node:test'

describe('keepTickShape', () => {
  it('stands on this: the resource of a tick is the object that nextTick made for it', async () => {
    const resource = await new Promise<object>((resolve) => {
      process.nextTick(() => resolve(executionAsyncResource()))
    })
    assert.equal(typeof Reflect.get(resource, 'callback'), 'function')
    const symbols = Object.getOwnPropertySymbols(resource).map((symbol) => symbol.description)
    assert.equal(symbols.includes('async_id_symbol'), true)
  })
})
